package io.bifocal.feature;

import io.bifocal.feature.Spectra.Run;
import io.bifocal.image.Natives;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The filters of {@link Scattering} for pictures of one size, shared by all workers of a process as
 * long as memory lasts. Level r is the padded picture with every 2^r-th row and column. Immutable.
 */
final class ScatteringFilters {
  /** In place of π in the norm of all filters, as in Kymatio, whose values these are. */
  private static final double PI_OF_NORM = 3.1415;

  private static final double SIGMA = 0.8;
  private static final double FREQUENCY = 3 * Math.PI / 4;

  /** How many copies of the picture to each side a periodic filter is summed over. */
  private static final int COPIES = 2;

  private static final Map<Shape, SoftReference<ScatteringFilters>> SHARED =
      new ConcurrentHashMap<>();

  private final Shape shape;
  private final Run[][][][] wavelets;

  private record Shape(int width, int height, int octaves, int orientations) {}

  private ScatteringFilters(Shape shape) {
    Natives.ensureLoaded();
    this.shape = shape;
    wavelets = new Run[shape.octaves][shape.orientations][][];
    for (int octave = 0; octave < shape.octaves; octave++) {
      for (int orientation = 0; orientation < shape.orientations; orientation++) {
        wavelets[octave][orientation] = levels(wavelet(octave, orientation), octave);
      }
    }
  }

  /** For pictures that are {@code width} by {@code height} with their padding. */
  static ScatteringFilters of(int width, int height, int octaves, int orientations) {
    Shape shape = new Shape(width, height, octaves, orientations);
    SoftReference<ScatteringFilters> known = SHARED.get(shape);
    ScatteringFilters filters = known == null ? null : known.get();
    if (filters == null) {
      filters = new ScatteringFilters(shape);
      SHARED.values().removeIf(other -> other.get() == null);
      SHARED.put(shape, new SoftReference<>(filters));
    }
    return filters;
  }

  /**
   * The spectrum of a wavelet on {@code level}, with the scale that makes an inverse transform
   * without division a convolution.
   */
  Run[] wavelet(int octave, int orientation, int level) {
    return wavelets[octave][orientation][level];
  }

  /**
   * The rows of weights that smooth one axis of {@code length} samples on {@code level} and take
   * every 2^octaves-th pixel, without the first and the last.
   */
  static double[][] smoothing(int length, int level, int octaves) {
    double sigma = SIGMA * (1 << (octaves - 1));
    int whole = length << level;
    double[] gaussian = new double[whole];
    for (int u = 0; u < whole; u++) {
      for (int copy = -COPIES; copy <= COPIES; copy++) {
        double distance = u + (double) copy * whole;
        gaussian[u] += Math.exp(-distance * distance / (2 * sigma * sigma));
      }
      gaussian[u] /= sigma * Math.sqrt(2 * PI_OF_NORM);
    }
    double[] kernel = cosineTransform(band(cosineTransform(gaussian), length));
    int step = 1 << (octaves - level);
    double[][] weights = new double[length / step - 2][length];
    for (int i = 0; i < weights.length; i++) {
      for (int u = 0; u < length; u++) {
        weights[i][u] = kernel[Math.floorMod(step * (i + 1) - u, length)] / length;
      }
    }
    return weights;
  }

  /** The {@code length} lowest frequencies of an even spectrum. */
  private static double[] band(double[] spectrum, int length) {
    double[] result = new double[length];
    for (int k = 0; k < length; k++) {
      result[k] = spectrum[k < length / 2 ? k : spectrum.length - length + k];
    }
    return result;
  }

