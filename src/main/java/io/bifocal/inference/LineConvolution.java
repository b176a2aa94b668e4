package io.bifocal.inference;

import java.nio.IntBuffer;

/**
 * Scales a picture along one side: takes its lines one after the other and adds each to the lines
 * of the result that it is part of. Memory depends on the length of the lines and how many share
 * one, not on how many there are. Keeps its arrays for the next picture.
 */
final class LineConvolution {
  private static final int HALF = 1 << (ResamplingWeights.BITS - 1);

  private int[] line = {};
  private int[][] sums = {};
  private ResamplingWeights weights;
  private int length;
  private IntBuffer target;
  private int next;
  private int started;
  private int done;

  /**
   * Begins a picture.
   *
   * @param length values of a line
   * @param target room for as many lines as {@code weights} has pixels, each value 0 to 255
   */
  void begin(ResamplingWeights weights, int length, IntBuffer target) {
    this.weights = weights;
    this.length = length;
    this.target = target;
    next = weights.first();
    started = 0;
    done = 0;
    if (line.length < length) {
      line = new int[length];
      sums = new int[0][];
    }
    if (sums.length < weights.overlap()) {
      sums = new int[weights.overlap()][line.length];
    }
  }

  /**
   * Takes the next line, beginning with the first that counts.
   *
   * @param source values of 0 to 255
   * @param at where the line begins in it
   */
  void add(IntBuffer source, int at) {
    source.get(at, line, 0, length);
    for (int i = done; i < started; i++) {
      add(sums[i % sums.length], line, weights.weight(i, next), length);
    }
    while (started < weights.count() && weights.from(started) == next) {
      set(sums[started % sums.length], line, weights.weight(started, next), length);
      started++;
    }
    next++;
    while (done < started && weights.until(done) == next) {
      int[] sum = sums[done % sums.length];
      round(sum, length);
      target.put(done * length, sum, 0, length);
      done++;
    }
  }

  // Loops that the compiler vectorises, which it does not with Math.min and Math.max in them.

  private static void set(int[] sums, int[] line, int weight, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] = HALF + weight * line[i];
    }
  }

  private static void add(int[] sums, int[] line, int weight, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += weight * line[i];
    }
  }

  private static void round(int[] sums, int length) {
    for (int i = 0; i < length; i++) {
      int value = sums[i] >> ResamplingWeights.BITS;
      int atLeast0 = value & ~(value >> 31);
      int over = atLeast0 - 255;
      sums[i] = 255 + (over & (over >> 31));
    }
  }
}
