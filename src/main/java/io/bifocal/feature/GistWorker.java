package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;

/** The steps of {@link Gist}. */
final class GistWorker implements FeatureExtractor.Worker {
  /** How far the picture is mirrored before the filters, in pixels. */
  private static final int EXTENSION = 32;

  private final Gist recipe;
  private final Input input;
  private final int length;
  private final GistWhitening whitening;
  private final Spectrum spectrum;
  private final List<float[]> filters = new ArrayList<>();
  private final float[] extended;
  private final float[] product;
  private final float[] energy;
  private final byte[] row;
  private final float[] gray;

  GistWorker(Gist recipe, Input input, int length) {
    this.recipe = recipe;
    this.input = input;
    this.length = length;
    whitening = new GistWhitening(input.width(), input.height());
    int width = input.width() + 2 * EXTENSION;
    int height = input.height() + 2 * EXTENSION;
    spectrum = new Spectrum(width, height);
    extended = new float[width * height];
    product = new float[2 * width * height];
    energy = new float[width * height];
    row = new byte[input.width()];
    gray = new float[input.width() * input.height()];
    for (int scale = 0; scale < recipe.orientations().size(); scale++) {
      int count = recipe.orientations().get(scale);
      for (int k = 0; k < count; k++) {
        filters.add(transfer(width, height, scale, k, count));
      }
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(picture, input);
    Bounds.check(vector, length);
    stretch(picture);
    whitening.apply(gray);
    extend();
    float[] frequencies = spectrum.forward(extended);
    int next = 0;
    for (float[] filter : filters) {
      for (int i = 0; i < filter.length; i++) {
        product[2 * i] = frequencies[2 * i] * filter[i];
        product[2 * i + 1] = frequencies[2 * i + 1] * filter[i];
      }
      spectrum.magnitude(product, energy);
      next = pool(vector, next);
    }
  }

  @Override
  public void close() {
    whitening.close();
    spectrum.close();
  }

  /** Gabor's transfer function: a bump around one frequency and one direction. */
  private static float[] transfer(int width, int height, int scale, int k, int count) {
    double frequency = 0.3 / Math.pow(1.85, scale);
    double narrowness = 16.0 * count * count / (32 * 32);
    float[] filter = new float[width * height];
    for (int y = 0; y < height; y++) {
      double fy = (double) centred(y, height) / height;
      for (int x = 0; x < width; x++) {
        double fx = (double) centred(x, width) / width;
        double radius = Math.hypot(fx, fy) / frequency - 1;
        double angle = Math.atan2(fy, fx) + Math.PI * k / count;
        angle = angle > Math.PI ? angle - 2 * Math.PI : angle;
        filter[y * width + x] =
            (float)
                Math.exp(-10 * 0.35 * radius * radius - 2 * narrowness * Math.PI * angle * angle);
      }
    }
    return filter;
  }

  /** The signed frequency at a place of the transform. */
  static int centred(int place, int length) {
    return place < (length + 1) / 2 ? place : place - length;
  }

  private void stretch(Picture picture) {
    PixelRows rows = new PixelRows(picture.gray());
    int least = 255;
    int greatest = 0;
    for (int y = 0; y < input.height(); y++) {
      rows.read(y, row);
      for (int x = 0; x < row.length; x++) {
        int value = row[x] & 0xFF;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        gray[y * row.length + x] = value;
      }
    }
    float scale = greatest > least ? 255f / (greatest - least) : 0;
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (gray[i] - least) * scale;
    }
  }

  private void extend() {
    int width = input.width() + 2 * EXTENSION;
    for (int i = 0; i < extended.length; i++) {
      int x = mirrored(i % width - EXTENSION, input.width());
      int y = mirrored(Math.floorDiv(i, width) - EXTENSION, input.height());
      extended[i] = gray[y * input.width() + x];
    }
  }

  /** The place inside that one outside stands for, when the border pixel is doubled. */
  static int mirrored(int place, int length) {
    int period = Math.floorMod(place, 2 * length);
    return period < length ? period : 2 * length - 1 - period;
  }

  private int pool(float[] vector, int from) {
    int width = input.width() + 2 * EXTENSION;
    int next = from;
    for (int bx = 0; bx < recipe.blocks(); bx++) {
      int left = bx * input.width() / recipe.blocks();
      int right = (bx + 1) * input.width() / recipe.blocks();
      for (int by = 0; by < recipe.blocks(); by++) {
        int top = by * input.height() / recipe.blocks();
        int bottom = (by + 1) * input.height() / recipe.blocks();
        double sum = 0;
        for (int y = top; y < bottom; y++) {
          int start = (y + EXTENSION) * width + EXTENSION;
          for (int x = left; x < right; x++) {
            sum += energy[start + x];
          }
        }
        vector[next++] = (float) (sum / ((right - left) * (bottom - top)));
      }
    }
    return next;
  }
}
