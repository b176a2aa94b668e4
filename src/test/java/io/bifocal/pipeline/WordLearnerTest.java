package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Codebook;
import io.bifocal.feature.LocalDetector;
import io.bifocal.feature.Vocabulary;
import io.bifocal.feature.VocabularyRecipe;
import io.bifocal.image.Input;
import io.bifocal.preprocess.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Descriptors around three known places, in a space of which only two directions matter. */
class WordLearnerTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("image_id", DataTypes.StringType)
          .add("vector", DataTypes.createArrayType(DataTypes.FloatType));
  private static final int LENGTH = LocalDetector.SIFT.length();
  private static final int PICTURES = 60;
  private static final int EACH = 10;

  /** Values 0 and 1 of the three places; a fifth, a fifth and three fifths are there. */
  private static final float[][] PLACES = {{10, 20}, {60, 20}, {60, 90}};

  private static final double[] SHARES = {0.2, 0.2, 0.6};

  @Test
  void centersAreWherePointsAre() {
    WordLearner.Result result = learn(recipe(0, Codebook.CENTERS, 3), 1);
    float[][] words = sorted(result.vocabulary().centers());
    for (int k = 0; k < 3; k++) {
      assertEquals(LENGTH, words[k].length);
      assertArrayEquals(PLACES[k], Arrays.copyOf(words[k], 2), 1.5f);
      assertEquals(30, words[k][7], 0.1);
    }
    // Standard deviations 2 and 4 in the two directions that matter.
    assertEquals(20, result.distance(), 3);
    assertNull(result.logLikelihood());
    assertNull(result.explained());
    assertEquals(0, result.vocabulary().projection().length);
  }

  @Test
  void aMixtureFindsSharesPlacesAndSpreads() {
    WordLearner.Result result = learn(recipe(2, Codebook.MIXTURE, 3), 1);
    Vocabulary found = result.vocabulary();
    assertEquals(1, result.explained(), 1e-3);
    assertEquals(2, found.projection().length);
    float total = 0;
    for (int k = 0; k < 3; k++) {
      int nearest = nearest(back(found, found.centers()[k]));
      assertArrayEquals(PLACES[nearest], back(found, found.centers()[k]), 1.5f);
      assertEquals(SHARES[nearest], found.weights()[k], 0.03);
      assertEquals(20, found.variances()[k][0] + found.variances()[k][1], 6);
      total += found.weights()[k];
    }
    assertEquals(1, total, 1e-6);
    // Entropy of the shares, and of two normal distributions of deviations 2 and 4. The axes of the
    // components are turned against theirs, which a mixture of axis-parallel Gaussians pays for.
    double entropy = -2 * 0.2 * Math.log(0.2) - 0.6 * Math.log(0.6);
    double spread = Math.log(2 * 4) + Math.log(2 * Math.PI * Math.E);
    assertEquals(-entropy - spread - 0.1, result.logLikelihood(), 0.15);
  }

  @Test
  void axesAreOrthonormalAndPointTheSameWayEveryTime() {
    float[][] axes = learn(recipe(2, Codebook.CENTERS, 3), 1).vocabulary().projection();
    for (float[] axis : axes) {
      assertEquals(1, dot(axis, axis), 1e-5);
      assertTrue(Math.max(axis[0], axis[1]) > Math.max(-axis[0], -axis[1]));
    }
    assertEquals(0, dot(axes[0], axes[1]), 1e-5);
  }

  @Test
  void theSameDescriptorsGiveTheSameWordsInAnyOrder() {
    VocabularyRecipe recipe = recipe(2, Codebook.MIXTURE, 3);
    Vocabulary one = learn(recipe, 1).vocabulary();
    Vocabulary other = learn(recipe, 7).vocabulary();
    assertArrayEquals(one.projection(), other.projection());
    assertArrayEquals(one.centers(), other.centers());
    assertArrayEquals(one.weights(), other.weights());
    assertArrayEquals(one.variances(), other.variances());
  }

  @Test
  void fewerDescriptorsThanWordsAreTheUsersError() {
    String message =
        assertThrows(UserError.class, () -> learn(recipe(0, Codebook.CENTERS, 601), 1))
            .getMessage();
    assertTrue(
        message.startsWith(
            "sift-test: the pictures have 600 descriptors, fewer than its 601 words"),
        message);
  }

  @Test
  void descriptorsThatAreAllTheSameAreTheUsersError() {
    List<Row> rows = List.of(RowFactory.create("a", Collections.nCopies(9 * LENGTH, 1f)));
    DescriptorSample same =
        new DescriptorSample(LocalSpark.session().createDataFrame(rows, SCHEMA), 9);
    WordLearner learner = new WordLearner(need(recipe(0, Codebook.CENTERS, 3)), same);
    String message = assertThrows(UserError.class, learner::learn).getMessage();
    assertTrue(message.contains("the descriptors fall into 1 groups"), message);
  }

  private static WordLearner.Result learn(VocabularyRecipe recipe, int partitions) {
    return new WordLearner(need(recipe), sample(partitions)).learn();
  }

  /**
   * @param partitions that the pictures come in, in another order for another number
   */
  private static DescriptorSample sample(int partitions) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      List<Float> values = new ArrayList<>();
      for (int j = 0; j < EACH; j++) {
        float[] place = PLACES[Math.min(2, j % 5)];
        values.add((float) (place[0] + 2 * random.nextGaussian()));
        values.add((float) (place[1] + 4 * random.nextGaussian()));
        values.addAll(Collections.nCopies(LENGTH - 2, 30f));
      }
      rows.add(RowFactory.create("picture " + i, values));
    }
    Collections.shuffle(rows, new Random(partitions));
    return new DescriptorSample(
        LocalSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions),
        PICTURES * EACH);
  }

  private static VocabularyRecipe recipe(int components, Codebook codebook, int words) {
    return new VocabularyRecipe(LocalDetector.SIFT, 100, false, components, codebook, words);
  }

  private static VocabularyNeed need(VocabularyRecipe recipe) {
    KeypointSource source =
        new KeypointSource(LocalDetector.SIFT, 100, new Preprocessing(List.of()), Input.ORIGINAL);
    return new VocabularyNeed("sift-test", "{}", source, recipe);
  }

  /** From the space of the components back to values 0 and 1. */
  private static float[] back(Vocabulary vocabulary, float[] word) {
    float[] place = new float[2];
    for (int d = 0; d < 2; d++) {
      place[d] = vocabulary.mean()[d];
      for (int c = 0; c < word.length; c++) {
        place[d] += vocabulary.projection()[c][d] * word[c];
      }
    }
    return place;
  }

  private static int nearest(float[] place) {
    int nearest = 0;
    for (int k = 1; k < PLACES.length; k++) {
      if (distance(place, PLACES[k]) < distance(place, PLACES[nearest])) {
        nearest = k;
      }
    }
    return nearest;
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static float[][] sorted(float[][] words) {
    float[][] sorted = words.clone();
    Arrays.sort(sorted, (a, b) -> Float.compare(a[0] + a[1], b[0] + b[1]));
    return sorted;
  }
}
