package io.bifocal.feature;

import io.bifocal.conf.UserError;
import java.util.Locale;

/**
 * What the extractors by visual words have in common, whatever finds their keypoints.
 *
 * @param detector what finds and describes keypoints
 * @param encoding how descriptors become one vector
 * @param words of the vocabulary, 1 to 65,536
 * @param keypoints the strongest of each picture, 1 to 100,000
 * @param components principal components of descriptors, 0 (none) to the descriptor's length
 * @param pyramid levels of the spatial pyramid, 1 to 4
 * @param rooted whether square roots of descriptors are taken
 */
record LocalWords(
    LocalDetector detector,
    WordEncoding encoding,
    int words,
    int keypoints,
    int components,
    int pyramid,
    boolean rooted) {

  private static final int LONGEST = 1_000_000;

  /** Refuses parameters out of range. */
  static void check(LocalDetector detector, int words, int keypoints, int components, int pyramid) {
    Bounds.check("words", words, 1, 65_536);
    Bounds.check("keypoints", keypoints, 1, 100_000);
    Bounds.check("components", components, 0, detector.length());
    Bounds.check("pyramid", pyramid, 1, 4);
  }

  VocabularyRecipe vocabulary() {
    Codebook codebook = encoding == WordEncoding.FISHER ? Codebook.MIXTURE : Codebook.CENTERS;
    return new VocabularyRecipe(detector, keypoints, rooted, components, codebook, words);
  }

  int length() {
    int valuesOfWord =
        switch (encoding) {
          case BAG_OF_WORDS -> 1;
          case VLAD -> vocabulary().wordLength();
          case FISHER -> 2 * vocabulary().wordLength();
        };
    long length = (long) SpatialPyramid.cells(pyramid) * words * valuesOfWord;
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s-words of %d words has %d values, more than %d; lower words, components or pyramid",
              detector.name().toLowerCase(Locale.ROOT),
              words,
              length,
              LONGEST));
    }
    return (int) length;
  }

  FeatureExtractor.Worker open(Vocabulary vocabulary) {
    return new WordWorker(this, vocabulary);
  }
}
