package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/** The saliency map of {@link Saliency}, before it is smoothed. Owns native memory until closed. */
final class SpectralResidual implements AutoCloseable {
  /** Of the map, in pixels. */
  static final int SIDE = 64;

  private static final int PIXELS = SIDE * SIDE;

  private final AreaMeans means = new AreaMeans(SIDE);
  private final Mat samples;
  private final Mat spectrum;
  private final Mat amplitude;
  private final Mat mean;
  private final Size neighbours;
  private final Point center;
  private final DoublePointer sampleValues;
  private final DoublePointer spectrumValues;
  private final DoublePointer amplitudeValues;
  private final double[] complex = new double[2 * PIXELS];
  private final double[] real = new double[PIXELS];

  SpectralResidual() {
    Natives.ensureLoaded();
    samples = new Mat(SIDE, SIDE, opencv_core.CV_64FC1);
    spectrum = new Mat(SIDE, SIDE, opencv_core.CV_64FC2);
    amplitude = new Mat(SIDE, SIDE, opencv_core.CV_64FC1);
    mean = new Mat();
    neighbours = new Size(3, 3);
    center = new Point(-1, -1);
    sampleValues = new DoublePointer(samples.data());
    spectrumValues = new DoublePointer(spectrum.data());
    amplitudeValues = new DoublePointer(amplitude.data());
  }

  /** Computes the map, row by row. */
  void compute(Picture picture, double[] map) {
    means.compute(picture.gray(), real);
    sampleValues.put(real);
    opencv_core.dft(samples, spectrum, opencv_core.DFT_COMPLEX_OUTPUT, 0);
    spectrumValues.get(complex);
    for (int i = 0; i < PIXELS; i++) {
      double re = complex[2 * i];
      double im = complex[2 * i + 1];
      real[i] = Math.max(1, re * re + im * im);
    }
    amplitudeValues.put(real);
    opencv_core.log(amplitude, amplitude);
    opencv_imgproc.blur(amplitude, mean, neighbours, center, opencv_core.BORDER_REPLICATE);
    // exp(L - mean) with the phase of the transform is the transform times exp(-mean); these are
    // logarithms of squares.
    mean.convertTo(amplitude, opencv_core.CV_64F, -0.5, 0);
    opencv_core.exp(amplitude, amplitude);
    amplitudeValues.get(real);
    for (int i = 0; i < PIXELS; i++) {
      complex[2 * i] *= real[i];
      complex[2 * i + 1] *= real[i];
    }
    spectrumValues.put(complex);
    opencv_core.dft(spectrum, spectrum, opencv_core.DFT_INVERSE, 0);
    spectrumValues.get(complex);
    for (int i = 0; i < PIXELS; i++) {
      map[i] = complex[2 * i] * complex[2 * i] + complex[2 * i + 1] * complex[2 * i + 1];
    }
  }

  @Override
  public void close() {
    sampleValues.close();
    spectrumValues.close();
    amplitudeValues.close();
    means.close();
    samples.close();
    spectrum.close();
    amplitude.close();
    mean.close();
    neighbours.close();
    center.close();
  }
}
