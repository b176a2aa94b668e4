package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * The filters of {@link GaborEnergy}. The Gaussian is round, so that each filter is the product of
 * a complex filter along rows and one along columns, whose real taps are symmetric and whose
 * imaginary taps are antisymmetric. A direction and its mirror image have the same parts; they are
 * put together with other signs. The nearest integer to the mean gray is subtracted first, which
 * keeps the rounding errors of floats small, and its known answer added last.
 *
 * <p>Inner loops run over several arrays with the same index: with one array and several offsets,
 * HotSpot's compiler does not use vector instructions.
 */
final class GaborWorker implements FeatureExtractor.Worker {
  /** Rows after which sums in floats move to doubles. */
  private static final int STRIP = 32;

  private final int length;

  /** By frequency, then by direction up to 90 degrees. */
  private final GaborFilter[][] filters;

  private final GrayPlane plane = new GrayPlane();
  private int width;
  private int height;

  /** Of the row at hand, with more pixels on both sides, less the mean of the picture. */
  private float[] padded = new float[0];

  /** The row shifted to the left by k plus, or minus, the row shifted to the right. */
  private float[][] folded = new float[0][0];

  private float[][] differences = new float[0][0];
  private float[] before = new float[0];

  /** One row filtered both ways: the first word says how along rows, the second along columns. */
  private float[] evenEven = new float[0];

  private float[] evenOdd = new float[0];
  private float[] oddEven = new float[0];
  private float[] oddOdd = new float[0];

