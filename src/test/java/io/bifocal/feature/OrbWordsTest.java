package io.bifocal.feature;

class OrbWordsTest extends WordsContractTest {
  @Override
  TrainedExtractor words(
      WordEncoding encoding, int words, int keypoints, int components, int pyramid) {
    return new OrbWords(encoding, words, keypoints, components, pyramid);
  }
}
