package io.bifocal.feature;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Computes the binary pattern around every pixel of a picture, row by row.
 *
 * <p>Bit i compares the pixel with the value at (x + R cos 2πi/P, y - R sin 2πi/P), interpolated
 * linearly first along the row, then between rows. Points that share an offset along the row share
 * the first step, which is therefore done once for every row of the picture.
 *
 * <p>Flat neighbourhoods make ties, which the rounding of the weights decides; so offsets are
 * rounded to 5 decimals, and fractions taken from absolute coordinates, as scikit-image does it.
 */
final class LbpCodes {

  /** Receives the codes of one row; the array is used again for the next row. */
  interface Sink {
    void row(int[] codes, int width);
  }

  private final double[] rowOffsets;
  private final double[] columnOffsets;
  private final int[] sampleOf;
  private final int reach;
  private final double[][][] ring;
  private double[][] fractions;
  private double[] padded;
  private double[] outside;
  private byte[] bytes;
  private int[] codes;
  private int capacity;

  LbpCodes(int points, double radius) {
    reach = (int) Math.ceil(radius);
    rowOffsets = new double[points];
    sampleOf = new int[points];
    double[] distinct = new double[points + 1];
    // Sample 0 is the row as it is: the pixels that the others are compared with.
    int samples = 1;
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      rowOffsets[i] = rounded(-radius * Math.sin(angle));
      double offset = rounded(radius * Math.cos(angle));
      int sample = indexOf(offset, distinct, samples);
      distinct[sample] = offset;
      sampleOf[i] = sample;
      samples = Math.max(samples, sample + 1);
    }
    columnOffsets = Arrays.copyOf(distinct, samples);
    ring = new double[2 * reach + 1][samples][];
  }

  /** Hands the codes of a CV_8UC1 matrix to {@code sink}, from the top row to the bottom row. */
  void compute(Mat gray, Sink sink) {
    int width = gray.cols();
    int height = gray.rows();
    ensureCapacity(width);
    PixelRows rows = new PixelRows(gray);
    for (int y = 0; y < Math.min(reach, height); y++) {
      sample(rows, y, width);
    }
    for (int y = 0; y < height; y++) {
      if (y + reach < height) {
        sample(rows, y + reach, width);
      }
      compareRow(y, width, height);
      sink.row(codes, width);
    }
  }

  private static double rounded(double offset) {
    return Math.rint(offset * 1e5) / 1e5;
  }

  private static int indexOf(double offset, double[] offsets, int count) {
    for (int i = 0; i < count; i++) {
      if (offsets[i] == offset) {
        return i;
      }
    }
    return count;
  }

  private void ensureCapacity(int width) {
    if (width <= capacity) {
      return;
    }
    capacity = width;
    bytes = new byte[width];
    codes = new int[width];
    outside = new double[width];
    padded = new double[width + 2 * reach + 1];
    for (double[][] row : ring) {
      for (int s = 0; s < row.length; s++) {
        row[s] = new double[width];
      }
    }
    fractions = new double[columnOffsets.length][width];
    for (int s = 0; s < columnOffsets.length; s++) {
      for (int x = 0; x < width; x++) {
        double at = x + columnOffsets[s];
        fractions[s][x] = at - Math.floor(at);
      }
    }
  }

  /** Interpolates row {@code y} of the picture at every offset along the row. */
  private void sample(PixelRows rows, int y, int width) {
    rows.read(y, bytes);
    for (int x = 0; x < width; x++) {
      padded[reach + x] = bytes[x] & 0xFF;
    }
    Arrays.fill(padded, reach + width, padded.length, 0);
    double[][] samples = ring[y % ring.length];
    for (int s = 0; s < samples.length; s++) {
      interpolate(reach + (int) Math.floor(columnOffsets[s]), fractions[s], samples[s], width);
    }
  }

  private void interpolate(int from, double[] fraction, double[] result, int width) {
    for (int x = 0; x < width; x++) {
      result[x] = (1 - fraction[x]) * padded[from + x] + fraction[x] * padded[from + x + 1];
    }
  }

  private void compareRow(int y, int width, int height) {
    Arrays.fill(codes, 0, width, 0);
    double[] center = row(y, 0, height);
    for (int i = 0; i < rowOffsets.length; i++) {
      double at = y + rowOffsets[i];
      int top = (int) Math.floor(at);
      double fraction = at - top;
      double[] upper = row(top, sampleOf[i], height);
      if (fraction == 0) {
        compare(center, upper, 1 << i, width);
      } else {
        compare(center, upper, row(top + 1, sampleOf[i], height), fraction, 1 << i, width);
      }
    }
  }

  private double[] row(int y, int sample, int height) {
    return y < 0 || y >= height ? outside : ring[y % ring.length][sample];
  }

  private void compare(double[] center, double[] values, int bit, int width) {
    for (int x = 0; x < width; x++) {
      codes[x] |= values[x] >= center[x] ? bit : 0;
    }
  }

  private void compare(
      double[] center, double[] upper, double[] lower, double fraction, int bit, int width) {
    double rest = 1 - fraction;
    for (int x = 0; x < width; x++) {
      codes[x] |= rest * upper[x] + fraction * lower[x] >= center[x] ? bit : 0;
    }
  }
}
