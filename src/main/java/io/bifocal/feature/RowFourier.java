package io.bifocal.feature;

import java.util.ArrayList;
import java.util.List;

/**
 * The discrete Fourier transform along columns, of all columns at once: rows are the elements of
 * the transform, so that inner loops run over whole rows of several arrays with the same index,
 * which HotSpot's compiler turns into vector instructions. Decimation in time with mixed radix; the
 * first permutation moves no samples but exchanges the rows themselves.
 */
final class RowFourier {
  private static final double SIN_60 = Math.sqrt(3) / 2;

  private final int length;
  private final List<Integer> radices = new ArrayList<>();
  private final int[] order;
  private final float[][] before;

  /** cos and -sin of 2πi / length. */
  private final float[] cosines;

  private final float[] sines;
  private float[][] scratch = new float[0][0];

  RowFourier(int length) {
    this.length = length;
    order = new int[length];
    before = new float[length][];
    cosines = new float[length];
    sines = new float[length];
    for (int i = 0; i < length; i++) {
      cosines[i] = (float) Math.cos(2 * Math.PI * i / length);
      sines[i] = (float) -Math.sin(2 * Math.PI * i / length);
    }
    int rest = length;
    for (int first : new int[] {4, 2, 3}) {
      rest = takeOut(first, rest);
    }
    for (int radix = 5; rest > 1; radix += 2) {
      rest = takeOut(radix, rest);
    }
    fillOrder(0, length, 0, 1, radices.size() - 1);
  }

  /** Adds a radix as often as it divides a number, and returns what is left of that. */
  private int takeOut(int radix, int number) {
    int rest = number;
    while (rest % radix == 0) {
      radices.add(radix);
      rest /= radix;
    }
    return rest;
  }

  private void fillOrder(int to, int size, int from, int stride, int stage) {
    if (stage < 0) {
      order[to] = from;
      return;
    }
    int radix = radices.get(stage);
    int part = size / radix;
    for (int q = 0; q < radix; q++) {
      fillOrder(to + q * part, part, from + q * stride, stride * radix, stage - 1);
    }
  }

  /**
   * Transforms the first {@code count} columns in place; the rows change places in {@code re} and
   * {@code im}. With both exchanged, the inverse transform times the length.
   */
  void transform(float[][] re, float[][] im, int count) {
    permute(re);
    permute(im);
    int size = 1;
    for (int radix : radices) {
      int part = size;
      size *= radix;
      int step = length / size;
      for (int start = 0; start < length; start += size) {
        for (int k = 0; k < part; k++) {
          butterfly(re, im, count, radix, start + k, part, k * step);
        }
      }
    }
  }

  private void permute(float[][] rows) {
    System.arraycopy(rows, 0, before, 0, length);
    for (int i = 0; i < length; i++) {
      rows[i] = before[order[i]];
    }
  }

  private void butterfly(
      float[][] re, float[][] im, int count, int radix, int at, int part, int twiddle) {
    if (radix > 4) {
      general(re, im, count, radix, at, part, twiddle);
      return;
    }
    float[] re0 = re[at];
    float[] im0 = im[at];
    float[] re1 = re[at + part];
    float[] im1 = im[at + part];
    float c1 = cosines[twiddle];
    float s1 = sines[twiddle];
    if (radix == 2) {
      two(re0, im0, re1, im1, count, c1, s1);
      return;
    }
    float[] re2 = re[at + 2 * part];
    float[] im2 = im[at + 2 * part];
    float c2 = cosines[2 * twiddle];
    float s2 = sines[2 * twiddle];
    if (radix == 3) {
      three(re0, im0, re1, im1, re2, im2, count, c1, s1, c2, s2);
      return;
    }
    float[] re3 = re[at + 3 * part];
    float[] im3 = im[at + 3 * part];
    if (twiddle == 0) {
      four(re0, im0, re1, im1, re2, im2, re3, im3, count);
      return;
    }
    float c3 = cosines[3 * twiddle];
    float s3 = sines[3 * twiddle];
    four(re0, im0, re1, im1, re2, im2, re3, im3, count, c1, s1, c2, s2, c3, s3);
  }

  private static void two(
      float[] re0, float[] im0, float[] re1, float[] im1, int n, float c, float s) {
    for (int i = 0; i < n; i++) {
      float r = re1[i] * c - im1[i] * s;
      float m = re1[i] * s + im1[i] * c;
      float a = re0[i];
      float b = im0[i];
      re0[i] = a + r;
      im0[i] = b + m;
      re1[i] = a - r;
      im1[i] = b - m;
    }
  }

