package io.bifocal.preprocess;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a point became: weights of sum 1 on a square of odd side.
 *
 * @param weights row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Read in loops; nobody compares them.
record PointSpread(int side, double[] weights) {
  /** Where a Gaussian is cut off, in standard deviations. */
  private static final double CUT = 4;

  /** How finely disks and lines are drawn within a pixel. */
  private static final int SAMPLES = 16;

  static PointSpread gaussian(double sigma) {
    int reach = (int) Math.ceil(CUT * sigma);
    PointSpread spread = empty(reach);
    for (int i = 0; i < spread.weights.length; i++) {
      double x = i % spread.side - reach;
      double y = Math.floorDiv(i, spread.side) - reach;
      spread.weights[i] = Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
    }
    return spread.normalized();
  }

  static PointSpread disk(double radius) {
    int reach = (int) Math.ceil(radius);
    PointSpread spread = empty(reach);
    double step = 1.0 / SAMPLES;
    for (int i = 0; i < spread.weights.length; i++) {
      for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        double x = i % spread.side - reach + (sample % SAMPLES + 0.5) * step - 0.5;
        double y =
            Math.floorDiv(i, spread.side)
                - reach
                + (Math.floorDiv(sample, SAMPLES) + 0.5) * step
                - 0.5;
        spread.weights[i] += x * x + y * y <= radius * radius ? 1 : 0;
      }
    }
    return spread.normalized();
  }

  /** Around the middle, {@code degrees} from the x axis towards the y axis, which points down. */
  static PointSpread motion(double length, double degrees) {
    int reach = (int) Math.ceil(length / 2);
    PointSpread spread = empty(reach);
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    int samples = (int) Math.ceil(length * SAMPLES);
    for (int i = 0; i < samples; i++) {
      double along = ((i + 0.5) / samples - 0.5) * length;
      int x = reach + (int) Math.rint(along * cosine);
      int y = reach + (int) Math.rint(along * sine);
      spread.weights[y * spread.side + x]++;
    }
    return spread.normalized();
  }

  PointSpread normalized() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] result = new double[weights.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = weights[i] / sum;
    }
    return new PointSpread(side, result);
  }

  /** Turned by half a circle. */
  PointSpread mirrored() {
    double[] result = new double[weights.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = weights[weights.length - 1 - i];
    }
    return new PointSpread(side, result);
  }

  /** As CV_64F, which the caller closes. */
  Mat toMat() {
    Mat mat = new Mat(side, side, opencv_core.CV_64FC1);
    new DoublePointer(mat.data()).put(weights);
    return mat;
  }

  private static PointSpread empty(int reach) {
    int side = 2 * reach + 1;
    return new PointSpread(side, new double[side * side]);
  }
}
