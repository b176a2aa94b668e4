package io.bifocal.feature;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Fourier transforms of planes of one size by OpenCV; owns native memory until closed. A spectrum
 * has the real and the imaginary part of every frequency in turn.
 */
final class Spectrum implements AutoCloseable {
  private final Mat plane;
  private final Mat complex;
  private final FloatPointer planeValues;
  private final FloatPointer complexValues;
  private final float[] frequencies;
  private final float[] values;

  Spectrum(int width, int height) {
    plane = new Mat(height, width, opencv_core.CV_32FC1);
    complex = new Mat(height, width, opencv_core.CV_32FC2);
    planeValues = new FloatPointer(plane.data());
    complexValues = new FloatPointer(complex.data());
    frequencies = new float[2 * width * height];
    values = new float[2 * width * height];
  }

  /** The spectrum of real values; valid until the next forward transform. */
  float[] forward(float[] real) {
    planeValues.put(real);
    opencv_core.dft(plane, complex, opencv_core.DFT_COMPLEX_OUTPUT, 0);
    complexValues.get(frequencies);
    return frequencies;
  }

  /** The real part of the inverse of {@code spectrum}, to {@code real}. */
  void real(float[] spectrum, float[] real) {
    inverse(spectrum);
    for (int i = 0; i < real.length; i++) {
      real[i] = values[2 * i];
    }
  }

  /** The absolute value of the inverse of {@code spectrum}, to {@code magnitude}. */
  void magnitude(float[] spectrum, float[] magnitude) {
    inverse(spectrum);
    for (int i = 0; i < magnitude.length; i++) {
      float re = values[2 * i];
      float im = values[2 * i + 1];
      magnitude[i] = (float) Math.sqrt(re * re + im * im);
    }
  }

  @Override
  public void close() {
    planeValues.close();
    complexValues.close();
    plane.close();
    complex.close();
  }

  private void inverse(float[] spectrum) {
    complexValues.put(spectrum);
    opencv_core.dft(complex, complex, opencv_core.DFT_INVERSE | opencv_core.DFT_SCALE, 0);
    complexValues.get(values);
  }
}
