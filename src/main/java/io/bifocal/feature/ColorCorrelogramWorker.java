package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;

/**
 * Counts the pairs of {@link ColorCorrelogram}.
 *
 * <p>Codes of colours are compared eight at a time, as the bytes of a long. A row is kept eight
 * times, each copy beginning one pixel later, so that a neighbour at any offset along the row is at
 * a whole index of one copy. Each pair is looked at once, from its upper or left pixel, and counts
 * for both.
 */
final class ColorCorrelogramWorker implements FeatureExtractor.Worker {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LANES = Long.BYTES;
  private static final int CODES = 256;

  /** The code of what is not in the picture. */
  private static final byte OUTSIDE = (byte) (CODES - 1);

  /** More than the farthest distance, and whole longs. */
  private static final int MARGIN = 64;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private final int[] distances;
  private final int colors;
  private final ColorStrips strips;
  private final ColorBins bins;

  /** Row y at y modulo their number; then the copy, then eight pixels. */
  private final long[][][] ring;

  private final long[][] outside = new long[LANES][];

  /** For each distance, and even and odd pixels apart so that a run of one colour does not wait. */
  private final long[][][] misses;

  private final long[] counts = new long[CODES];
  private final long[] missing = new long[CODES];
  private long[] differing = new long[0];
  private byte[] codes = new byte[0];
  private byte[] padded = new byte[0];
  private int longs;

