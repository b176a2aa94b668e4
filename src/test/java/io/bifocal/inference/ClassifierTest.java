package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTest {

  @Test
  void softmaxByHand() {
    // Shares of 1, 2 and 5 in 8.
    float[] logits = {0, (float) Math.log(2), (float) Math.log(5)};
    assertEquals(
        List.of(new LabelScore("c", 0.625f), new LabelScore("b", 0.25f)),
        new Classifier(List.of("a", "b", "c"), Activation.SOFTMAX, 2).best(logits));
  }

  @Test
  void softmaxOfLargeLogitsIsFinite() {
    assertEquals(
        List.of(new LabelScore("b", 1f), new LabelScore("a", 0f)),
        new Classifier(List.of("a", "b"), Activation.SOFTMAX, 5).best(new float[] {-3e38f, 3e38f}));
  }

  @Test
  void sigmoidByHand() {
    float[] logits = {0, (float) Math.log(3), -1000};
    assertEquals(
        List.of(new LabelScore("b", 0.75f), new LabelScore("a", 0.5f), new LabelScore("c", 0f)),
        new Classifier(List.of("a", "b", "c"), Activation.SIGMOID, 3).best(logits));
  }

  @Test
  void noneKeepsTheOutputs() {
    assertEquals(
        List.of(new LabelScore("a", 7f), new LabelScore("b", -7f)),
        new Classifier(List.of("a", "b"), Activation.NONE, 2).best(new float[] {7, -7}));
  }

  @Test
  void scoresThatSaturateKeepTheOrderOfTheirLogits() {
    assertEquals(
        List.of("b", "a"),
        new Classifier(List.of("a", "b"), Activation.SIGMOID, 2)
            .best(new float[] {100, 200}).stream().map(LabelScore::label).toList());
  }

  @Test
  void equalOnesKeepTheOrderOfTheLabels() {
    List<String> labels = IntStream.range(0, 9).mapToObj(String::valueOf).toList();
    assertEquals(
        List.of("2", "5", "0", "1"),
        new Classifier(labels, Activation.NONE, 4)
            .best(new float[] {1, 1, 3, 1, 1, 2, 1, 1, 1}).stream()
                .map(LabelScore::label)
                .toList());
  }
}
