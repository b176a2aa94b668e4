package io.bifocal.feature;

import io.bifocal.image.Natives;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The filters of {@link Scattering} for one size of continued pictures, in the Fourier domain and
 * by resolution: resolution r has every 2^r-th pixel. They are divided by the number of pixels, as
 * the inverse transform needs it. Shared by the workers of a process.
 */
final class ScatteringFilters {
  private static final int KEPT = 4;
  private static final int COPIES = 2;

  /** The digits that Kymatio has. */
  private static final double PI_DIGITS = 3.1415;

  /** What a row of a filter must exceed, relative to the largest value, to be more than zeros. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final Map<Key, ScatteringFilters> CACHE =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ScatteringFilters> eldest) {
          return size() > KEPT;
        }
      };

  /** [j orientations + t][resolution][row][column]; a row is null where it is negligible. */
  final float[][][][] wavelets;

  /** [resolution][row] and [resolution][column]: the Gaussian is their product. */
  final float[][] gaussianDown;

  final float[][] gaussianAcross;

  /** The same for the weight of a pixel in the mean of the smoothed and cropped picture. */
  final float[][] weightsDown;

  final float[][] weightsAcross;

  private record Key(int width, int height, int octaves, int orientations) {}

  private ScatteringFilters(Key key) {
    Natives.ensureLoaded();
    int octaves = key.octaves;
    wavelets = new float[octaves * key.orientations][octaves][][];
    for (int j = 0; j < octaves; j++) {
      for (int t = 0; t < key.orientations; t++) {
        double[] spectrum = wavelet(key, j, t);
        for (int r = 0; r < Math.max(1, j); r++) {
          wavelets[j * key.orientations + t][r] = folded(spectrum, key.width, key.height, r);
        }
      }
    }
    gaussianDown = new float[octaves][];
    gaussianAcross = new float[octaves][];
    weightsDown = new float[octaves][];
    weightsAcross = new float[octaves][];
    double sigma = 0.8 * (1 << (octaves - 1));
    double scale = 1 / Math.sqrt(2 * PI_DIGITS * sigma * sigma);
    for (int r = 0; r < octaves; r++) {
      double[] down = folded(gaussian(key.height, sigma, scale), r);
      double[] across = folded(gaussian(key.width, sigma, scale), r);
      gaussianDown[r] = floats(down);
      gaussianAcross[r] = floats(across);
      weightsDown[r] = weights(down, 1 << (octaves - r));
      weightsAcross[r] = weights(across, 1 << (octaves - r));
    }
  }

  /** The filters for continued pictures of this size. */
  static ScatteringFilters of(int width, int height, int octaves, int orientations) {
    synchronized (CACHE) {
      return CACHE.computeIfAbsent(
          new Key(width, height, octaves, orientations), ScatteringFilters::new);
    }
  }

