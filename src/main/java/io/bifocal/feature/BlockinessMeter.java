package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Arrays;

/** Measures {@link Blockiness} in one pass over the rows. */
final class BlockinessMeter implements FeatureExtractor.Worker {
  private static final int BLOCK = 8;
  private static final double ALPHA = -245.8909;
  private static final double BETA = 261.9373;
  private static final double GAMMA_BLOCKING = -0.02398886;
  private static final double GAMMA_ACTIVITY = 0.01601664;
  private static final double GAMMA_CROSSINGS = 0.00642859;

  private final int length;
  private final PaddedRows rows = new PaddedRows();
  private int[] row = new int[0];
  private int[] next = new int[0];
  private int[] across = new int[0];
  private int[] down = new int[0];
  private int[] lastDown = new int[0];
  // One sum for each column, so that the inner loops have no sum to carry along.
  private int[] acrossSums = new int[0];
  private int[] acrossCrossings = new int[0];
  private int[] downSums = new int[0];
  private int[] borderSums = new int[0];
  private int[] downCrossings = new int[0];

  /** Blocking, activity and crossings. */
  private final double[] measures = new double[3];

  BlockinessMeter(int length) {
    this.length = length;
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    rows.load(picture.gray());
    int width = rows.width();
    int height = rows.height();
    start(width);
    sumRows(width, height);
    int borders = 0;
    long blocking = 0;
    for (int x = BLOCK; x <= lastBorder(width); x += BLOCK) {
      blocking += acrossSums[x - 1];
      borders++;
    }
    Arrays.fill(measures, 0);
    int directions = 0;
    if (borders > 0) {
      add(
          (double) blocking / ((double) borders * height),
          sum(acrossSums, width - 1) / ((width - 1.0) * height),
          sum(acrossCrossings, width - 2) / ((width - 2.0) * height));
      directions++;
    }
    if (lastBorder(height) > 0) {
      add(
          sum(borderSums, width) / ((double) lastBorder(height) / BLOCK * width),
          sum(downSums, width) / ((height - 1.0) * width),
          sum(downCrossings, width) / ((height - 2.0) * width));
      directions++;
    }
    for (int i = 0; i < measures.length; i++) {
      measures[i] /= Math.max(1, directions);
      vector[i] = (float) measures[i];
    }
    vector[3] = (float) score(measures[0], measures[1], measures[2]);
  }

  @Override
  public void close() {}

  private void start(int width) {
    if (acrossSums.length < width) {
      row = new int[width + 2];
      next = new int[width + 2];
      across = new int[width];
      down = new int[width];
      lastDown = new int[width];
      acrossSums = new int[width];
      acrossCrossings = new int[width];
      downSums = new int[width];
      borderSums = new int[width];
      downCrossings = new int[width];
      return;
    }
    Arrays.fill(lastDown, 0);
    Arrays.fill(acrossSums, 0);
    Arrays.fill(acrossCrossings, 0);
    Arrays.fill(downSums, 0);
    Arrays.fill(borderSums, 0);
    Arrays.fill(downCrossings, 0);
  }

  private void sumRows(int width, int height) {
    int lastBorder = lastBorder(height);
    rows.read(0, row);
    for (int y = 0; y < height; y++) {
      addAcross(row, across, acrossSums, width - 1);
      addCrossings(across, acrossCrossings, width - 2);
      if (y + 1 < height) {
        rows.read(y + 1, next);
        addDown(row, next, down, downSums, width);
        addCrossings(lastDown, down, downCrossings, width);
        if ((y + 1) % BLOCK == 0 && y + 1 <= lastBorder) {
          addMagnitudes(down, borderSums, width);
        }
        int[] free = lastDown;
        lastDown = down;
        down = free;
      }
      int[] free = row;
      row = next;
      next = free;
    }
  }

  private static void addAcross(int[] row, int[] differences, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      int difference = row[x + 2] - row[x + 1];
      differences[x] = difference;
      sums[x] += Math.abs(difference);
    }
  }

  private static void addDown(int[] row, int[] next, int[] differences, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      int difference = next[x + 1] - row[x + 1];
      differences[x] = difference;
      sums[x] += Math.abs(difference);
    }
  }

  private static void addMagnitudes(int[] differences, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] += Math.abs(differences[x]);
    }
  }

  private static void addCrossings(int[] differences, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] += differences[x] * differences[x + 1] >>> 31;
    }
  }

  private static void addCrossings(int[] before, int[] after, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] += before[x] * after[x] >>> 31;
    }
  }

  /** How many pixels lie before the last border that counts; 0 where there is none. */
  private static int lastBorder(int pixels) {
    return Math.max(0, pixels / BLOCK - 1) * BLOCK;
  }

  private static double sum(int[] columns, int length) {
    long sum = 0;
    for (int x = 0; x < length; x++) {
      sum += columns[x];
    }
    return sum;
  }

  private void add(double blocking, double mean, double crossings) {
    measures[0] += blocking;
    measures[1] += (BLOCK * mean - blocking) / (BLOCK - 1);
    measures[2] += crossings;
  }

  private static double score(double blocking, double activity, double crossings) {
    if (blocking <= 0 || activity <= 0 || crossings <= 0) {
      return 0;
    }
    return ALPHA
        + BETA
            * Math.pow(blocking, GAMMA_BLOCKING)
            * Math.pow(activity, GAMMA_ACTIVITY)
            * Math.pow(crossings, GAMMA_CROSSINGS);
  }
}
