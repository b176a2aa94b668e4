package io.bifocal.feature;

import java.io.Serializable;

/**
 * The words that local descriptors are expressed in. A descriptor x becomes {@code projection (x -
 * mean)} first, where there is a projection.
 *
 * @param mean of the descriptors, of the detector's length; empty without a projection
 * @param projection one principal axis a row, components by the detector's length; empty where
 *     descriptors stay as they are
 * @param centers words by the length of a word: centres of k-means, or means of the Gaussians
 * @param weights of the Gaussians, sum 1; empty for k-means
 * @param variances of the Gaussians, words by the length of a word, all above 0; empty for k-means
 */
@SuppressWarnings("ArrayRecordComponent") // Large and read in hot loops; nobody compares them.
public record Vocabulary(
    float[] mean, float[][] projection, float[][] centers, float[] weights, float[][] variances)
    implements Serializable {

  /** No words yet: descriptors are projected on {@code projection}, if there is any. */
  public static Vocabulary wordless(float[] mean, float[][] projection) {
    return new Vocabulary(mean, projection, new float[0][], new float[0], new float[0][]);
  }
}