  /** The real part of the spectrum of a wavelet. */
  private static double[] wavelet(Key key, int j, int t) {
    int width = key.width;
    int height = key.height;
    int orientations = key.orientations;
    double sigma = 0.8 * (1 << j);
    double slant = 4.0 / orientations;
    double frequency = 3.0 / 4 * Math.PI / (1 << j);
    double angle = ((int) (orientations / 2.0 - 1) - t) * Math.PI / orientations;
    float cosine = (float) Math.cos(angle);
    float sine = (float) Math.sin(angle);
    double narrow = slant * slant;
    double spread = 2 * sigma * sigma;
    double downDown = ((double) cosine * cosine + narrow * sine * sine) / spread;
    double downAcross = 2 * ((double) cosine * sine - narrow * sine * cosine) / spread;
    double acrossAcross = ((double) sine * sine + narrow * cosine * cosine) / spread;
    double waveDown = frequency * Math.cos(angle);
    double waveAcross = frequency * Math.sin(angle);
    double[] wave = new double[2 * width * height];
    double[] envelope = new double[width * height];
    for (int y = -COPIES * height; y < (COPIES + 1) * height; y++) {
      for (int x = -COPIES * width; x < (COPIES + 1) * width; x++) {
        double exponent =
            downDown * y * y + downAcross * (double) x * y + acrossAcross * (double) x * x;
        if (exponent < 60) {
          int at = Math.floorMod(y, height) * width + Math.floorMod(x, width);
          double value = Math.exp(-exponent);
          double phase = y * waveDown + x * waveAcross;
          envelope[at] += value;
          wave[2 * at] += value * Math.cos(phase);
          wave[2 * at + 1] += value * Math.sin(phase);
        }
      }
    }
    double sumRe = 0;
    double sumIm = 0;
    double sum = 0;
    for (int i = 0; i < envelope.length; i++) {
      sumRe += wave[2 * i];
      sumIm += wave[2 * i + 1];
      sum += envelope[i];
    }
    double norm = 2 * PI_DIGITS * sigma * sigma / slant;
    for (int i = 0; i < envelope.length; i++) {
      wave[2 * i] = (wave[2 * i] - sumRe / sum * envelope[i]) / norm;
      wave[2 * i + 1] = (wave[2 * i + 1] - sumIm / sum * envelope[i]) / norm;
    }
    try (Mat mat = new Mat(height, width, opencv_core.CV_64FC2)) {
      DoublePointer values = new DoublePointer(mat.data());
      values.put(wave);
      opencv_core.dft(mat, mat);
      values.get(wave);
    }
    for (int i = 0; i < envelope.length; i++) {
      envelope[i] = wave[2 * i];
    }
    return envelope;
  }

  private static float[][] folded(double[] spectrum, int width, int height, int resolution) {
    int columns = width >> resolution;
    int rows = height >> resolution;
    double[] sums = new double[rows * columns];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (isKept(y, height, resolution) && isKept(x, width, resolution)) {
          sums[y % rows * columns + x % columns] += spectrum[y * width + x];
        }
      }
    }
    double most = 0;
    for (double value : sums) {
      most = Math.max(most, Math.abs(value));
    }
    float[][] result = new float[rows][];
    for (int y = 0; y < rows; y++) {
      float[] row = new float[columns];
      boolean needed = false;
      for (int x = 0; x < columns; x++) {
        double value = sums[y * columns + x];
        row[x] = (float) (value / rows / columns);
        needed |= Math.abs(value) > NEGLIGIBLE * most;
      }
      result[y] = needed ? row : null;
    }
    return result;
  }

  private static double[] folded(double[] spectrum, int resolution) {
    int length = spectrum.length >> resolution;
    double[] sums = new double[length];
    for (int i = 0; i < spectrum.length; i++) {
      if (isKept(i, spectrum.length, resolution)) {
        sums[i % length] += spectrum[i] / length;
      }
    }
    return sums;
  }

  private static boolean isKept(int frequency, int length, int resolution) {
    int first = length >> (resolution + 1);
    int gone = length - (length >> resolution);
    return frequency < first || frequency >= first + gone;
  }

  /** The spectrum of a Gaussian along one axis, which is real. */
  private static double[] gaussian(int length, double sigma, double scale) {
    double[] signal = new double[length];
    for (int i = -COPIES * length; i < (COPIES + 1) * length; i++) {
      signal[Math.floorMod(i, length)] += scale * Math.exp(-(double) i * i / (2 * sigma * sigma));
    }
    return cosines(signal);
  }

  private static double[] cosines(double[] signal) {
    int length = signal.length;
    double[] result = new double[length];
    for (int k = 0; k < length; k++) {
      for (int i = 0; i < length; i++) {
        long angle = (long) k * i % length;
        result[k] += signal[i] * Math.cos(2 * Math.PI * angle / length);
      }
    }
    return result;
  }

  /** Of smoothing, keeping every {@code step}-th, dropping the first and the last, and the mean. */
  private static float[] weights(double[] spectrum, int step) {
    int length = spectrum.length;
    double[] kernel = cosines(spectrum);
    double[] sums = new double[length];
    int cells = length / step - 2;
    for (int cell = 1; cell <= cells; cell++) {
      for (int i = 0; i < length; i++) {
        sums[i] += kernel[Math.floorMod(cell * step - i, length)] / cells;
      }
    }
    return floats(sums);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
