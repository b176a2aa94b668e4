package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every extractor by visual words promises; the test of each one extends this. */
abstract class WordsContractTest extends FeatureExtractorContractTest {

  /** The recipe; where descriptors may be rooted, they are. */
  abstract TrainedExtractor words(
      WordEncoding encoding, int words, int keypoints, int components, int pyramid);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        words(WordEncoding.BAG_OF_WORDS, 256, 500, 0, 1), words(WordEncoding.FISHER, 5, 50, 8, 3));
  }

  @Override
  int extractions() {
    return 100;
  }

  @ParameterizedTest
  @CsvSource({
    "BAG_OF_WORDS, 256, 0, 1, 256",
    "BAG_OF_WORDS, 100, 32, 3, 2100",
    "VLAD, 64, 32, 1, 2048",
    "VLAD, 3, 5, 2, 75",
    "FISHER, 64, 64, 1, 8192",
    "FISHER, 3, 5, 4, 2550",
  })
  void lengthIsCellsTimesWordsTimesValues(
      WordEncoding encoding, int words, int components, int pyramid, int length) {
    assertEquals(length, words(encoding, words, 10, components, pyramid).length(Input.ORIGINAL));
  }

  @Test
  void lengthWithoutProjectionIsThatOfDescriptors() {
    TrainedExtractor vlad = words(WordEncoding.VLAD, 10, 10, 0, 1);
    assertEquals(10 * vlad.vocabulary().detector().length(), vlad.length(Input.ORIGINAL));
    TrainedExtractor fisher = words(WordEncoding.FISHER, 10, 10, 0, 2);
    assertEquals(100 * fisher.vocabulary().detector().length(), fisher.length(Input.ORIGINAL));
  }

  @Test
  void onlyFisherVectorsNeedAMixture() {
    for (WordEncoding encoding : WordEncoding.values()) {
      VocabularyRecipe recipe = words(encoding, 20, 30, 16, 2).vocabulary();
      assertEquals(
          encoding == WordEncoding.FISHER ? Codebook.MIXTURE : Codebook.CENTERS, recipe.codebook());
      assertEquals(20, recipe.words());
      assertEquals(30, recipe.keypoints());
      assertEquals(16, recipe.components());
    }
    assertEquals(
        words(WordEncoding.BAG_OF_WORDS, 20, 30, 0, 1).vocabulary(),
        words(WordEncoding.VLAD, 20, 30, 0, 3).vocabulary());
  }

  @ParameterizedTest
  @CsvSource({"BAG_OF_WORDS, 0", "BAG_OF_WORDS, 24", "VLAD, 0", "VLAD, 24", "FISHER, 24"})
  void asTheDefinitionHasItFromKeypointsOn(WordEncoding encoding, int components) {
    TrainedExtractor recipe = words(encoding, 12, 60, components, 1);
    Vocabulary vocabulary = Vocabularies.random(recipe.vocabulary(), 1);
    try (Picture picture = Golden.picture("im_ascent_0", "g128")) {
      double[][] rows = projected(recipe.vocabulary(), vocabulary, picture);
      double[] expected =
          switch (encoding) {
            case BAG_OF_WORDS ->
                Arrays.stream(NaiveWords.bagOfWords(vocabulary, rows))
                    .map(n -> n / rows.length)
                    .toArray();
            case VLAD -> NaiveWords.vlad(vocabulary, rows);
            case FISHER -> NaiveWords.fisher(vocabulary, rows);
          };
      WordEncodersTest.assertNear(expected, vector(recipe, picture), 1e-3);
    }
  }

  private static double[][] projected(
      VocabularyRecipe recipe, Vocabulary vocabulary, Picture picture) {
    try (LocalFeatures features = LocalFeatures.open(recipe.detector(), recipe.keypoints())) {
      int count = features.detect(picture);
      assertTrue(count > 10, "only " + count + " keypoints");
      int length = recipe.detector().length();
      double[][] rows = new double[count][];
      for (int i = 0; i < count; i++) {
        float[] raw = Arrays.copyOfRange(features.descriptors(), i * length, (i + 1) * length);
        rows[i] = NaiveWords.projected(recipe, vocabulary, raw);
      }
      return rows;
    }
  }

  @ParameterizedTest
  @EnumSource
  void textureOnTheLeftFillsCellsOnTheLeft(WordEncoding encoding) {
    TrainedExtractor recipe = words(encoding, 4, 500, 8, 2);
    int[][] rows = new int[200][400];
    try (Picture texture = Golden.picture("im_grass_0", "g128")) {
      GrayPlane plane = new GrayPlane();
      plane.load(texture.gray());
      for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 400; x++) {
          boolean inside = x >= 10 && x < 138 && y >= 36 && y < 164;
          rows[y][x] = inside ? plane.samples()[(y - 36) * 128 + x - 10] & 0xff : 128;
        }
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      float[] vector = vector(recipe, picture);
      int cell = vector.length / 5;
      for (int i = 0; i < 5; i++) {
        double sum = 0;
        for (float value : Arrays.copyOfRange(vector, i * cell, (i + 1) * cell)) {
          sum += Math.abs(value);
        }
        assertEquals(i == 0 || i == 1 || i == 3, sum > 0, "cell " + i);
      }
    }
  }

  @Test
  void countsOfAPyramidSumToOne() {
    TrainedExtractor recipe = words(WordEncoding.BAG_OF_WORDS, 10, 500, 0, 3);
    try (Picture picture = Golden.picture("im_grass_0", "g128")) {
      float[] vector = vector(recipe, picture);
      double[] levels = new double[3];
      for (int i = 0; i < vector.length; i++) {
        levels[i < 10 ? 0 : i < 50 ? 1 : 2] += vector[i];
      }
      assertArrayEquals(new double[] {0.25, 0.25, 0.5}, levels, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutKeypointsAllIsZero(WordEncoding encoding) {
    TrainedExtractor recipe = words(encoding, 4, 500, 0, 2);
    try (Picture flat = Pictures.flat(120, 100, 3, 77)) {
      float[] vector = vector(recipe, flat);
      assertArrayEquals(new float[vector.length], vector);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 500, 0, 1, words = 0 is out of range; give 1 to 65536",
    "65537, 500, 0, 1, words = 65537 is out of range; give 1 to 65536",
    "256, 0, 0, 1, keypoints = 0 is out of range; give 1 to 100000",
    "256, 100001, 0, 1, keypoints = 100001 is out of range; give 1 to 100000",
    "256, 500, -1, 1, components = -1 is out of range; give 0 to",
    "256, 500, 487, 1, components = 487 is out of range; give 0 to",
    "256, 500, 0, 0, pyramid = 0 is out of range; give 1 to 4",
    "256, 500, 0, 5, pyramid = 5 is out of range; give 1 to 4",
  })
  void parametersOutOfRange(int words, int keypoints, int components, int pyramid, String message) {
    UserError error =
        assertThrows(
            UserError.class, () -> words(WordEncoding.VLAD, words, keypoints, components, pyramid));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  @Test
  void tooManyValues() {
    TrainedExtractor recipe = words(WordEncoding.FISHER, 2000, 500, 64, 4);
    UserError error = assertThrows(UserError.class, () -> recipe.length(Input.ORIGINAL));
    assertTrue(
        error.getMessage().endsWith("lower words, components or pyramid"), error.getMessage());
    assertTrue(error.getMessage().contains("21760000 values"), error.getMessage());
  }

  @Test
  void notWithoutAVocabulary() {
    TrainedExtractor recipe = words(WordEncoding.VLAD, 4, 500, 0, 2);
    assertThrows(IllegalStateException.class, () -> recipe.open(Input.ORIGINAL));
  }
}
