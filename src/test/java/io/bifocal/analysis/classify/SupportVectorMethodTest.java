package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Against scikit-learn: src/test/resources/classify/reference.py. */
class SupportVectorMethodTest {
  private static final int STRENGTH_10 = 1;

  @Test
  void answersAreThoseOfScikitLearn() {
    assertEquals("012010012112012120120120120122120120120110122120120110110120", answers(12));
    assertEquals("012".repeat(20), answers(150));
  }

  private static String answers(int columns) {
    Matrix known = Points.known(columns);
    float[][] logits =
        new SupportVectorMethod()
            .fit(known, Points.labels(known), Points.CLASSES, STRENGTH_10)
            .logits(Points.tested(columns));
    return Arrays.stream(logits)
        .map(row -> String.valueOf(Points.best(row)))
        .collect(Collectors.joining());
  }
}
