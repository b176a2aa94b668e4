package io.bifocal.preprocess;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The most likely picture under Poisson noise, approached by multiplication. */
record RichardsonLucy(PointSpread spread, int iterations) implements ChannelOperation {
  private static final double GRAY = 0.5;

  /** Where the blurred estimate is black, the quotient stays finite. */
  private static final double LEAST = 1e-12;

  @Override
  public float[] apply(float[] values, int width, int height) {
    double[] estimate = new double[values.length];
    double[] filtered = new double[values.length];
    Arrays.fill(estimate, GRAY);
    try (Mat from = new Mat(height, width, opencv_core.CV_64FC1);
        Mat to = new Mat(height, width, opencv_core.CV_64FC1);
        PointSpread.Correlation forward = spread.mirrored().correlation();
        PointSpread.Correlation backward = spread.correlation()) {
      DoublePointer source = new DoublePointer(from.data());
      DoublePointer result = new DoublePointer(to.data());
      for (int i = 0; i < iterations; i++) {
        source.put(estimate);
        forward.apply(from, to);
        result.get(filtered);
        for (int j = 0; j < filtered.length; j++) {
          filtered[j] = values[j] / (filtered[j] + LEAST);
        }
        source.put(filtered);
        backward.apply(from, to);
        result.get(filtered);
        for (int j = 0; j < estimate.length; j++) {
          estimate[j] *= filtered[j];
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) estimate[i];
    }
    return values;
  }
}