  ColorCorrelogramWorker(ColorCorrelogram recipe) {
    distances = recipe.distances().stream().mapToInt(Integer::intValue).toArray();
    colors = ColorBins.product(recipe.bins());
    strips = new ColorStrips(recipe.space());
    bins = new ColorBins(recipe.space(), recipe.bins());
    ring = new long[Collections.max(recipe.distances()) + 1][LANES][];
    misses = new long[distances.length][2][CODES];
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, colors * distances.length);
    int width = picture.width();
    int height = picture.height();
    ensureCapacity(width, height);
    strips.read(
        picture, (samples, top, pixels) -> bins.encode(samples, pixels, codes, top * width));
    countColors(width * height);
    compare(width, height);
    for (int k = 0; k < distances.length; k++) {
      int distance = distances[k];
      countMissing(width, height, distance);
      for (int color = 0; color < colors; color++) {
        long pairs = 8L * distance * counts[color] - missing[color];
        long unequal = misses[k][0][color] + misses[k][1][color];
        long equal = 2 * (4L * distance * counts[color] - unequal);
        vector[k * colors + color] = pairs == 0 ? 0 : (float) ((double) equal / pairs);
      }
    }
  }

  @Override
  public void close() {
    strips.close();
  }

  private void ensureCapacity(int width, int height) {
    int pixels = Math.multiplyExact(width, height);
    if (codes.length < pixels) {
      codes = new byte[pixels];
    }
    longs = (width + LANES - 1) / LANES;
    if (differing.length >= longs) {
      return;
    }
    differing = new long[longs];
    padded = new byte[longs * LANES + 2 * MARGIN + LANES];
    int copy = longs + 2 * MARGIN / LANES;
    for (long[][] row : ring) {
      for (int i = 0; i < LANES; i++) {
        row[i] = new long[copy];
      }
    }
    Arrays.fill(outside, new long[copy]);
    Arrays.fill(outside[0], -1);
  }

  private void countColors(int pixels) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < pixels; i++) {
      counts[codes[i] & 0xFF]++;
    }
  }

  private void compare(int width, int height) {
    for (long[][] tables : misses) {
      Arrays.fill(tables[0], 0);
      Arrays.fill(tables[1], 0);
    }
    for (int y = 0; y < Math.min(ring.length - 1, height); y++) {
      load(y, width);
    }
    for (int y = 0; y < height; y++) {
      if (y + ring.length - 1 < height) {
        load(y + ring.length - 1, width);
      }
      for (int k = 0; k < distances.length; k++) {
        compare(y, distances[k], height);
        tally(ring[y % ring.length][0], misses[k][0], misses[k][1]);
      }
    }
  }

  /** Makes the copies of row {@code y}. */
  private void load(int y, int width) {
    Arrays.fill(padded, OUTSIDE);
    System.arraycopy(codes, y * width, padded, MARGIN, width);
    long[][] row = ring[y % ring.length];
    int length = longs + 2 * MARGIN / LANES;
    for (int copy = 0; copy < LANES; copy++) {
      long[] target = row[copy];
      for (int i = 0; i < length; i++) {
        target[i] = (long) LONGS.get(padded, i * LANES + copy);
      }
    }
  }

  /** Counts, for every pixel of row {@code y}, the half of its ring that differs from it. */
  private void compare(int y, int distance, int height) {
    long[][] center = ring[y % ring.length];
    long[][] last = row(y + distance, height);
    Arrays.fill(differing, 0, longs, 0);
    compare(center[0], center, distance, last, 0);
    for (int dy = 1; dy < distance; dy++) {
      long[][] below = row(y + dy, height);
      compare(center[0], below, -distance, below, distance);
    }
    for (int dx = 1; dx <= distance; dx++) {
      compare(center[0], last, -dx, last, dx);
    }
  }

  private long[][] row(int y, int height) {
    return y < height ? ring[y % ring.length] : outside;
  }

  private void compare(long[] center, long[][] row, int dx, long[][] otherRow, int otherDx) {
    addDiffering(
        differing,
        center,
        row[(MARGIN + dx) % LANES],
        (MARGIN + dx) / LANES,
        otherRow[(MARGIN + otherDx) % LANES],
        (MARGIN + otherDx) / LANES,
        longs);
  }

  /** Adds 1 to each byte for each of two neighbours whose byte is not that of the centre. */
  private static void addDiffering(
      long[] sums, long[] center, long[] one, int oneFrom, long[] other, int otherFrom, int count) {
    for (int i = 0; i < count; i++) {
      long pixels = center[MARGIN / LANES + i];
      long a = pixels ^ one[oneFrom + i];
      long b = pixels ^ other[otherFrom + i];
      // The highest bit of each byte is set where any is; no carry leaves its byte.
      a |= (a & LOW_BITS) + LOW_BITS;
      b |= (b & LOW_BITS) + LOW_BITS;
      sums[i] += (a >>> 7 & ONES) + (b >>> 7 & ONES);
    }
  }

  /** Adds what was counted to the tables of the pixels' colours. */
  private void tally(long[] center, long[] even, long[] odd) {
    for (int i = 0; i < longs; i++) {
      long pixels = center[MARGIN / LANES + i];
      long found = differing[i];
      for (int lane = 0; lane < Long.SIZE; lane += 2 * Byte.SIZE) {
        even[(int) (pixels >>> lane) & 0xFF] += (found >>> lane) & 0xFF;
        odd[(int) (pixels >>> lane + 8) & 0xFF] += (found >>> lane + 8) & 0xFF;
      }
    }
  }

  /** How many places of the rings around each colour's pixels are not in the picture. */
  private void countMissing(int width, int height, int distance) {
    Arrays.fill(missing, 0);
    for (int y = 0; y < height; y++) {
      boolean whole = y < distance || y >= height - distance || width <= 2 * distance;
      countMissing(y, 0, whole ? width : distance, width, height, distance);
      if (!whole) {
        countMissing(y, width - distance, width, width, height, distance);
      }
    }
  }

  private void countMissing(int y, int from, int to, int width, int height, int distance) {
    int outerRows = inside(y, distance, height);
    int innerRows = inside(y, distance - 1, height);
    for (int x = from; x < to; x++) {
      int there =
          outerRows * inside(x, distance, width) - innerRows * inside(x, distance - 1, width);
      missing[codes[y * width + x] & 0xFF] += 8L * distance - there;
    }
  }

  /** How many of {@code size} places are no farther than {@code distance} from {@code at}. */
  private static int inside(int at, int distance, int size) {
    return Math.min(at, distance) + Math.min(size - 1 - at, distance) + 1;
  }
}