  GaborWorker(GaborEnergy recipe) {
    length = recipe.length(Input.ORIGINAL);
    int orientations = recipe.orientations();
    filters = new GaborFilter[recipe.frequencies().size()][orientations / 2 + 1];
    for (int f = 0; f < filters.length; f++) {
      for (int k = 0; k < filters[f].length; k++) {
        filters[f][k] = new GaborFilter(recipe, f, k);
      }
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    plane.load(picture.gray());
    width = plane.width();
    height = plane.height();
    int mean = mean();
    for (GaborFilter[] directions : filters) {
      int reach = 0;
      for (GaborFilter filter : directions) {
        reach = Math.max(reach, filter.taps());
      }
      ensureCapacity(reach);
      for (GaborFilter filter : directions) {
        filter.clear(width, 2 * reach + 1, mean);
      }
      for (int y = 0; y < height + reach; y++) {
        if (y < height) {
          fold(y, reach, mean);
          for (GaborFilter filter : directions) {
            filterRow(filter, y % (2 * reach + 1));
          }
        }
        if (y >= reach) {
          for (GaborFilter filter : directions) {
            filterColumns(filter, y - reach, 2 * reach + 1);
          }
        }
      }
      for (GaborFilter filter : directions) {
        filter.write(vector, width, height);
      }
    }
  }

  @Override
  public void close() {}

  private int mean() {
    byte[] samples = plane.samples();
    long sum = 0;
    int pixels = width * height;
    for (int i = 0; i < pixels; i++) {
      sum += samples[i] & 0xFF;
    }
    return (int) Math.round((double) sum / pixels);
  }

  private void ensureCapacity(int reach) {
    if (padded.length < width + 2 * reach) {
      padded = new float[width + 2 * reach];
    }
    if (before.length < width) {
      before = new float[width];
      evenEven = new float[width];
      evenOdd = new float[width];
      oddEven = new float[width];
      oddOdd = new float[width];
      folded = new float[0][0];
    }
    if (folded.length <= reach) {
      folded = new float[reach + 1][before.length];
      differences = new float[reach + 1][before.length];
    }
  }

  private void fold(int y, int reach, int mean) {
    byte[] samples = plane.samples();
    int from = y * width;
    for (int x = 0; x < width; x++) {
      padded[reach + x] = (samples[from + x] & 0xFF) - mean;
    }
    for (int x = 1; x <= reach; x++) {
      padded[reach - x] = padded[reach + reflected(-x, width)];
      padded[reach + width - 1 + x] = padded[reach + reflected(width - 1 + x, width)];
    }
    System.arraycopy(padded, reach, folded[0], 0, width);
    for (int k = 1; k <= reach; k++) {
      System.arraycopy(padded, reach + k, folded[k], 0, width);
      System.arraycopy(padded, reach - k, before, 0, width);
      addAndSubtract(folded[k], before, width, differences[k]);
    }
  }

  private void filterRow(GaborFilter filter, int slot) {
    float[] even = filter.evenRows[slot];
    scale(folded[0], width, filter.evenAcross[0], even);
    addAll(folded, filter.evenAcross, filter.taps(), even);
    if (!filter.isUpright) {
      float[] odd = filter.oddRows[slot];
      Arrays.fill(odd, 0, width, 0);
      addAll(differences, filter.oddAcross, filter.taps(), odd);
    }
  }

  private void addAll(float[][] rows, float[] taps, int most, float[] to) {
    for (int k = 1; k <= most; k += 2) {
      add(rows[k], taps[k], rows[k + 1], taps[k + 1], width, to);
    }
  }

  private void filterColumns(GaborFilter filter, int y, int slots) {
    filterColumns(filter, filter.evenRows, y, slots, evenEven, evenOdd);
    if (!filter.isUpright) {
      filterColumns(filter, filter.oddRows, y, slots, oddEven, oddOdd);
    }
    if (filter.isUpright) {
      filter.plain.add(evenEven, evenOdd, width);
    } else if (filter.isLevel) {
      filter.plain.add(evenEven, oddEven, width);
    } else {
      addAndSubtract(evenEven, oddOdd, width, before);
      addAndSubtract(evenOdd, oddEven, width, oddOdd);
      filter.plain.add(before, evenOdd, width);
      filter.mirrored.add(evenEven, oddOdd, width);
    }
    if (y % STRIP == STRIP - 1 || y == height - 1) {
      filter.plain.collect(width);
      filter.mirrored.collect(width);
    }
  }

  private void filterColumns(
      GaborFilter filter, float[][] rows, int y, int slots, float[] even, float[] odd) {
    scale(rows[y % slots], width, filter.evenDown[0], even);
    if (!filter.isLevel) {
      Arrays.fill(odd, 0, width, 0);
    }
    for (int k = 1; k <= filter.taps(); k++) {
      float[] below = rows[reflected(y + k, height) % slots];
      float[] above = rows[reflected(y - k, height) % slots];
      if (filter.isLevel) {
        addEven(below, above, width, filter.evenDown[k], even);
      } else {
        addBoth(below, above, width, filter.evenDown[k], filter.oddDown[k], even, odd);
      }
    }
  }

  private static void scale(float[] from, int n, float factor, float[] to) {
    for (int i = 0; i < n; i++) {
      to[i] = factor * from[i];
    }
  }

  private static void add(
      float[] one, float factor, float[] other, float second, int n, float[] to) {
    for (int i = 0; i < n; i++) {
      to[i] += factor * one[i] + second * other[i];
    }
  }

  /** The sum takes the place of {@code a}. */
  private static void addAndSubtract(float[] a, float[] b, int n, float[] difference) {
    for (int i = 0; i < n; i++) {
      float one = a[i];
      float other = b[i];
      a[i] = one + other;
      difference[i] = one - other;
    }
  }

  private static void addEven(float[] after, float[] before, int n, float cosine, float[] even) {
    for (int i = 0; i < n; i++) {
      even[i] += cosine * (after[i] + before[i]);
    }
  }

  private static void addBoth(
      float[] after, float[] before, int n, float cosine, float sine, float[] even, float[] odd) {
    for (int i = 0; i < n; i++) {
      float a = after[i];
      float b = before[i];
      even[i] += cosine * (a + b);
      odd[i] += sine * (a - b);
    }
  }

  private static int reflected(int at, int length) {
    if (at >= 0 && at < length) {
      return at;
    }
    int folded = Math.floorMod(at, 2 * length);
    return Math.min(folded, 2 * length - 1 - folded);
  }
}
