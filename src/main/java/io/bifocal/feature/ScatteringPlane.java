package io.bifocal.feature;

import java.util.Arrays;

/**
 * Room and arithmetic for complex pictures at one resolution, some of them side by side. A field
 * that is upright has an array for each row, one that is turned has an array for each column.
 */
final class ScatteringPlane {
  /** Length of rows from which on loops over them cost little to begin. */
  private static final int LONG = 288;

  final int width;
  final int height;

  /** How many pictures stand side by side. */
  final int batch;

  final Field upright;
  final Field turned;

  /** Two spectra of real signals, upright. */
  final Field first;

  final Field second;

  /** Turned. */
  final float[][] moduli;

  /** Of the columns of the last {@link #modulus}. */
  final float[] sums;

  private final RowFourier down;
  private final RowFourier across;
  private final float[] re;
  private final float[] im;
  private final float[] part;

  ScatteringPlane(int width, int height, int most) {
    this.width = width;
    this.height = height;
    int fitting = LONG / Math.min(width, height);
    batch = Math.min(most, Math.max(2, fitting - fitting % 2));
    upright = new Field(height, batch * width);
    turned = new Field(width, batch * height);
    first = new Field(height, width);
    second = new Field(height, width);
    moduli = new float[width][batch * height];
    sums = new float[batch * Math.max(width, height)];
    down = new RowFourier(height);
    across = new RowFourier(width);
    re = new float[width];
    im = new float[width];
    part = new float[width];
  }

  /** Rows of complex numbers. */
  static final class Field {
    final float[][] re;
    final float[][] im;

    Field(int rows, int columns) {
      re = new float[rows][columns];
      im = new float[rows][columns];
    }
  }

  /** The spectrum of an upright picture, turned; the picture is lost. */
  void forward(Field picture, Field spectrum) {
    down.transform(picture.re, picture.im, width);
    transpose(picture.re, height, width, 1, spectrum.re);
    transpose(picture.im, height, width, 1, spectrum.im);
    across.transform(spectrum.re, spectrum.im, height);
  }

  /** The spectrum of a turned picture, upright; the picture is lost. */
  void forwardTurned(Field picture, Field spectrum) {
    across.transform(picture.re, picture.im, height);
    exchangeAxes(picture, spectrum);
    down.transform(spectrum.re, spectrum.im, width);
  }

  /** A turned field, upright. */
  void exchangeAxes(Field from, Field to) {
    transpose(from.re, width, height, 1, to.re);
    transpose(from.im, width, height, 1, to.im);
  }

  /** The pictures of upright spectra side by side, turned; the spectra are lost. */
  void inverse(int count) {
    down.transform(upright.im, upright.re, count * width);
    transpose(upright.re, height, width, count, turned.re);
    transpose(upright.im, height, width, count, turned.im);
    across.transform(turned.im, turned.re, count * height);
  }

  /** Moduli of the turned pictures, and their sums weighted by column. */
  void modulus(int count, float[] weights) {
    int n = count * height;
    Arrays.fill(sums, 0, n, 0);
    for (int x = 0; x < width; x++) {
      modulus(turned.re[x], turned.im[x], n, weights[x], moduli[x], sums);
    }
  }

  private static void modulus(
      float[] re, float[] im, int n, float weight, float[] moduli, float[] sums) {
    for (int i = 0; i < n; i++) {
      float modulus = (float) Math.sqrt(re[i] * re[i] + im[i] * im[i]);
      moduli[i] = modulus;
      sums[i] += weight * modulus;
    }
  }

  /** Multiplies an upright spectrum by a filter and keeps fewer pixels, in the place of one. */
  void filter(Field spectrum, float[][] filter, ScatteringPlane to, int place) {
    for (int y = 0; y < to.height; y++) {
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      for (int row = y; row < height; row += to.height) {
        if (filter[row] != null) {
          addProduct(spectrum.re[row], spectrum.im[row], filter[row], width, re, im);
        }
      }
      fold(re, to.width, to.upright.re[y], place * to.width);
      fold(im, to.width, to.upright.im[y], place * to.width);
    }
  }

  /** The same for the product of a filter for rows and one for columns. */
  void filter(Field spectrum, float[] rows, float[] columns, ScatteringPlane to) {
    for (int y = 0; y < to.height; y++) {
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      for (int row = y; row < height; row += to.height) {
        add(spectrum.re[row], rows[row], width, re);
        add(spectrum.im[row], rows[row], width, im);
      }
      for (int x = 0; x < width; x++) {
        re[x] *= columns[x];
        im[x] *= columns[x];
      }
      fold(re, to.width, to.upright.re[y], 0);
      fold(im, to.width, to.upright.im[y], 0);
    }
  }

  private static void addProduct(
      float[] re, float[] im, float[] filter, int n, float[] sumRe, float[] sumIm) {
    for (int i = 0; i < n; i++) {
      sumRe[i] += re[i] * filter[i];
      sumIm[i] += im[i] * filter[i];
    }
  }

  private void fold(float[] row, int columns, float[] to, int at) {
    for (int x = columns; x < width; x += columns) {
      System.arraycopy(row, x, part, 0, columns);
      add(part, 1, columns, row);
    }
    System.arraycopy(row, 0, to, at, columns);
  }

  /** The spectra of the real and of the imaginary part of the picture with the upright spectrum. */
  void separate() {
    for (int y = 0; y < height; y++) {
      int opposite = (height - y) % height;
      separate(upright.re[y], upright.re[opposite], width, first.re[y], second.im[y], -1);
      separate(upright.im[y], upright.im[opposite], width, second.re[y], first.im[y], 1);
    }
  }

  private static void separate(
      float[] row, float[] opposite, int n, float[] even, float[] odd, float sign) {
    float half = 0.5f * sign;
    even[0] = 0.5f * (row[0] + opposite[0]);
    odd[0] = half * (row[0] - opposite[0]);
    for (int x = 1; x < n; x++) {
      float other = opposite[n - x];
      even[x] = 0.5f * (row[x] + other);
      odd[x] = half * (row[x] - other);
    }
  }

  static void add(float[] row, float factor, int n, float[] to) {
    for (int i = 0; i < n; i++) {
      to[i] += factor * row[i];
    }
  }

  static double dot(float[] values, int from, float[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) values[from + i] * weights[i];
    }
    return sum;
  }

  private static void transpose(float[][] from, int rows, int columns, int count, float[][] to) {
    for (int b = 0; b < count; b++) {
      int first = b * columns;
      int place = b * rows;
      for (int x = 0; x < columns; x++) {
        float[] target = to[x];
        for (int y = 0; y < rows; y++) {
          target[place + y] = from[y][first + x];
        }
      }
    }
  }
}
