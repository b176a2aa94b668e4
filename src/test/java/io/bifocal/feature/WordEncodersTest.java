package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordEncodersTest {
  private static final float[] NONE = {};
  private static final float[][] NO_ROWS = {};

  /** Words (0, 0) and (4, 0); descriptors (1, 1), (1, 0), (4, -4). */
  private static final float[] THREE = {1, 1, 1, 0, 4, -4};

  private static final float[][] TWO_WORDS = {{0, 0}, {4, 0}};

  @Test
  void handWorkedBagOfWords() {
    assertArrayEquals(
        new float[] {2 / 3f, 1 / 3f}, encoded(WordEncoding.BAG_OF_WORDS, centers(), THREE), 1e-7f);
  }

  /** Sums (2, 1) and (0, -4); signed roots √2, 1, 0, -2; their squares sum to 7. */
  @Test
  void handWorkedVlad() {
    float root = (float) Math.sqrt(7);
    float[] expected = {(float) Math.sqrt(2) / root, 1 / root, 0, -2 / root};
    assertArrayEquals(expected, encoded(WordEncoding.VLAD, centers(), THREE), 1e-6f);
  }

  /**
   * One descriptor, halfway between two equal Gaussians of variance 1 at 0 and 2: posteriors 1/2, u
   * = 1 and -1, so that gradients by means are ±1/2 √2 and those by deviations 0.
   */
  @Test
  void handWorkedFisherVector() {
    Vocabulary vocabulary =
        new Vocabulary(
            NONE,
            NO_ROWS,
            new float[][] {{0}, {2}},
            new float[] {0.5f, 0.5f},
            new float[][] {{1}, {1}});
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(
        new float[] {half, -half, 0, 0},
        encoded(WordEncoding.FISHER, vocabulary, new float[] {1}),
        1e-6f);
  }

  /**
   * One Gaussian of mean 1, variance 4, one descriptor 5: u = 2; gradients 2 by the mean, (4 -
   * 1)/√2 by the deviation; roots √2 and √(3/√2), their squares sum to 2 + 3/√2.
   */
  @Test
  void handWorkedFisherVectorOfOneGaussian() {
    Vocabulary vocabulary =
        new Vocabulary(NONE, NO_ROWS, new float[][] {{1}}, new float[] {1}, new float[][] {{4}});
    double deviation = 3 / Math.sqrt(2);
    assertArrayEquals(
        new float[] {
          (float) Math.sqrt(2 / (2 + deviation)), (float) Math.sqrt(deviation / (2 + deviation))
        },
        encoded(WordEncoding.FISHER, vocabulary, new float[] {5}),
        1e-6f);
  }

  @ParameterizedTest
  @CsvSource({
    "BAG_OF_WORDS, 1, 3, 5",
    "BAG_OF_WORDS, 300, 7, 200",
    "BAG_OF_WORDS, 256, 8, 200",
    "BAG_OF_WORDS, 513, 5, 40",
    "VLAD, 1, 1, 3",
    "VLAD, 20, 6, 50",
    "VLAD, 257, 9, 300",
    "FISHER, 1, 4, 10",
    "FISHER, 13, 5, 40",
    "FISHER, 300, 10, 100",
  })
  void asTheDefinitionHasIt(WordEncoding encoding, int words, int values, int count) {
    Vocabulary vocabulary = mixture(words, values, 3);
    float[] descriptors = Vocabularies.uniform(new Random(4), count * values, -0.5, 1.5);
    double[][] rows = rows(descriptors, values);
    double[] expected =
        switch (encoding) {
          case BAG_OF_WORDS ->
              Arrays.stream(NaiveWords.bagOfWords(vocabulary, rows)).map(n -> n / count).toArray();
          case VLAD -> NaiveWords.vlad(vocabulary, rows);
          case FISHER -> NaiveWords.fisher(vocabulary, rows);
        };
    assertNear(expected, encoded(encoding, vocabulary, descriptors), 1e-3);
  }

  /** The sums before they are normalised are what the log-likelihood changes by. */
  @Test
  void fisherVectorsAreGradientsOfTheLogLikelihood() {
    int words = 4;
    int values = 3;
    Vocabulary vocabulary = mixture(words, values, 9);
    float[] descriptors = Vocabularies.uniform(new Random(5), 20 * values, -1, 2);
    double[] sums = new double[2 * words * values];
    try (FisherVector encoder = new FisherVector(vocabulary)) {
      encoder.add(descriptors, 20, new int[20], sums);
    }
    for (int k = 0; k < words; k++) {
      double weight = vocabulary.weights()[k];
      for (int d = 0; d < values; d++) {
        float[] mean = vocabulary.centers()[k];
        float[] variance = vocabulary.variances()[k];
        double deviation = Math.sqrt(variance[d]);
        double byMean = slope(vocabulary, descriptors, mean, d);
        // By the chain rule, since the deviation is the root of the variance.
        double byDeviation = slope(vocabulary, descriptors, variance, d) * 2 * deviation;
        assertEquals(byMean * deviation / Math.sqrt(weight), sums[k * values + d], 0.01);
        assertEquals(
            byDeviation * deviation / Math.sqrt(2 * weight), sums[(words + k) * values + d], 0.01);
      }
    }
  }

  private static double slope(
      Vocabulary vocabulary, float[] descriptors, float[] parameters, int index) {
    float value = parameters[index];
    float above = value + 0.001f;
    float below = value - 0.001f;
    parameters[index] = above;
    double more = logLikelihood(vocabulary, descriptors);
    parameters[index] = below;
    double less = logLikelihood(vocabulary, descriptors);
    parameters[index] = value;
    return (more - less) / ((double) above - below);
  }

  private static double logLikelihood(Vocabulary vocabulary, float[] descriptors) {
    double sum = 0;
    for (double[] x : rows(descriptors, vocabulary.centers()[0].length)) {
      sum += NaiveWords.logLikelihood(vocabulary, x);
    }
    return sum;
  }

  @Test
  void farAwayDescriptorsBelongToTheLeastUnlikelyGaussian() {
    Vocabulary vocabulary = mixture(5, 4, 2);
    float[] far = {1e4f, -1e4f, 1e4f, 0};
    float[] actual = encoded(WordEncoding.FISHER, vocabulary, far);
    assertNear(NaiveWords.fisher(vocabulary, rows(far, 4)), actual, 1e-3);
  }

  @ParameterizedTest
  @EnumSource(names = {"VLAD", "FISHER"})
  void manyTimesTheSamePictureIsThatPicture(WordEncoding encoding) {
    Vocabulary vocabulary = mixture(8, 4, 2);
    float[] once = Vocabularies.uniform(new Random(5), 40, 0, 1);
    float[] twice = Arrays.copyOf(once, 80);
    System.arraycopy(once, 0, twice, 40, 40);
    assertArrayEquals(
        encoded(encoding, vocabulary, once), encoded(encoding, vocabulary, twice), 1e-5f);
  }

  @Test
  void theFirstOfEquallyNearWords() {
    float[][] words = new float[600][2];
    for (int k = 0; k < 600; k++) {
      words[k][0] = k % 300;
    }
    try (NearestWords nearest = new NearestWords(words)) {
      int[] found = nearest.of(new float[] {7, 0, 299, 0, 2.5f, 0}, 3);
      assertArrayEquals(new int[] {7, 299, 2}, Arrays.copyOf(found, 3));
    }
  }

  @Test
  void squareRootsOfDescriptorsHaveLengthOne() {
    float[] descriptors = {0, 9, 16, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    for (int from = 0; from < 12; from += 4) {
      DescriptorProjection.root(descriptors, from, 4);
    }
    assertArrayEquals(
        new float[] {0, 0.6f, 0.8f, 0, 0.5f, 0.5f, 0.5f, 0.5f, 0, 0, 0, 0}, descriptors, 1e-6f);
  }

  @Test
  void cellsOfAPyramid() {
    assertEquals(1, SpatialPyramid.cells(1));
    assertEquals(5, SpatialPyramid.cells(2));
    assertEquals(85, SpatialPyramid.cells(4));
    SpatialPyramid pyramid = new SpatialPyramid(2);
    // A picture of 4 by 2 pixels, from -0.5 to 3.5 and to 1.5.
    assertEquals(1, pyramid.cell(0, 0, 4, 2));
    assertEquals(1, pyramid.cell(1.4f, 0.4f, 4, 2));
    assertEquals(2, pyramid.cell(1.5f, 0, 4, 2));
    assertEquals(3, pyramid.cell(0, 0.5f, 4, 2));
    assertEquals(4, pyramid.cell(3.5f, 1.5f, 4, 2));
    assertEquals(1, pyramid.cell(-1, -1, 4, 2));
    assertEquals(0, new SpatialPyramid(1).cell(3, 1, 4, 2));
  }

  @Test
  void coarseCellsAreSumsOfFineOnes() {
    SpatialPyramid pyramid = new SpatialPyramid(3);
    double[] sums = new double[21 * 2];
    Arrays.fill(sums, 0, 10, Double.NaN);
    for (int cell = 5; cell < 21; cell++) {
      sums[2 * cell] = cell - 5;
      sums[2 * cell + 1] = 1;
    }
    pyramid.sumUp(sums, 2);
    // Cells 0, 1, 4, 5 of the 4 by 4 are the first quarter; 2, 3, 6, 7 the second.
    assertArrayEquals(
        new double[] {120, 16, 10, 4, 18, 4, 42, 4, 50, 4}, Arrays.copyOf(sums, 10), 0);
  }

  @Test
  void weightsOfLevels() {
    assertEquals(1, new SpatialPyramid(1).weight(0));
    assertEquals(0.5, new SpatialPyramid(2).weight(0));
    assertEquals(0.5, new SpatialPyramid(2).weight(1));
    assertEquals(0.25, new SpatialPyramid(3).weight(0));
    assertEquals(0.25, new SpatialPyramid(3).weight(4));
    assertEquals(0.5, new SpatialPyramid(3).weight(5));
    assertEquals(0.5, new SpatialPyramid(3).weight(20));
  }

  @Test
  void refusesAVocabularyOfAnotherRecipe() {
    OrbWords recipe = new OrbWords(WordEncoding.VLAD, 8, 100, 0, 1);
    Vocabulary other =
        Vocabularies.random(new OrbWords(WordEncoding.VLAD, 9, 100, 0, 1).vocabulary(), 1);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> recipe.open(recipe.defaultInput(), other));
    assertTrue(error.getMessage().contains("9 words of 256 values"), error.getMessage());
  }

  private static Vocabulary centers() {
    return new Vocabulary(NONE, NO_ROWS, TWO_WORDS, NONE, NO_ROWS);
  }

  private static Vocabulary mixture(int words, int values, long seed) {
    Random random = new Random(seed);
    float[][] centers = new float[words][];
    float[][] variances = new float[words][];
    float[] weights = Vocabularies.uniform(random, words, 0.5 / words, 1.5 / words);
    for (int k = 0; k < words; k++) {
      centers[k] = Vocabularies.uniform(random, values, 0, 1);
      variances[k] = Vocabularies.uniform(random, values, 0.05, 0.5);
    }
    return new Vocabulary(NONE, NO_ROWS, centers, weights, variances);
  }

  private static float[] encoded(
      WordEncoding encoding, Vocabulary vocabulary, float[] descriptors) {
    int count = descriptors.length / vocabulary.centers()[0].length;
    try (WordEncoder encoder = WordEncoder.of(encoding, vocabulary)) {
      double[] sums = new double[encoder.length()];
      float[] vector = new float[encoder.length()];
      encoder.add(descriptors, count, new int[count], sums);
      encoder.normalize(sums, 0, 1.0 / count, vector);
      return vector;
    }
  }

  private static double[][] rows(float[] descriptors, int values) {
    double[][] rows = new double[descriptors.length / values][values];
    for (int i = 0; i < descriptors.length; i++) {
      rows[i / values][i % values] = descriptors[i];
    }
    return rows;
  }

  static void assertNear(double[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < actual.length; i++) {
      assertEquals(expected[i], actual[i], tolerance, "value " + i);
    }
  }
}
