package io.bifocal.feature;

import java.util.Arrays;

/**
 * Finds the nearest of many words. Words lie side by side, value by value, so that one value of a
 * descriptor meets a run of words in one vector operation.
 */
final class NearestWords {
  /** Words of a tile; with 486 values each, they still fit a second-level cache. */
  private static final int TILE = 256;

  private final int words;
  private final int values;
  private final float[] tiles;
  private final float[] distances = new float[TILE];
  private int[] nearest = new int[0];
  private float[] least = new float[0];

  NearestWords(float[][] centers) {
    words = centers.length;
    values = centers[0].length;
    tiles = new float[Math.multiplyExact(words, values)];
    for (int start = 0; start < words; start += TILE) {
      int width = Math.min(TILE, words - start);
      for (int k = 0; k < width; k++) {
        for (int d = 0; d < values; d++) {
          tiles[start * values + d * width + k] = centers[start + k][d];
        }
      }
    }
  }

  /**
   * The word nearest to each descriptor by Euclidean distance, the first of equally near ones.
   * Longer than the descriptors are, and valid until the next call.
   */
  int[] of(float[] descriptors, int count) {
    if (nearest.length < count) {
      nearest = new int[count];
      least = new float[count];
    }
    Arrays.fill(least, 0, count, Float.POSITIVE_INFINITY);
    for (int start = 0; start < words; start += TILE) {
      int width = Math.min(TILE, words - start);
      for (int i = 0; i < count; i++) {
        Arrays.fill(distances, 0, width, 0);
        measure(descriptors, i * values, start * values, width);
        keepLeast(i, start, width);
      }
    }
    return nearest;
  }

  private void measure(float[] descriptors, int from, int tile, int width) {
    int d = 0;
    for (; d + 4 <= values; d += 4) {
      addFour(descriptors, from + d, tiles, tile + d * width, width, distances);
    }
    for (; d < values; d++) {
      addOne(descriptors[from + d], tiles, tile + d * width, width, distances);
    }
  }

  private static void addOne(float value, float[] words, int at, int width, float[] sums) {
    for (int k = 0; k < width; k++) {
      float difference = value - words[at + k];
      sums[k] += difference * difference;
    }
  }

  private static void addFour(float[] x, int from, float[] words, int at, int width, float[] sums) {
    float x0 = x[from];
    float x1 = x[from + 1];
    float x2 = x[from + 2];
    float x3 = x[from + 3];
    int at1 = at + width;
    int at2 = at1 + width;
    int at3 = at2 + width;
    for (int k = 0; k < width; k++) {
      float d0 = x0 - words[at + k];
      float d1 = x1 - words[at1 + k];
      float d2 = x2 - words[at2 + k];
      float d3 = x3 - words[at3 + k];
      sums[k] += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
    }
  }

  private void keepLeast(int descriptor, int start, int width) {
    float best = least[descriptor];
    int word = nearest[descriptor];
    for (int k = 0; k < width; k++) {
      if (distances[k] < best) {
        best = distances[k];
        word = start + k;
      }
    }
    least[descriptor] = best;
    nearest[descriptor] = word;
  }
}
