package io.bifocal.inference;

import java.io.Serializable;

/**
 * Classes as normal distributions of their embeddings: means of their own, a covariance in common.
 * Kept whitened, so that distances are Euclidean: with the covariance L Lᵀ (Cholesky), an embedding
 * x becomes L⁻¹ (x − center).
 */
public final class Gaussians implements Serializable {
  private static final long serialVersionUID = 1;

  /** No class. */
  public static final Gaussians NONE = new Gaussians(new float[0], new float[0][], new float[0][]);

  private final float[] center;
  private final float[][] whitening;
  private final float[][] means;

  /**
   * @param center mean of all embeddings, n values
   * @param whitening L⁻¹, a lower triangle: n rows, row i of i + 1 values
   * @param means of the classes, whitened, n values each
   */
  public Gaussians(float[] center, float[][] whitening, float[][] means) {
    this.center = center;
    this.whitening = whitening;
    this.means = means;
  }

  /** The mean of all embeddings. */
  public float[] center() {
    return center;
  }

  /** The lower triangle that whitens. */
  public float[][] whitening() {
    return whitening;
  }

  /** The whitened means of the classes. */
  public float[][] means() {
    return means;
  }

  /** Opens them for one task. */
  Meter open() {
    return new Meter();
  }

  /** Measures distances, one thread at a time. */
  final class Meter {
    private final float[] centered = new float[center.length];
    private final float[] whitened = new float[center.length];

    /** The distance of {@code embedding} to the nearest mean. */
    double distance(float[] embedding) {
      for (int i = 0; i < centered.length; i++) {
        centered[i] = embedding[i] - center[i];
      }
      for (int i = 0; i < whitened.length; i++) {
        whitened[i] = Vectors.dot(whitening[i], centered, i + 1);
      }
      double nearest = Double.POSITIVE_INFINITY;
      for (float[] mean : means) {
        nearest = Math.min(nearest, Vectors.squaredDistance(mean, whitened));
      }
      return Math.sqrt(nearest);
    }
  }
}
