package io.bifocal.analysis.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * The nearest training images vote, by Euclidean distance; their number is chosen. A class that
 * {@code v} of {@code k} vote for has the probability (v + 1 / classes) / (k + 1).
 *
 * <p>T. M. Cover and P. E. Hart: Nearest neighbor pattern classification. IEEE Transactions on
 * Information Theory 13, 1967, doi 10.1109/TIT.1967.1053964.
 */
final class NeighbourMethod implements Method {
  private static final int[] NEIGHBOURS = {1, 3, 5, 9, 15};

  /** One neighbour: with few labels a second one is as likely of another class. */
  private static final int USUAL = 0;

  /** Rows that distances are computed for at once. */
  private static final int CHUNK = 1024;

  @Override
  public int candidates() {
    return NEIGHBOURS.length;
  }

  @Override
  public int usual() {
    return USUAL;
  }

  @Override
  public List<float[][]> tryAll(Matrix scaled, int[] labels, int classes, Matrix tested) {
    int[][] nearest = nearest(scaled, tested, NEIGHBOURS[NEIGHBOURS.length - 1]);
    List<float[][]> logits = new ArrayList<>();
    for (int count : NEIGHBOURS) {
      logits.add(votes(nearest, labels, classes, count));
    }
    return logits;
  }

  @Override
  public Scorer fit(Matrix scaled, int[] labels, int classes, int candidate) {
    return new Voters(scaled, labels, classes, NEIGHBOURS[candidate]);
  }

  private static float[][] votes(int[][] nearest, int[] labels, int classes, int count) {
    float[][] logits = new float[nearest.length][classes];
    for (int row = 0; row < nearest.length; row++) {
      int asked = Math.min(count, nearest[row].length);
      double[] votes = new double[classes];
      for (int i = 0; i < asked; i++) {
        votes[labels[nearest[row][i]]]++;
      }
      for (int k = 0; k < classes; k++) {
        logits[row][k] = (float) Math.log((votes[k] + 1.0 / classes) / (asked + 1));
      }
    }
    return logits;
  }

  /** For each row of {@code tested} the nearest rows of {@code known}, nearest first. */
  static int[][] nearest(Matrix known, Matrix tested, int most) {
    float[] lengths = lengths(known);
    int[][] nearest = new int[tested.rows()][];
    for (int start = 0; start < tested.rows(); start += CHUNK) {
      int[] rows = new int[Math.min(CHUNK, tested.rows() - start)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = start + i;
      }
      float[] products = Products.rowsByRows(tested.select(rows), known).values();
      for (int i = 0; i < rows.length; i++) {
        nearest[start + i] = nearest(products, i * known.rows(), lengths, most);
      }
    }
    return nearest;
  }

  private static float[] lengths(Matrix known) {
    float[] lengths = new float[known.rows()];
    for (int row = 0, at = 0; row < lengths.length; row++) {
      double sum = 0;
      for (int column = 0; column < known.columns(); column++, at++) {
        sum += known.values()[at] * known.values()[at];
      }
      lengths[row] = (float) sum;
    }
    return lengths;
  }

  /** By insertion; the squared length of the tested row is the same for all. */
  private static int[] nearest(float[] products, int start, float[] lengths, int most) {
    int count = Math.min(most, lengths.length);
    int[] rows = new int[count];
    float[] distances = new float[count];
    int filled = 0;
    for (int row = 0; row < lengths.length; row++) {
      float distance = lengths[row] - 2 * products[start + row];
      if (filled < count || distance < distances[count - 1]) {
        int place = filled < count ? filled++ : count - 1;
        while (place > 0 && distances[place - 1] > distance) {
          distances[place] = distances[place - 1];
          rows[place] = rows[place - 1];
          place--;
        }
        distances[place] = distance;
        rows[place] = row;
      }
    }
    return rows;
  }

  /**
   * The training images.
   *
   * @param count of neighbours
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Voters(Matrix known, int[] labels, int classes, int count) implements Scorer {
    @Override
    public float[][] logits(Matrix scaled) {
      return votes(nearest(known, scaled, count), labels, classes, count);
    }
  }
}
