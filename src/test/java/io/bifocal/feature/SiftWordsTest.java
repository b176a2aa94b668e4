package io.bifocal.feature;

class SiftWordsTest extends WordsContractTest {
  @Override
  TrainedExtractor words(
      WordEncoding encoding, int words, int keypoints, int components, int pyramid) {
    return new SiftWords(encoding, words, keypoints, components, pyramid, true);
  }
}
