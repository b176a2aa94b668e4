package io.bifocal.feature;

import io.bifocal.feature.Spectra.Run;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes {@link Gist} of pictures of one size, several filters at a time. */
final class GistWorker implements FeatureExtractor.Worker {
  private static final int BORDER = 32;
  private static final double FINEST = 0.3;
  private static final double BETWEEN_SCALES = 1.85;
  private static final double SHARPNESS = 3.5;

  /** The width that rows are brought to by taking several filters at once. */
  private static final int ROW = 600;

  private final Input input;
  private final int length;
  private final int blocks;
  private final int width;
  private final int height;
  private final GrayPlane gray = new GrayPlane();
  private final GistContrast contrast;
  private final RowFft horizontal;
  private final RowFft vertical;
  private final RowFft.Rows image;
  private final RowFft.Rows spectrum;
  private final List<Run[]> filters = new ArrayList<>();
  private final int batch;
  private final RowFft.Rows products;
  private final RowFft.Rows moduli;
  private final float[] sums;

  GistWorker(Gist recipe, Input input, int length) {
    this.input = input;
    this.length = length;
    blocks = recipe.blocks();
    width = input.width() + 2 * BORDER;
    height = input.height() + 2 * BORDER;
    contrast = new GistContrast(input.width(), input.height());
    horizontal = new RowFft(width);
    vertical = new RowFft(height);
    image = new RowFft.Rows(height, width);
    spectrum = new RowFft.Rows(width, height);
    for (int scale = 0; scale < recipe.orientations().size(); scale++) {
      int orientations = recipe.orientations().get(scale);
      for (int k = 0; k < orientations; k++) {
        double frequency = FINEST / Math.pow(BETWEEN_SCALES, scale);
        filters.add(filter(frequency, Math.PI * k / orientations, orientations));
      }
    }
    batch = Math.max(1, Math.min(filters.size(), ROW / Math.max(width, height)));
    products = new RowFft.Rows(width, batch * height);
    moduli = new RowFft.Rows(height, batch * width);
    sums = new float[batch * width];
  }

  /** Spectra have a row for each horizontal frequency. */
  private Run[] filter(double frequency, double angle, int orientations) {
    double narrowness = Math.PI * orientations * orientations / 32;
    List<Run> runs = new ArrayList<>();
    float[] row = new float[height];
    for (int x = 0; x < width; x++) {
      double fx = (double) (x < (width + 1) / 2 ? x : x - width) / width;
      for (int y = 0; y < height; y++) {
        double fy = (double) (y < (height + 1) / 2 ? y : y - height) / height;
        double distance = Math.hypot(fx, fy) / frequency - 1;
        double turned = Math.IEEEremainder(Math.atan2(fy, fx) + angle, 2 * Math.PI);
        double exponent = SHARPNESS * distance * distance + narrowness * turned * turned;
        row[y] = (float) Math.exp(-exponent);
      }
      add(row, x, 0, height / 2, runs);
      add(row, x, height / 2, height, runs);
    }
    return runs.toArray(Run[]::new);
  }

  private void add(float[] row, int x, int begin, int end, List<Run> runs) {
    int from = begin;
    int to = end;
    while (from < to && row[from] <= Spectra.NEGLIGIBLE) {
      from++;
    }
    while (from < to && row[to - 1] <= Spectra.NEGLIGIBLE) {
      to--;
    }
    if (from < to) {
      float[] values = Arrays.copyOfRange(row, from, to);
      for (int i = 0; i < values.length; i++) {
        values[i] /= (float) ((double) width * height);
      }
      runs.add(new Run(x, x, from, from, values));
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(picture, input);
    Bounds.check(vector, length);
    gray.load(picture.gray());
    if (!contrast.normalize(gray)) {
      Arrays.fill(vector, 0);
      return;
    }
    for (int y = 0; y < height; y++) {
      Arrays.fill(image.im[y], 0);
      float[] row = contrast.row(GistContrast.mirrored(y - BORDER, gray.height()));
      for (int x = 0; x < width; x++) {
        image.re[y][x] = row[GistContrast.mirrored(x - BORDER, gray.width())];
      }
    }
    vertical.forward(image);
    Spectra.transpose(image, spectrum, 1);
    horizontal.forward(spectrum);
    for (int first = 0; first < filters.size(); first += batch) {
      filter(first, Math.min(batch, filters.size() - first), vector);
    }
  }

  private void filter(int first, int count, float[] vector) {
    products.clear();
    for (int i = 0; i < count; i++) {
      for (Run run : filters.get(first + i)) {
        run.multiplyAdd(spectrum.re, spectrum.im, products, i * height);
      }
    }
    horizontal.inverse(products);
    Spectra.transpose(products, moduli, batch);
    vertical.inverse(moduli);
    Spectra.takeModuli(moduli);
    for (int by = 0; by < blocks; by++) {
      int from = by * gray.height() / blocks;
      int to = (by + 1) * gray.height() / blocks;
      Arrays.fill(sums, 0);
      for (int y = from; y < to; y++) {
        add(moduli.re[y + BORDER], sums);
      }
      for (int i = 0; i < count; i++) {
        average(i * width + BORDER, to - from, vector, (first + i) * blocks * blocks + by);
      }
    }
  }

  private void average(int begin, int rows, float[] vector, int at) {
    for (int bx = 0; bx < blocks; bx++) {
      int from = bx * gray.width() / blocks;
      int to = (bx + 1) * gray.width() / blocks;
      double sum = 0;
      for (int x = from; x < to; x++) {
        sum += sums[begin + x];
      }
      vector[at + bx * blocks] = (float) (sum / ((double) rows * (to - from)));
    }
  }

  private static void add(float[] row, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += row[i];
    }
  }

  @Override
  public void close() {}
}
