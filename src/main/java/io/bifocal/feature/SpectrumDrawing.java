package io.bifocal.feature;

import io.bifocal.image.Picture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The power spectrum of a picture as colours; low frequencies are in the middle. */
final class SpectrumDrawing {
  private SpectrumDrawing() {}

  static Mat draw(Picture view) {
    int width = view.width();
    int height = view.height();
    float[] weighted = weighted(view);
    float[] values = new float[2 * weighted.length];
    try (Mat plane = new Mat(height, width, opencv_core.CV_32FC1);
        Mat spectrum = new Mat()) {
      try (FloatPointer samples = new FloatPointer(plane.data())) {
        samples.put(weighted, 0, weighted.length);
      }
      opencv_core.dft(plane, spectrum, opencv_core.DFT_COMPLEX_OUTPUT, 0);
      try (FloatPointer samples = new FloatPointer(spectrum.data())) {
        samples.get(values, 0, values.length);
      }
    }
    float[] power = new float[weighted.length];
    for (int i = 0; i < power.length; i++) {
      int x = (i % width + width / 2) % width;
      int y = (i / width + height / 2) % height;
      double real = values[2 * i];
      double imaginary = values[2 * i + 1];
      power[y * width + x] = (float) Math.log10(1 + real * real + imaginary * imaginary);
    }
    return Drawing.heat(power, width, view);
  }

  /** Without their mean, and fading towards the border, as the worker takes them. */
  private static float[] weighted(Picture view) {
    double[] across = new double[view.width()];
    double[] down = new double[view.height()];
    SpectrumWorker.window(across, across.length);
    SpectrumWorker.window(down, down.length);
    GrayPlane plane = new GrayPlane();
    plane.load(view.gray());
    double mean;
    try (Scalar all = opencv_core.mean(view.gray())) {
      mean = all.get(0);
    }
    float[] values = new float[across.length * down.length];
    for (int i = 0; i < values.length; i++) {
      double weight = across[i % across.length] * down[i / across.length];
      values[i] = (float) (weight * ((plane.samples()[i] & 0xFF) - mean));
    }
    return values;
  }
}
