package io.bifocal.preprocess;

import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
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

  /** Weights that are those of rows times those of columns up to this are applied in two passes. */
  private static final double PRODUCT_TOLERANCE = 1e-15;

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

  /**
   * OpenCV's filter of these weights, which the caller closes. It correlates, so a convolution
   * takes the mirrored ones.
   */
  Correlation correlation() {
    double[] across = new double[side];
    double[] down = new double[side];
    for (int i = 0; i < weights.length; i++) {
      across[i % side] += weights[i];
      down[i / side] += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      if (Math.abs(weights[i] - across[i % side] * down[i / side]) > PRODUCT_TOLERANCE) {
        Mat square = mat(side, weights);
        return new Correlation(
            (from, to) ->
                opencv_imgproc.filter2D(from, to, -1, square, null, 0, opencv_core.BORDER_CONSTANT),
            List.of(square));
      }
    }
    Mat row = mat(1, across);
    Mat column = mat(1, down);
    return new Correlation(
        (from, to) ->
            opencv_imgproc.sepFilter2D(
                from, to, -1, row, column, null, 0, opencv_core.BORDER_CONSTANT),
        List.of(row, column));
  }

  /** Native weights and what is done with them; black beyond the border. */
  record Correlation(BiConsumer<Mat, Mat> filter, List<Mat> weights) implements AutoCloseable {
    void apply(Mat from, Mat to) {
      filter.accept(from, to);
    }

    @Override
    public void close() {
      weights.forEach(Mat::close);
    }
  }

  private static Mat mat(int rows, double[] weights) {
    Mat mat = new Mat(rows, weights.length / rows, opencv_core.CV_64FC1);
    new DoublePointer(mat.data()).put(weights);
    return mat;
  }

  private static PointSpread empty(int reach) {
    int side = 2 * reach + 1;
    return new PointSpread(side, new double[side * side]);
  }
}
