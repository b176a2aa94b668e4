package io.bifocal.feature;

class AkazeWordsTest extends WordsContractTest {
  @Override
  TrainedExtractor words(
      WordEncoding encoding, int words, int keypoints, int components, int pyramid) {
    return new AkazeWords(encoding, words, keypoints, components, pyramid);
  }
}
