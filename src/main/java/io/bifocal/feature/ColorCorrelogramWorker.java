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
 * <p>Codes of colours are compared eight at a time, as the bytes of a long, some rows together.
 * They are kept eight times, each copy beginning one pixel later, so that a neighbour at any offset
 * is at a whole index of one copy. Between rows is a margin that no colour equals. Each pair is
 * looked at once, from its upper or left pixel, and counts for both.
 */
final class ColorCorrelogramWorker implements FeatureExtractor.Worker {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LANES = Long.BYTES;
  private static final int CODES = 256;

  /** The code of what is not in the picture. */
  private static final byte OUTSIDE = (byte) (CODES - 1);

  /** As many as fit into the cache with their copies, where pictures are not very wide. */
  private static final int BAND_LONGS = 1024;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private final int[] distances;
  private final int farthest;
  private final int colors;
  private final int marginLongs;
  private final ColorStrips strips;
  private final ColorBins bins;

  /** For each distance, and even and odd pixels apart so that a run of one colour does not wait. */
  private final long[][][] misses;

  private final long[] counts = new long[CODES];
  private final long[] missing = new long[CODES];
  private final long[][] copies = new long[LANES][0];
  private long[] neighbors = new long[0];
  private long[] differing = new long[0];
  private byte[] codes = new byte[0];
  private byte[] padded = new byte[0];
  private int rowLongs;
  private int bandRows;

  ColorCorrelogramWorker(ColorCorrelogram recipe) {
    distances = recipe.distances().stream().mapToInt(Integer::intValue).toArray();
    farthest = Collections.max(recipe.distances());
    colors = ColorBins.product(recipe.bins());
    marginLongs = longs(farthest);
    strips = new ColorStrips(recipe.space());
    bins = new ColorBins(recipe.space(), recipe.bins());
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
    countMisses(width, height);
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
    rowLongs = marginLongs + longs(width);
    bandRows = Math.min(height, Math.max(1, BAND_LONGS / rowLongs));
    int length = (bandRows + farthest) * rowLongs + marginLongs;
    if (differing.length >= length) {
      return;
    }
    neighbors = new long[length];
    differing = new long[length];
    padded = new byte[(length + 1) * LANES];
    for (int i = 0; i < LANES; i++) {
      copies[i] = new long[length];
    }
  }

  private static int longs(int pixels) {
    return (pixels + LANES - 1) / LANES;
  }

  private void countColors(int pixels) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < pixels; i++) {
      counts[codes[i] & 0xFF]++;
    }
  }

  private void countMisses(int width, int height) {
    for (long[][] tables : misses) {
      Arrays.fill(tables[0], 0);
      Arrays.fill(tables[1], 0);
    }
    for (int top = 0; top < height; top += bandRows) {
      load(top, width, height);
      for (int k = 0; k < distances.length; k++) {
        compare(distances[k]);
        tally(misses[k][0], misses[k][1]);
      }
    }
  }

  /** Makes the copies of a band from row {@code top} on, and of the rows that it reaches below. */
  private void load(int top, int width, int height) {
    Arrays.fill(padded, OUTSIDE);
    int bottom = Math.min(top + bandRows + farthest, height);
    for (int y = top; y < bottom; y++) {
      int to = ((y - top) * rowLongs + marginLongs) * LANES;
      System.arraycopy(codes, y * width, padded, to, width);
    }
    int length = (bandRows + farthest) * rowLongs + marginLongs;
    for (int copy = 0; copy < LANES; copy++) {
      long[] target = copies[copy];
      for (int i = 0; i < length; i++) {
        target[i] = (long) LONGS.get(padded, i * LANES + copy);
      }
    }
  }

  /** Counts, for every pixel of the band, the half of its ring that differs from it. */
  private void compare(int distance) {
    Arrays.fill(differing, 0, bandRows * rowLongs, 0);
    compare(distance, 0);
    compare(0, distance);
    for (int dy = 1; dy < distance; dy++) {
      compare(-distance, dy);
      compare(distance, dy);
    }
    for (int dx = 1; dx <= distance; dx++) {
      compare(-dx, distance);
      compare(dx, distance);
    }
  }

  private void compare(int dx, int dy) {
    int end = bandRows * rowLongs;
    int offset = dy * rowLongs + Math.floorDiv(dx, LANES);
    // The compiler makes vector instructions only where all arrays are read at the same index.
    System.arraycopy(
        copies[Math.floorMod(dx, LANES)],
        marginLongs + offset,
        neighbors,
        marginLongs,
        end - marginLongs);
    addDiffering(differing, copies[0], neighbors, marginLongs, end);
  }

  /** Adds 1 to each byte where two differ. */
  private static void addDiffering(long[] sums, long[] ones, long[] others, int from, int to) {
    for (int i = from; i < to; i++) {
      long different = ones[i] ^ others[i];
      // The highest bit of each byte is set where any is; no carry leaves its byte.
      different |= (different & LOW_BITS) + LOW_BITS;
      sums[i] += (different >>> 7) & ONES;
    }
  }

  /** Adds what was counted to the tables of the pixels' colours; the margin has one of its own. */
  private void tally(long[] even, long[] odd) {
    long[] center = copies[0];
    for (int i = marginLongs; i < bandRows * rowLongs; i++) {
      long pixels = center[i];
      long found = differing[i];
      for (int lane = 0; lane < Long.SIZE; lane += 2 * Byte.SIZE) {
        even[(int) (pixels >>> lane) & 0xFF] += (found >>> lane) & 0xFF;
        odd[(int) (pixels >>> (lane + 8)) & 0xFF] += (found >>> (lane + 8)) & 0xFF;
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