  private static void three(
      float[] re0,
      float[] im0,
      float[] re1,
      float[] im1,
      float[] re2,
      float[] im2,
      int n,
      float c1,
      float s1,
      float c2,
      float s2) {
    float sine = (float) SIN_60;
    for (int i = 0; i < n; i++) {
      float r1 = re1[i] * c1 - im1[i] * s1;
      float m1 = re1[i] * s1 + im1[i] * c1;
      float r2 = re2[i] * c2 - im2[i] * s2;
      float m2 = re2[i] * s2 + im2[i] * c2;
      float sumRe = r1 + r2;
      float sumIm = m1 + m2;
      float turnedRe = sine * (m1 - m2);
      float turnedIm = sine * (r2 - r1);
      float a = re0[i];
      float b = im0[i];
      float middleRe = a - 0.5f * sumRe;
      float middleIm = b - 0.5f * sumIm;
      re0[i] = a + sumRe;
      im0[i] = b + sumIm;
      re1[i] = middleRe + turnedRe;
      im1[i] = middleIm + turnedIm;
      re2[i] = middleRe - turnedRe;
      im2[i] = middleIm - turnedIm;
    }
  }

  private static void four(
      float[] re0,
      float[] im0,
      float[] re1,
      float[] im1,
      float[] re2,
      float[] im2,
      float[] re3,
      float[] im3,
      int n) {
    for (int i = 0; i < n; i++) {
      float evenRe = re0[i] + re2[i];
      float evenIm = im0[i] + im2[i];
      float evenLessRe = re0[i] - re2[i];
      float evenLessIm = im0[i] - im2[i];
      float oddRe = re1[i] + re3[i];
      float oddIm = im1[i] + im3[i];
      float oddLessRe = re1[i] - re3[i];
      float oddLessIm = im1[i] - im3[i];
      re0[i] = evenRe + oddRe;
      im0[i] = evenIm + oddIm;
      re1[i] = evenLessRe + oddLessIm;
      im1[i] = evenLessIm - oddLessRe;
      re2[i] = evenRe - oddRe;
      im2[i] = evenIm - oddIm;
      re3[i] = evenLessRe - oddLessIm;
      im3[i] = evenLessIm + oddLessRe;
    }
  }

  private static void four(
      float[] re0,
      float[] im0,
      float[] re1,
      float[] im1,
      float[] re2,
      float[] im2,
      float[] re3,
      float[] im3,
      int n,
      float c1,
      float s1,
      float c2,
      float s2,
      float c3,
      float s3) {
    for (int i = 0; i < n; i++) {
      float r1 = re1[i] * c1 - im1[i] * s1;
      float m1 = re1[i] * s1 + im1[i] * c1;
      float r2 = re2[i] * c2 - im2[i] * s2;
      float m2 = re2[i] * s2 + im2[i] * c2;
      float r3 = re3[i] * c3 - im3[i] * s3;
      float m3 = re3[i] * s3 + im3[i] * c3;
      float evenRe = re0[i] + r2;
      float evenIm = im0[i] + m2;
      float evenLessRe = re0[i] - r2;
      float evenLessIm = im0[i] - m2;
      float oddRe = r1 + r3;
      float oddIm = m1 + m3;
      float oddLessRe = r1 - r3;
      float oddLessIm = m1 - m3;
      re0[i] = evenRe + oddRe;
      im0[i] = evenIm + oddIm;
      re1[i] = evenLessRe + oddLessIm;
      im1[i] = evenLessIm - oddLessRe;
      re2[i] = evenRe - oddRe;
      im2[i] = evenIm - oddIm;
      re3[i] = evenLessRe - oddLessIm;
      im3[i] = evenLessIm + oddLessRe;
    }
  }

  /** The definition, for factors that have no butterfly of their own. */
  private void general(
      float[][] re, float[][] im, int count, int radix, int at, int part, int twiddle) {
    if (scratch.length < 2 * radix || scratch[0].length < count) {
      scratch = new float[2 * radix][count];
    }
    for (int p = 0; p < radix; p++) {
      float[] sumRe = scratch[2 * p];
      float[] sumIm = scratch[2 * p + 1];
      System.arraycopy(re[at], 0, sumRe, 0, count);
      System.arraycopy(im[at], 0, sumIm, 0, count);
      for (int q = 1; q < radix; q++) {
        int angle = (int) ((long) q * (twiddle + (long) p * (length / radix)) % length);
        add(
            re[at + q * part],
            im[at + q * part],
            count,
            cosines[angle],
            sines[angle],
            sumRe,
            sumIm);
      }
    }
    for (int p = 0; p < radix; p++) {
      System.arraycopy(scratch[2 * p], 0, re[at + p * part], 0, count);
      System.arraycopy(scratch[2 * p + 1], 0, im[at + p * part], 0, count);
    }
  }

  private static void add(
      float[] re, float[] im, int n, float c, float s, float[] sumRe, float[] sumIm) {
    for (int i = 0; i < n; i++) {
      sumRe[i] += re[i] * c - im[i] * s;
      sumIm[i] += re[i] * s + im[i] * c;
    }
  }
}
