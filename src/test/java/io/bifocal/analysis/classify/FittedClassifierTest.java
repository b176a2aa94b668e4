package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.ClassifierKind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FittedClassifierTest {

  /** 300 rows of 400 values: enough to learn every label by heart, if it were seen. */
  @ParameterizedTest
  @EnumSource(ClassifierKind.class)
  void nothingLeaksOfLabelsThatAreHeldOut(ClassifierKind kind) {
    SplittableRandom random = new SplittableRandom(7);
    int rows = 300;
    int classes = 4;
    float[] values = new float[rows * 400];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    int[] labels = IntStream.range(0, rows).map(row -> random.nextInt(classes)).toArray();
    Training training =
        new Training(
            List.of(new Matrix(values, rows, 400)),
            labels,
            classes,
            IntStream.range(0, rows).toArray());
    FittedClassifier fitted = Classifiers.fit(kind, training, 1);
    long right =
        IntStream.range(0, rows)
            .filter(row -> Points.best(fitted.heldOut().logits().get(row)) == labels[row])
            .count();
    // Chance is 75 with a deviation of 7.5.
    assertTrue(Math.abs(right - 75) < 23, right + " of 300");
    // Nothing can be told, so that probabilities have to become those of chance.
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      float[] probabilities = Softmax.of(fitted.heldOut().logits().get(row), fitted.temperature());
      loss -= Math.log(probabilities[labels[row]]) / rows;
    }
    assertEquals(Math.log(classes), loss, 0.05);
  }

  @Test
  void withOneLabelAClassTheUsualStrengthIsTaken() {
    Matrix block = Points.known(12).select(new int[] {0, 1, 2});
    FittedClassifier fitted =
        Classifiers.fit(
            ClassifierKind.LOGISTIC_REGRESSION,
            new Training(List.of(block), new int[] {0, 1, 2}, Points.CLASSES, new int[] {0, 1, 2}),
            1);
    assertEquals(1, fitted.temperature());
    assertTrue(fitted.heldOut().isEmpty());
    float[][] logits = fitted.logits(List.of(block));
    assertEquals(1.0, Points.accuracy(logits));
  }
}