  /** The Fourier transform of an even signal. */
  private static double[] cosineTransform(double[] even) {
    int n = even.length;
    double[] cosines = new double[n];
    for (int i = 0; i < n; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / n);
    }
    double[] result = new double[n];
    for (int k = 0; k < n; k++) {
      int angle = 0;
      for (int u = 0; u < n; u++) {
        result[k] += even[u] * cosines[angle];
        angle += k;
        angle -= angle >= n ? n : 0;
      }
    }
    return result;
  }

  /** The spectrum of a Morlet wavelet on level 0, at {@code x * height + y}. */
  private double[] wavelet(int octave, int orientation) {
    int orientations = shape.orientations;
    double angle = ((int) (orientations / 2.0 - 1) - orientation) * Math.PI / orientations;
    double sigma = SIGMA * (1 << octave);
    double slant = 4.0 / orientations;
    double[] wave = gabor(sigma, slant, angle, FREQUENCY / (1 << octave));
    double[] envelope = gabor(sigma, slant, angle, 0);
    double re = 0;
    double im = 0;
    double sum = 0;
    for (int i = 0; i < wave.length; i += 2) {
      re += wave[i];
      im += wave[i + 1];
      sum += envelope[i];
    }
    for (int i = 0; i < wave.length; i += 2) {
      wave[i] -= re / sum * envelope[i];
      wave[i + 1] -= im / sum * envelope[i];
    }
    return realPartOfSpectrum(wave);
  }

  /** A periodic Gabor function; real and imaginary parts in turn. The angle is from the y axis. */
  private double[] gabor(double sigma, double slant, double angle, double frequency) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double scale = 1 / (2 * sigma * sigma);
    double alongY = (cos * cos + slant * slant * sin * sin) * scale;
    double alongX = (sin * sin + slant * slant * cos * cos) * scale;
    double mixed = 2 * cos * sin * (1 - slant * slant) * scale;
    double norm = 2 * PI_OF_NORM * sigma * sigma / slant;
    int width = shape.width;
    int height = shape.height;
    double[] result = new double[2 * width * height];
    for (long x = -COPIES * (long) width; x < (COPIES + 1L) * width; x++) {
      for (long y = -COPIES * (long) height; y < (COPIES + 1L) * height; y++) {
        double exponent = alongY * y * y + mixed * x * y + alongX * x * x;
        // Below the smallest number of the single precision that Kymatio builds them in.
        if (exponent < 104) {
          int at = 2 * (Math.floorMod(x, width) * height + Math.floorMod(y, height));
          double amplitude = Math.exp(-exponent) / norm;
          double phase = frequency * (y * cos + x * sin);
          result[at] += amplitude * Math.cos(phase);
          result[at + 1] += amplitude * Math.sin(phase);
        }
      }
    }
    return result;
  }

  private double[] realPartOfSpectrum(double[] signal) {
    try (Mat mat = new Mat(shape.width, shape.height, opencv_core.CV_64FC2)) {
      DoublePointer samples = new DoublePointer(mat.data());
      samples.put(signal, 0, signal.length);
      opencv_core.dft(mat, mat);
      samples.get(signal, 0, signal.length);
    }
    double[] result = new double[signal.length / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = signal[2 * i];
    }
    return result;
  }

  private Run[][] levels(double[] spectrum, int octave) {
    double most = 0;
    for (double value : spectrum) {
      most = Math.max(most, Math.abs(value));
    }
    Run[][] result = new Run[octave + 1][];
    for (int level = 0; level <= octave; level++) {
      result[level] = runs(spectrum, level, octave, Spectra.NEGLIGIBLE * most);
    }
    return result;
  }

  private Run[] runs(double[] spectrum, int level, int octave, double negligible) {
    int width = shape.width >> level;
    int height = shape.height >> level;
    int rows = shape.width >> octave;
    int columns = shape.height >> octave;
    double scale = 1.0 / ((double) width * height);
    List<Run> runs = new ArrayList<>();
    for (int x = 0; x < width; x++) {
      int row = (x < width / 2 ? x : shape.width - width + x) * shape.height;
      for (int begin = 0; begin < height; begin += columns) {
        int from = begin;
        int to = begin + columns;
        while (from < to && Math.abs(spectrum[row + wrapped(from, height)]) <= negligible) {
          from++;
        }
        while (from < to && Math.abs(spectrum[row + wrapped(to - 1, height)]) <= negligible) {
          to--;
        }
        if (from < to) {
          float[] values = new float[to - from];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * spectrum[row + wrapped(from + i, height)]);
          }
          runs.add(new Run(x, x % rows, from, from - begin, values));
        }
      }
    }
    return runs.toArray(Run[]::new);
  }

  private int wrapped(int y, int height) {
    return y < height / 2 ? y : shape.height - height + y;
  }
}
