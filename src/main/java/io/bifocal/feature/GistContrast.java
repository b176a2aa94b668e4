package io.bifocal.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first step of {@link Gist}: detail of the logarithm of the gray values, in units of what
 * there is around it. The low-pass lets so few waves through that it is a small matrix for either
 * axis.
 */
final class GistContrast {
  private static final double CYCLES = 4;
  private static final int BORDER = 5;
  private static final float LEAST_DEVIATION = 0.2f;

  private final int side;
  private final float[][] waves;
  private final float[][] wavesDown;
  private final float[][] detail;
  private final float[][] work;
  private final float[][] wide;
  private final float[][] tall;
  private final float[][] core;
  private final float[][] smooth;
  private final float[][] result;
  private final float[] logarithms = new float[256];

  GistContrast(int width, int height) {
    int longer = Math.max(width, height) + 2 * BORDER;
    side = longer + longer % 2;
    detail = new float[side][side];
    work = new float[side][side];
    smooth = new float[side][side];
    result = new float[height][width];
    waves = waves(side);
    wavesDown = new float[side][waves.length];
    transpose(waves, wavesDown);
    wide = new float[waves.length][side];
    tall = new float[side][waves.length];
    core = new float[waves.length][waves.length];
  }

  /**
   * The waves that the Gaussian exp(-k² ln 2 / 4²) over the frequencies k lets through, scaled so
   * that their products with themselves, summed, are its circular convolution.
   */
  private static float[][] waves(int n) {
    List<float[]> waves = new ArrayList<>();
    for (int k = 0; k <= n / 2; k++) {
      double gain = Math.exp(-k * k * Math.log(2) / (CYCLES * CYCLES));
      if (gain > Spectra.NEGLIGIBLE) {
        boolean once = k == 0 || 2 * k == n;
        double scale = Math.sqrt((once ? 1 : 2) * gain / n);
        float[] cosine = new float[n];
        float[] sine = new float[n];
        for (int u = 0; u < n; u++) {
          double angle = 2 * Math.PI * ((long) k * u % n) / n;
          cosine[u] = (float) (scale * Math.cos(angle));
          sine[u] = (float) (scale * Math.sin(angle));
        }
        waves.add(cosine);
        if (!once) {
          waves.add(sine);
        }
      }
    }
    return waves.toArray(float[][]::new);
  }

  /** Where a place beyond the border reads; the outermost pixels are repeated. */
  static int mirrored(int i, int n) {
    int inside = Math.floorMod(i, 2 * n);
    return inside < n ? inside : 2 * n - 1 - inside;
  }

  /** Row {@code y} of the last result. */
  float[] row(int y) {
    return result[y];
  }

  /** Computes the result for a picture; returns false where it is flat and there is none. */
  boolean normalize(GrayPlane gray) {
    byte[] samples = gray.samples();
    int pixels = gray.width() * gray.height();
    int least = 255;
    int most = 0;
    for (int i = 0; i < pixels; i++) {
      int value = samples[i] & 0xff;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least == most) {
      return false;
    }
    for (int value = least; value <= most; value++) {
      logarithms[value] = (float) Math.log(1 + 255.0 * (value - least) / (most - least));
    }
    for (int y = 0; y < side; y++) {
      int begin = source(y, gray.height()) * gray.width();
      for (int x = 0; x < side; x++) {
        detail[y][x] = logarithms[samples[begin + source(x, gray.width())] & 0xff];
      }
    }
    smooth(detail);
    for (int y = 0; y < side; y++) {
      subtract(detail[y], smooth[y], work[y]);
    }
    smooth(work);
    for (int y = 0; y < gray.height(); y++) {
      for (int x = 0; x < gray.width(); x++) {
        float deviation = (float) Math.sqrt(Math.abs(smooth[y + BORDER][x + BORDER]));
        result[y][x] = detail[y + BORDER][x + BORDER] / (LEAST_DEVIATION + deviation);
      }
    }
    return true;
  }

  /** The border first, then the picture with its border again up to a square. */
  private static int source(int i, int n) {
    return mirrored(mirrored(i, n + 2 * BORDER) - BORDER, n);
  }

  private static void subtract(float[] values, float[] smooth, float[] squares) {
    for (int i = 0; i < values.length; i++) {
      float rest = values[i] - smooth[i];
      values[i] = rest;
      squares[i] = rest * rest;
    }
  }

  private void smooth(float[][] rows) {
    multiply(waves, rows, wide);
    transpose(wide, tall);
    multiply(waves, tall, core);
    multiply(wavesDown, core, tall);
    transpose(tall, wide);
    multiply(wavesDown, wide, smooth);
  }

  private static void multiply(float[][] matrix, float[][] rows, float[][] products) {
    int n = rows.length;
    for (int i = 0; i < matrix.length; i++) {
      float[] weights = matrix[i];
      float[] product = products[i];
      Arrays.fill(product, 0);
      int u = 0;
      for (; u + 4 <= n; u += 4) {
        addFour(rows, u, weights, product);
      }
      for (; u < n; u++) {
        add(rows[u], weights[u], product);
      }
    }
  }

  private static void addFour(float[][] rows, int first, float[] weights, float[] sum) {
    float[] a = rows[first];
    float[] b = rows[first + 1];
    float[] c = rows[first + 2];
    float[] d = rows[first + 3];
    float ofA = weights[first];
    float ofB = weights[first + 1];
    float ofC = weights[first + 2];
    float ofD = weights[first + 3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (ofA * a[i] + ofB * b[i]) + (ofC * c[i] + ofD * d[i]);
    }
  }

  private static void add(float[] row, float weight, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }

  private static void transpose(float[][] from, float[][] to) {
    for (int y = 0; y < from.length; y++) {
      float[] row = from[y];
      for (int x = 0; x < row.length; x++) {
        to[x][y] = row[x];
      }
    }
  }
}
