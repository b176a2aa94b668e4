package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class VectorClassifierTest {
  private static final LinearClassifier LINEAR =
      new LinearClassifier(new float[][] {{1, 0, 0.5f}, {0, 2, 0}, {-1, -1, 0}});

  private final VectorClassifier classifier =
      new VectorClassifier(
          List.of("cat", "dog", "yak"), new float[] {10, 20}, new float[] {3, 1}, LINEAR);

  /** By hand: 12 is 2 above its mean, 19.5 is 0.5 below; logits 2.5, -1 and -1.5. */
  @Test
  void logitsAreOfDifferencesFromTheMean() {
    Prediction prediction = classifier.classify(new float[] {12, 19.5f});
    assertArrayEquals(new float[] {2.5f, -1, -1.5f}, prediction.logits());
    assertEquals("cat", prediction.label());
    double sum = Math.exp(2.5) + Math.exp(-1) + Math.exp(-1.5);
    assertEquals(Math.exp(2.5) / sum, prediction.score(), 1e-6);
    assertEquals(
        List.of("cat", "dog", "yak"), prediction.top().stream().map(LabelScore::label).toList());
  }

  @Test
  void whatIsFarFromTheMeanIsBelievedUpToTheLimit() {
    assertArrayEquals(
        new float[] {-2.5f, 2, 2}, classifier.classify(new float[] {-1000, 1000}).logits());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new VectorClassifier(List.of("cat"), new float[2], new float[2], LINEAR));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VectorClassifier(List.of("cat", "dog", "yak"), new float[3], new float[3], LINEAR));
  }
}
