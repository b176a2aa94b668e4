package io.bifocal.feature;

import java.io.Serializable;

/**
 * What the job {@code fit} has to learn.
 *
 * @param detector what finds and describes keypoints
 * @param keypoints the strongest keypoints of each picture that are used, at least 1
 * @param rooted whether descriptors are divided by their sum and replaced by their square roots
 *     (RootSIFT) before anything else
 * @param components principal components that descriptors are projected on, or 0 to keep them as
 *     they are
 * @param codebook what the words are
 * @param words how many, at least 1
 */
public record VocabularyRecipe(
    LocalDetector detector,
    int keypoints,
    boolean rooted,
    int components,
    Codebook codebook,
    int words)
    implements Serializable {

  /** The number of values that a word has. */
  public int wordLength() {
    return components == 0 ? detector.length() : components;
  }

  /**
   * Takes the square roots of raw descriptors, in place, where it is {@code rooted}.
   *
   * @param descriptors one after the other, as {@link LocalFeatures#descriptors()} has them
   */
  public void root(float[] descriptors, int count) {
    if (rooted) {
      for (int i = 0; i < count; i++) {
        DescriptorProjection.root(descriptors, i * detector.length(), detector.length());
      }
    }
  }
}
