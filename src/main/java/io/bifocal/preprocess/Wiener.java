package io.bifocal.preprocess;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The linear estimate that holds back what the blur left little of. */
final class Wiener implements ChannelOperation {
  private static final PointSpread LAPLACIAN =
      new PointSpread(3, new double[] {0, -1, 0, -1, 4, -1, 0, -1, 0});

  private final PointSpread spread;
  private final double balance;

  /** What frequencies are multiplied by, for the size of the channel before. */
  private double[] gains = {};

  private int gainsWidth;
  private int gainsHeight;

  Wiener(PointSpread spread, double balance) {
    this.spread = spread;
    this.balance = balance;
  }

  @Override
  public float[] apply(float[] values, int width, int height) {
    if (width != gainsWidth || height != gainsHeight) {
      gains = gains(width, height);
      gainsWidth = width;
      gainsHeight = height;
    }
    double[] image = new double[values.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = values[i];
    }
    double[] spectrum = transformed(image, width, height);
    for (int i = 0; i < spectrum.length; i += 2) {
      double real = spectrum[i] * gains[i] - spectrum[i + 1] * gains[i + 1];
      double imaginary = spectrum[i + 1] * gains[i] + spectrum[i] * gains[i + 1];
      spectrum[i] = real;
      spectrum[i + 1] = imaginary;
    }
    double[] sharp = inverted(spectrum, width, height);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) sharp[i];
    }
    return values;
  }

  private double[] gains(int width, int height) {
    double[] blur = transformed(centred(spread, width, height), width, height);
    double[] rough = transformed(centred(LAPLACIAN, width, height), width, height);
    for (int i = 0; i < blur.length; i += 2) {
      double denominator = square(blur, i) + balance * square(rough, i);
      blur[i] /= denominator;
      blur[i + 1] /= -denominator;
    }
    return blur;
  }

  private static double square(double[] spectrum, int i) {
    return spectrum[i] * spectrum[i] + spectrum[i + 1] * spectrum[i + 1];
  }

  /**
   * On a periodic plane, its middle at the origin; what is larger than the plane goes around it.
   */
  private static double[] centred(PointSpread spread, int width, int height) {
    double[] plane = new double[width * height];
    int reach = spread.side() / 2;
    for (int i = 0; i < spread.weights().length; i++) {
      int x = Math.floorMod(i % spread.side() - reach, width);
      int y = Math.floorMod(Math.floorDiv(i, spread.side()) - reach, height);
      plane[y * width + x] += spread.weights()[i];
    }
    return plane;
  }

  /** Real and imaginary part of every frequency in turn. */
  private static double[] transformed(double[] plane, int width, int height) {
    try (Mat from = new Mat(height, width, opencv_core.CV_64FC1);
        Mat to = new Mat()) {
      new DoublePointer(from.data()).put(plane);
      opencv_core.dft(from, to, opencv_core.DFT_COMPLEX_OUTPUT, 0);
      double[] spectrum = new double[2 * plane.length];
      new DoublePointer(to.data()).get(spectrum);
      return spectrum;
    }
  }

  private static double[] inverted(double[] spectrum, int width, int height) {
    try (Mat from = new Mat(height, width, opencv_core.CV_64FC2);
        Mat to = new Mat()) {
      new DoublePointer(from.data()).put(spectrum);
      opencv_core.dft(
          from,
          to,
          opencv_core.DFT_INVERSE | opencv_core.DFT_SCALE | opencv_core.DFT_REAL_OUTPUT,
          0);
      double[] plane = new double[width * height];
      new DoublePointer(to.data()).get(plane);
      return plane;
    }
  }
}
