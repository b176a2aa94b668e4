package io.bifocal.inference;

import java.io.Serializable;
import java.util.List;

/** Embeddings of training pictures, scaled to length 1, for the distance to the k-th nearest. */
public final class NeighbourBank implements Serializable {
  private static final long serialVersionUID = 1;

  /** Nothing to compare with. */
  public static final NeighbourBank NONE = new NeighbourBank(new float[0][]);

  private final float[][] vectors;

  private NeighbourBank(float[][] vectors) {
    this.vectors = vectors;
  }

  /** A bank of {@code embeddings}, of whatever length they are. */
  public static NeighbourBank of(List<float[]> embeddings) {
    return new NeighbourBank(embeddings.stream().map(Vectors::unit).toArray(float[][]::new));
  }

  /** The vectors, of length 1 (or zeros). */
  public float[][] vectors() {
    return vectors;
  }

  /**
   * Opens it for one task.
   *
   * @param neighbours k, at most the number of vectors
   */
  Meter open(int neighbours) {
    if (neighbours > vectors.length) {
      throw new IllegalArgumentException(
          neighbours + " neighbours are more than the " + vectors.length + " vectors");
    }
    return new Meter(neighbours);
  }

  /** Measures distances, one thread at a time. */
  final class Meter {
    private final float[] similarities = new float[vectors.length];
    private final int[] nearest;

    Meter(int neighbours) {
      this.nearest = new int[neighbours];
    }

    /** The distance of {@code embedding}, scaled to length 1, to its k-th nearest vector. */
    double distance(float[] embedding) {
      float[] unit = Vectors.unit(embedding);
      for (int i = 0; i < vectors.length; i++) {
        similarities[i] = Vectors.dot(vectors[i], unit, unit.length);
      }
      // The differences themselves, because what is left of 2 − 2 cos near 0 is rounding.
      return Math.sqrt(Vectors.squaredDistance(vectors[last()], unit));
    }

    /** The vector with the k-th largest similarity, the earlier one of equals. */
    private int last() {
      int found = 0;
      for (int i = 0; i < similarities.length; i++) {
        if (found == nearest.length && similarities[i] <= similarities[nearest[found - 1]]) {
          continue;
        }
        int place = found < nearest.length ? found++ : found - 1;
        while (place > 0 && similarities[i] > similarities[nearest[place - 1]]) {
          nearest[place] = nearest[place - 1];
          place--;
        }
        nearest[place] = i;
      }
      return nearest[nearest.length - 1];
    }
  }
}
