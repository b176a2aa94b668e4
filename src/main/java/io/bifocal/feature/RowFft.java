package io.bifocal.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fourier transforms of one length down all columns of a table of complex numbers, a row an array
 * of its own. Every step is a loop over whole rows without offsets, the only form that the compiler
 * vectorises reliably, and rows are put in order by exchanging references: digit reversal and the
 * mapping of prime factors cost nothing. Coprime factors need no twiddles (Good 1958), powers are
 * split as Cooley and Tukey do. Immutable; the rows are the caller's.
 */
final class RowFft {
  private static final float SIN_60 = (float) Math.sqrt(0.75);

  private final int length;
  private final Step[] steps;
  private final int[] order;

  RowFft(int length) {
    this.length = length;
    List<Step> program = new ArrayList<>();
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) {
      rows[i] = i;
    }
    order = plan(rows, program);
    steps = program.toArray(Step[]::new);
  }

  /** As many complex rows as a transform has places, all of one width. */
  static final class Rows {
    final float[][] re;
    final float[][] im;
    private final float[][] sorted;
    private float[] spare;
    private float[][] sums = new float[0][];

    Rows(int height, int width) {
      re = new float[height][width];
      im = new float[height][width];
      sorted = new float[height][];
      spare = new float[width];
    }

    int width() {
      return spare.length;
    }

    void clear() {
      for (int y = 0; y < re.length; y++) {
        Arrays.fill(re[y], 0);
        Arrays.fill(im[y], 0);
      }
    }
  }

  /** Row k becomes the sum over j of row j times e^(-2πi jk / length). */
  void forward(Rows rows) {
    run(rows, rows.re, rows.im);
  }

  /** The same with e^(+2πi jk / length), not divided by the length. */
  void inverse(Rows rows) {
    // Exchanging the real and the imaginary parts on both sides conjugates the transform.
    run(rows, rows.im, rows.re);
  }

  private void run(Rows rows, float[][] re, float[][] im) {
    for (Step step : steps) {
      step.apply(rows, re, im);
    }
    sort(re, rows.sorted);
    sort(im, rows.sorted);
  }

  private void sort(float[][] rows, float[][] sorted) {
    for (int k = 0; k < length; k++) {
      sorted[k] = rows[order[k]];
    }
    System.arraycopy(sorted, 0, rows, 0, length);
  }

  /** Appends the steps that transform {@code rows} in place; returns the row of each result. */
  private static int[] plan(int[] rows, List<Step> program) {
    int n = rows.length;
    if (n == 1) {
      return rows;
    }
    int prime = smallestPrime(n);
    int power = prime;
    while (n % (power * prime) == 0) {
      power *= prime;
    }
    if (power < n) {
      return planCoprime(rows, power, program);
    }
    if (n == prime || n == 4) {
      program.add(
          switch (n) {
            case 2 -> new Two(rows[0], rows[1]);
            case 3 -> new Three(rows[0], rows[1], rows[2]);
            case 4 -> new Four(rows[0], rows[1], rows[2], rows[3]);
            default -> new Prime(rows.clone());
          });
      return rows;
    }
    return planPower(rows, prime == 2 ? 4 : prime, program);
  }

  private static int[] planCoprime(int[] rows, int first, List<Step> program) {
    int n = rows.length;
    int second = n / first;
    int[][] table = new int[first][second];
    for (int j = 0; j < second; j++) {
      int[] part = new int[first];
      for (int i = 0; i < first; i++) {
        part[i] = rows[(second * i + first * j) % n];
      }
      part = plan(part, program);
      for (int k = 0; k < first; k++) {
        table[k][j] = part[k];
      }
    }
    for (int k = 0; k < first; k++) {
      table[k] = plan(table[k], program);
    }
    int[] result = new int[n];
    for (int k = 0; k < n; k++) {
      result[k] = table[k % first][k % second];
    }
    return result;
  }

  private static int[] planPower(int[] rows, int radix, List<Step> program) {
    int n = rows.length;
    int rest = n / radix;
    int[][] table = new int[radix][rest];
    for (int j = 0; j < rest; j++) {
      int[] part = new int[radix];
      for (int i = 0; i < radix; i++) {
        part[i] = rows[j + rest * i];
      }
      part = plan(part, program);
      for (int k = 0; k < radix; k++) {
        table[k][j] = part[k];
        if (j * k > 0) {
          double angle = -2 * Math.PI * j * k / n;
          program.add(new Twiddle(part[k], (float) Math.cos(angle), (float) Math.sin(angle)));
        }
      }
    }
    int[] result = new int[n];
    for (int k = 0; k < radix; k++) {
      int[] part = plan(table[k], program);
      for (int j = 0; j < rest; j++) {
        result[k + radix * j] = part[j];
      }
    }
    return result;
  }

  private static int smallestPrime(int n) {
    for (int p = 2; p * p <= n; p++) {
      if (n % p == 0) {
        return p;
      }
    }
    return n;
  }

  private interface Step {
    void apply(Rows rows, float[][] re, float[][] im);
  }

  private record Two(int a, int b) implements Step {
    @Override
    public void apply(Rows rows, float[][] re, float[][] im) {
      sumAndDifference(re[a], re[b]);
      sumAndDifference(im[a], im[b]);
    }
  }

  private record Three(int a, int b, int c) implements Step {
    @Override
    public void apply(Rows rows, float[][] re, float[][] im) {
      sumAndDifference(re[b], re[c]);
      sumAndDifference(im[b], im[c]);
      sumAndRest(re[a], re[b]);
      sumAndRest(im[a], im[b]);
      sumAndDifference(re[b], im[c], SIN_60);
      sumAndDifference(im[b], re[c], -SIN_60);
      exchange(re, im, c);
    }
  }

  private record Four(int a, int b, int c, int d) implements Step {
    @Override
    public void apply(Rows rows, float[][] re, float[][] im) {
      twoSumsAndDifferences(re[a], re[b], re[c], re[d]);
      twoSumsAndDifferences(im[a], im[b], im[c], im[d]);
      sumAndDifference(re[b], im[d], 1);
      sumAndDifference(im[b], re[d], -1);
      exchange(re, im, d);
    }
  }

  private record Twiddle(int a, float cos, float sin) implements Step {
    @Override
    public void apply(Rows rows, float[][] re, float[][] im) {
      float[] oldRe = re[a];
      combine(oldRe, im[a], cos, -sin, rows.spare);
      combine(im[a], oldRe, cos, sin, im[a]);
      re[a] = rows.spare;
      rows.spare = oldRe;
    }
  }

  /** Any prime, by the definition. */
  private static final class Prime implements Step {
    private final int[] rows;
    private final float[] cos;
    private final float[] sin;

    Prime(int[] rows) {
      this.rows = rows;
      int n = rows.length;
      cos = new float[n];
      sin = new float[n];
      for (int i = 0; i < n; i++) {
        cos[i] = (float) Math.cos(2 * Math.PI * i / n);
        sin[i] = (float) Math.sin(2 * Math.PI * i / n);
      }
    }

    @Override
    public void apply(Rows table, float[][] re, float[][] im) {
      int n = rows.length;
      if (table.sums.length < 2 * n) {
        table.sums = new float[2 * n][table.width()];
      }
      float[][] sums = table.sums;
      for (int k = 0; k < n; k++) {
        System.arraycopy(re[rows[0]], 0, sums[2 * k], 0, table.width());
        System.arraycopy(im[rows[0]], 0, sums[2 * k + 1], 0, table.width());
        for (int j = 1; j < n; j++) {
          int angle = (int) ((long) j * k % n);
          add(re[rows[j]], im[rows[j]], cos[angle], sin[angle], sums[2 * k]);
          add(im[rows[j]], re[rows[j]], cos[angle], -sin[angle], sums[2 * k + 1]);
        }
      }
      for (int k = 0; k < n; k++) {
        float[] free = re[rows[k]];
        re[rows[k]] = sums[2 * k];
        sums[2 * k] = free;
        free = im[rows[k]];
        im[rows[k]] = sums[2 * k + 1];
        sums[2 * k + 1] = free;
      }
    }
  }

  private static void exchange(float[][] re, float[][] im, int row) {
    float[] old = re[row];
    re[row] = im[row];
    im[row] = old;
  }

  private static void sumAndDifference(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float u = a[i];
      float v = b[i];
      a[i] = u + v;
      b[i] = u - v;
    }
  }

  private static void sumAndDifference(float[] a, float[] b, float factor) {
    for (int i = 0; i < a.length; i++) {
      float u = a[i];
      float v = factor * b[i];
      a[i] = u + v;
      b[i] = u - v;
    }
  }

  private static void sumAndRest(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float u = a[i];
      float v = b[i];
      a[i] = u + v;
      b[i] = u - 0.5f * v;
    }
  }

  private static void twoSumsAndDifferences(float[] a, float[] b, float[] c, float[] d) {
    for (int i = 0; i < a.length; i++) {
      float sumAc = a[i] + c[i];
      float differenceAc = a[i] - c[i];
      float sumBd = b[i] + d[i];
      float differenceBd = b[i] - d[i];
      a[i] = sumAc + sumBd;
      c[i] = sumAc - sumBd;
      b[i] = differenceAc;
      d[i] = differenceBd;
    }
  }

  private static void combine(float[] a, float[] b, float x, float y, float[] result) {
    for (int i = 0; i < a.length; i++) {
      result[i] = x * a[i] + y * b[i];
    }
  }

  private static void add(float[] a, float[] b, float x, float y, float[] sum) {
    for (int i = 0; i < a.length; i++) {
      sum[i] += x * a[i] + y * b[i];
    }
  }
}
