package io.bifocal.feature;

/** What filters in the Fourier domain have in common, over tables that lie side by side. */
final class Spectra {
  /** Parts of a filter's spectrum below this share of its maximum are not multiplied. */
  static final double NEGLIGIBLE = 1e-7;

  private Spectra() {}

  /**
   * A stretch of a real filter spectrum: what it multiplies in row {@code source} from column
   * {@code from} on is added to row {@code target} from column {@code to} on.
   */
  static final class Run {
    private final int source;
    private final int target;
    private final int from;
    private final int to;
    private final float[] values;

    Run(int source, int target, int from, int to, float[] values) {
      this.source = source;
      this.target = target;
      this.from = from;
      this.to = to;
      this.values = values;
    }

    /** Adds the product with a complex spectrum to the table that begins at {@code offset}. */
    void multiplyAdd(float[][] re, float[][] im, RowFft.Rows products, int offset) {
      multiplyAdd(
          re[source], im[source], from, products.re[target], products.im[target], to + offset);
    }

    private void multiplyAdd(
        float[] re, float[] im, int begin, float[] productRe, float[] productIm, int at) {
      float[] factors = values;
      for (int i = 0; i < factors.length; i++) {
        float factor = factors[i];
        productRe[at + i] += factor * re[begin + i];
        productIm[at + i] += factor * im[begin + i];
      }
    }
  }

  /** Puts the modulus of every number in place of its real part. */
  static void takeModuli(RowFft.Rows rows) {
    for (int y = 0; y < rows.re.length; y++) {
      modulus(rows.re[y], rows.im[y]);
    }
  }

  private static void modulus(float[] re, float[] im) {
    for (int i = 0; i < re.length; i++) {
      re[i] = (float) Math.sqrt(re[i] * re[i] + im[i] * im[i]);
    }
  }

  /** Transposes {@code batch} tables that lie side by side. */
  static void transpose(RowFft.Rows from, RowFft.Rows to, int batch) {
    transpose(from.re, to.re, batch);
    transpose(from.im, to.im, batch);
  }

  private static void transpose(float[][] from, float[][] to, int batch) {
    for (int i = 0; i < batch; i++) {
      int column = i * from.length;
      int source = i * to.length;
      int x = 0;
      for (; x + 8 <= from.length; x += 8) {
        transposeEight(from, x, source, to, column + x);
      }
      for (; x < from.length; x++) {
        for (int y = 0; y < to.length; y++) {
          to[y][column + x] = from[x][source + y];
        }
      }
    }
  }

  private static void transposeEight(
      float[][] from, int first, int source, float[][] to, int column) {
    float[] a = from[first];
    float[] b = from[first + 1];
    float[] c = from[first + 2];
    float[] d = from[first + 3];
    float[] e = from[first + 4];
    float[] f = from[first + 5];
    float[] g = from[first + 6];
    float[] h = from[first + 7];
    for (int y = 0; y < to.length; y++) {
      float[] row = to[y];
      row[column] = a[source + y];
      row[column + 1] = b[source + y];
      row[column + 2] = c[source + y];
      row[column + 3] = d[source + y];
      row[column + 4] = e[source + y];
      row[column + 5] = f[source + y];
      row[column + 6] = g[source + y];
      row[column + 7] = h[source + y];
    }
  }
}
