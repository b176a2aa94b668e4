package io.bifocal.preprocess;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** The most likely picture under Poisson noise, approached by multiplication. */
record RichardsonLucy(PointSpread spread, int iterations) implements ChannelOperation {
  private static final double GRAY = 0.5;

  /** Where the blurred estimate is black, the quotient stays finite. */
  private static final double LEAST = 1e-12;

  @Override
  public float[] apply(float[] values, int width, int height) {
    double[] estimate = new double[values.length];
    Arrays.fill(estimate, GRAY);
    try (Mat forward = spread.mirrored().toMat();
        Mat backward = spread.toMat()) {
      for (int i = 0; i < iterations; i++) {
        double[] quotient = filtered(estimate, width, height, forward);
        for (int j = 0; j < quotient.length; j++) {
          quotient[j] = values[j] / (quotient[j] + LEAST);
        }
        double[] factor = filtered(quotient, width, height, backward);
        for (int j = 0; j < estimate.length; j++) {
          estimate[j] *= factor[j];
        }
      }
    }
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) estimate[i];
    }
    return result;
  }

  /** OpenCV correlates, so a convolution takes the mirrored kernel. */
  private static double[] filtered(double[] image, int width, int height, Mat kernel) {
    try (Mat from = new Mat(height, width, opencv_core.CV_64FC1);
        Mat to = new Mat()) {
      new DoublePointer(from.data()).put(image);
      opencv_imgproc.filter2D(from, to, -1, kernel, null, 0, opencv_core.BORDER_CONSTANT);
      double[] result = new double[image.length];
      new DoublePointer(to.data()).get(result);
      return result;
    }
  }
}
