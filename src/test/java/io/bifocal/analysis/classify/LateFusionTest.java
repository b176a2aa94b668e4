package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.ClassifierKind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LateFusionTest {

  /** One classifier sees something, the other noise: together they are as good as the one. */
  @Test
  void whoeverKnowsNothingIsNotAsked() {
    Matrix seen = Points.known(150);
    int[] labels = Points.labels(seen);
    int[] units = IntStream.range(0, labels.length).toArray();
    SplittableRandom random = new SplittableRandom(3);
    float[] noise = new float[labels.length * 50];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    Matrix blind = new Matrix(noise, labels.length, 50);
    List<FittedClassifier> both = List.of(fit(seen, labels, units), fit(blind, labels, units));
    LateFusion fusion = LateFusion.fit(both);
    Matrix tested = Points.tested(150);
    float[] other = new float[tested.rows() * 50];
    for (int i = 0; i < other.length; i++) {
      other[i] = (float) random.nextGaussian();
    }
    float[][] together =
        fusion.probabilities(
            List.of(
                both.get(0).logits(List.of(tested)),
                both.get(1).logits(List.of(new Matrix(other, tested.rows(), 50)))));
    assertTrue(Points.accuracy(together) > 0.95, "accuracy " + Points.accuracy(together));
  }

  private static FittedClassifier fit(Matrix rows, int[] labels, int[] units) {
    return Classifiers.fit(
        ClassifierKind.LOGISTIC_REGRESSION,
        new Training(List.of(rows), labels, Points.CLASSES, units),
        1);
  }
}
