package io.bifocal.feature;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The noise of a picture from the median magnitude of its finest diagonal wavelet details (db2).
 *
 * <p>Details of flat regions are 0 or tiny, as rounding has it, and which of them count decides the
 * median of a picture that is burnt out in part. So sums are taken in the order of PyWavelets:
 * along columns first, and in each sum first what lies beyond the far border, the nearest first.
 */
final class WaveletNoise {
  /** The high-pass filter of the decomposition. */
  private static final double[] HIGH_PASS = {
    -0.48296291314453416, 0.8365163037378079, -0.2241438680420134, -0.12940952255126037
  };

  private static final int TAPS = 4;
  private static final double MEDIAN_OF_NORMAL = 0.6744897501960817;

  /** Details reach 255 (Σ|taps|)²/2 = 357; these bins are narrow enough to hold few each. */
  private static final int BINS_PER_GRAY_VALUE = 16;

  private static final int BINS = 6000;

  private final double[][] ring = new double[TAPS][0];
  private final double[][] sampled = new double[TAPS][];
  private final int[] places = new int[TAPS];
  private final double[] weights = new double[TAPS];
  private final int[] counts = new int[BINS];
  private byte[] bytes = new byte[0];
  private double[] filtered = new double[0];
  private double[] magnitudes = new double[0];
  private double[] candidates = new double[0];

  /** The standard deviation of the noise of a CV_8UC1 matrix; 0 where no detail differs from 0. */
  double sigma(Mat gray) {
    int width = gray.cols();
    int height = gray.rows();
    int columns = outputs(width);
    int total = Math.multiplyExact(columns, outputs(height));
    ensureCapacity(width, total);
    PixelRows rows = new PixelRows(gray);
    int read = 0;
    for (int i = 0; i < outputs(height); i++) {
      int last = 2 * i + 1;
      for (; read <= Math.min(last, height - 1); read++) {
        rows.read(read, bytes);
        convert(bytes, ring[read % TAPS], width);
      }
      taps(last, height);
      for (int tap = 0; tap < TAPS; tap++) {
        sampled[tap] = ring[places[tap] % TAPS];
      }
      filterColumns(sampled, weights, filtered, width);
      filterRow(width, columns, i * columns);
    }
    return median(total) / MEDIAN_OF_NORMAL;
  }

  private static int outputs(int pixels) {
    return (pixels + TAPS - 1) / 2;
  }

  private void ensureCapacity(int width, int total) {
    if (filtered.length < width) {
      bytes = new byte[width];
      filtered = new double[width];
      for (int row = 0; row < TAPS; row++) {
        ring[row] = new double[width];
      }
    }
    if (magnitudes.length < total) {
      magnitudes = new double[total];
    }
  }

  /** Which of {@code pixels} samples, by which weights and in which order, make a detail. */
  private void taps(int last, int pixels) {
    int beyond = Math.max(0, last - pixels + 1);
    for (int i = 0; i < TAPS; i++) {
      int tap = i < beyond ? beyond - 1 - i : i;
      places[i] = reflected(last - tap, pixels);
      weights[i] = HIGH_PASS[tap];
    }
  }

  private static int reflected(int at, int pixels) {
    int place = Math.floorMod(at, 2 * pixels);
    return place < pixels ? place : 2 * pixels - 1 - place;
  }

  private static void convert(byte[] bytes, double[] row, int width) {
    for (int x = 0; x < width; x++) {
      row[x] = bytes[x] & 0xFF;
    }
  }

  private static void filterColumns(double[][] rows, double[] weights, double[] result, int width) {
    double[] row0 = rows[0];
    double[] row1 = rows[1];
    double[] row2 = rows[2];
    double[] row3 = rows[3];
    double weight0 = weights[0];
    double weight1 = weights[1];
    double weight2 = weights[2];
    double weight3 = weights[3];
    for (int x = 0; x < width; x++) {
      result[x] = weight0 * row0[x] + weight1 * row1[x] + weight2 * row2[x] + weight3 * row3[x];
    }
  }

  private void filterRow(int width, int columns, int from) {
    int inner = Math.max(1, width / 2);
    magnitudes[from] = border(0, width);
    for (int i = 1; i < inner; i++) {
      int x = 2 * i + 1;
      magnitudes[from + i] =
          Math.abs(
              HIGH_PASS[0] * filtered[x]
                  + HIGH_PASS[1] * filtered[x - 1]
                  + HIGH_PASS[2] * filtered[x - 2]
                  + HIGH_PASS[3] * filtered[x - 3]);
    }
    for (int i = inner; i < columns; i++) {
      magnitudes[from + i] = border(i, width);
    }
  }

  private double border(int i, int width) {
    taps(2 * i + 1, width);
    double sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += weights[tap] * filtered[places[tap]];
    }
    return Math.abs(sum);
  }

  /** Of those of the first {@code total} magnitudes that are not 0; 0 if there are none. */
  private double median(int total) {
    Arrays.fill(counts, 0);
    int zeros = 0;
    for (int i = 0; i < total; i++) {
      counts[bin(magnitudes[i])]++;
      zeros += magnitudes[i] == 0 ? 1 : 0;
    }
    int others = total - zeros;
    if (others == 0) {
      return 0;
    }
    double upper = sorted(zeros + others / 2, total);
    return others % 2 == 1 ? upper : (sorted(zeros + others / 2 - 1, total) + upper) / 2;
  }

  private static int bin(double magnitude) {
    return (int) (magnitude * BINS_PER_GRAY_VALUE);
  }

  /** Place {@code rank}, from 0 on, of the sorted magnitudes. */
  private double sorted(int rank, int total) {
    int bin = 0;
    int below = 0;
    while (below + counts[bin] <= rank) {
      below += counts[bin];
      bin++;
    }
    if (candidates.length < counts[bin]) {
      candidates = new double[counts[bin]];
    }
    int found = 0;
    for (int i = 0; i < total && found < counts[bin]; i++) {
      if (bin(magnitudes[i]) == bin) {
        candidates[found++] = magnitudes[i];
      }
    }
    return selected(candidates, found, rank - below);
  }

  /** Hoare's selection; leaves the values in another order. */
  private static double selected(double[] values, int length, int rank) {
    int from = 0;
    int to = length - 1;
    while (from < to) {
      double pivot = values[(from + to) >>> 1];
      int low = from;
      int high = to;
      while (low <= high) {
        while (values[low] < pivot) {
          low++;
        }
        while (values[high] > pivot) {
          high--;
        }
        if (low <= high) {
          double kept = values[low];
          values[low++] = values[high];
          values[high--] = kept;
        }
      }
      if (rank <= high) {
        to = high;
      } else if (rank >= low) {
        from = low;
      } else {
        break;
      }
    }
    return values[rank];
  }
}
