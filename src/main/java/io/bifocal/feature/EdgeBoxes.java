package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@link FractalMethod#BOX_COUNTING}: edges are bits, 64 a word, so that boxes of all sizes are
 * found by a few operations on words.
 */
final class EdgeBoxes implements FeatureExtractor.Worker {
  private static final int MOST_SIZES = 31;
  private static final int LARGEST = 255;

  /** The whole part of the square root of numbers below 255². */
  private static final byte[] ROOTS = new byte[LARGEST * LARGEST];

  static {
    for (int n = 0; n < ROOTS.length; n++) {
      ROOTS[n] = (byte) Math.sqrt(n);
    }
  }

  /** The bits of the leftmost columns of boxes of side 2, 4, 8 and so on. */
  private static final long[] LEFTMOST = {
    0x5555555555555555L,
    0x1111111111111111L,
    0x0101010101010101L,
    0x0001000100010001L,
    0x0000000100000001L,
    0x0000000000000001L
  };

  private final LogLine line = new LogLine(MOST_SIZES);
  private final GrayPlane plane = new GrayPlane();
  private final int[] histogram = new int[256];
  private byte[] magnitudes = new byte[0];
  private long[] words = new long[0];

  /** Sums [1 2 1] and differences [-1 0 1] of three rows, with a column more on either side. */
  private int[] sums = new int[0];

  private int[] differences = new int[0];

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, 1);
    mark(picture);
    vector[0] = (float) dimension(plane.width(), plane.height());
  }

  /** CV_8UC1, 255 at an edge; the caller closes it. */
  Mat edges(Picture picture) {
    mark(picture);
    int width = plane.width();
    int height = plane.height();
    int across = (width + 63) / 64;
    byte[] samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      int x = i % width;
      samples[i] = (byte) -(words[i / width * across + x / 64] >>> x & 1);
    }
    Mat edges = new Mat(height, width, opencv_core.CV_8UC1);
    try (BytePointer data = edges.data()) {
      data.put(samples, 0, samples.length);
    }
    return edges;
  }

  private void mark(Picture picture) {
    plane.load(picture.gray());
    int width = plane.width();
    int height = plane.height();
    ensureCapacity(width, height);
    Arrays.fill(histogram, 0);
    for (int y = 0; y < height; y++) {
      measure(y, width, height);
    }
    mark(Otsu.threshold(histogram), width, height);
  }

  @Override
  public void close() {}

  private void ensureCapacity(int width, int height) {
    if (magnitudes.length < width * height) {
      magnitudes = new byte[width * height];
    }
    int size = (width + 63) / 64 * height;
    if (words.length < size) {
      words = new long[size];
    }
    if (sums.length < width + 2) {
      sums = new int[width + 2];
      differences = new int[width + 2];
    }
  }

  private void measure(int y, int width, int height) {
    byte[] pixels = plane.samples();
    int here = y * width;
    int above = reflected(y - 1, height) * width;
    int below = reflected(y + 1, height) * width;
    for (int x = 0; x < width; x++) {
      int upper = pixels[above + x] & 0xFF;
      int lower = pixels[below + x] & 0xFF;
      sums[x + 1] = upper + 2 * (pixels[here + x] & 0xFF) + lower;
      differences[x + 1] = lower - upper;
    }
    sums[0] = sums[1 + reflected(-1, width)];
    sums[width + 1] = sums[1 + reflected(width, width)];
    differences[0] = differences[1 + reflected(-1, width)];
    differences[width + 1] = differences[1 + reflected(width, width)];
    for (int x = 0; x < width; x++) {
      int across = sums[x + 2] - sums[x];
      int down = differences[x] + 2 * differences[x + 1] + differences[x + 2];
      int squared = across * across + down * down;
      int magnitude = squared < ROOTS.length ? ROOTS[squared] & 0xFF : LARGEST;
      magnitudes[here + x] = (byte) magnitude;
      histogram[magnitude]++;
    }
  }

  private static int reflected(int at, int length) {
    int inside = at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at;
    return length == 1 ? 0 : inside;
  }

  /** Sets the bits of edges; those beyond the right border stay 0. */
  private void mark(int threshold, int width, int height) {
    int across = (width + 63) / 64;
    for (int y = 0; y < height; y++) {
      for (int w = 0; w < across; w++) {
        int from = y * width + 64 * w;
        int count = Math.min(64, width - 64 * w);
        long word = 0;
        for (int x = 0; x < count; x++) {
          // The sign of the difference is the bit.
          word |= (long) ((threshold - (magnitudes[from + x] & 0xFF)) >>> 31) << x;
        }
        words[y * across + w] = word;
      }
    }
  }

  /** In words, the bit of a box is that of its leftmost column. */
  private double dimension(int width, int height) {
    int across = (width + 63) / 64;
    int down = height;
    line.clear();
    long boxes = count(across * down);
    for (int size = 1; boxes > 0 && size <= Math.min(width, height) / 2; size *= 2) {
      line.add(-Math.log(size), Math.log((double) boxes));
      boolean insideWords = size < 64;
      int nextAcross = insideWords ? across : (across + 1) / 2;
      int nextDown = (down + 1) / 2;
      for (int y = 0; y < nextDown; y++) {
        int upper = 2 * y * across;
        int lower = Math.min(2 * y + 1, down - 1) * across;
        for (int w = 0; w < nextAcross; w++) {
          words[y * nextAcross + w] =
              insideWords
                  ? merged(words[upper + w] | words[lower + w], size)
                  : merged(upper, lower, w, across);
        }
      }
      across = nextAcross;
      down = nextDown;
      boxes = count(across * down);
    }
    return line.slope();
  }

  /** Every second box takes in its right neighbour. */
  private static long merged(long word, int size) {
    return (word | (word >>> size)) & LEFTMOST[Integer.numberOfTrailingZeros(size)];
  }

  private long merged(int upper, int lower, int w, int across) {
    int left = 2 * w;
    int right = Math.min(2 * w + 1, across - 1);
    return words[upper + left] | words[upper + right] | words[lower + left] | words[lower + right];
  }

  private long count(int size) {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }
}
