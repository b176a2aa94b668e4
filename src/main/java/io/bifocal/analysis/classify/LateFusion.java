package io.bifocal.analysis.classify;

import java.util.Arrays;
import java.util.List;

/**
 * Weighs what several classifiers say: the probabilities are those of the softmax of the weighted
 * sum of their logits. The weights, 0 or more, have the least log loss on answers for training
 * images that the classifiers did not know; where there are none, calibrated answers count alike.
 *
 * <p>D. H. Wolpert: Stacked generalization. Neural Networks 5, 1992, doi
 * 10.1016/S0893-6080(05)80023-1; L. Breiman: Stacked regressions. Machine Learning 24, 1996, doi
 * 10.1007/BF00117832, for weights that are not negative.
 */
public final class LateFusion {
  private static final int ROUNDS = 200;

  private final double[] weights;

  private LateFusion(double[] weights) {
    this.weights = weights;
  }

  /**
   * Learns the weights.
   *
   * @param classifiers fitted to the same images, with the same folds
   */
  public static LateFusion fit(List<FittedClassifier> classifiers) {
    double[] weights = new double[classifiers.size()];
    Arrays.setAll(weights, i -> 1.0 / classifiers.get(i).temperature() / classifiers.size());
    if (classifiers.stream().anyMatch(fitted -> fitted.heldOut().isEmpty())) {
      return new LateFusion(weights);
    }
    List<List<float[]>> logits =
        classifiers.stream().map(fitted -> fitted.heldOut().logits()).toList();
    int[] labels = classifiers.get(0).heldOut().labels();
    // The loss is convex in each weight: one after the other, each by thirds.
    double before = loss(logits, labels, weights);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = best(logits, labels, weights, i);
      }
      double after = loss(logits, labels, weights);
      if (before - after < 1e-6 * labels.length) {
        break;
      }
      before = after;
    }
    return new LateFusion(weights);
  }

  private static double best(
      List<List<float[]>> logits, int[] labels, double[] weights, int changed) {
    double[] tried = weights.clone();
    double low = 0;
    double high = 4 * Math.max(weights[changed], 0.25);
    for (int step = 0; step < 20; step++) {
      double third = (high - low) / 3;
      tried[changed] = low + third;
      double left = loss(logits, labels, tried);
      tried[changed] = high - third;
      if (left < loss(logits, labels, tried)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return (low + high) / 2;
  }

  private static double loss(List<List<float[]>> logits, int[] labels, double[] weights) {
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      int of = row;
      float[] sum = sum(weights, i -> logits.get(i).get(of));
      loss -= Math.log(Softmax.of(sum, 1)[labels[row]] + Float.MIN_NORMAL);
    }
    return loss;
  }

  /** The probabilities of images, of which each classifier gave the logits: rows × classes. */
  public float[][] probabilities(List<float[][]> logits) {
    float[][] probabilities = new float[logits.get(0).length][];
    for (int row = 0; row < probabilities.length; row++) {
      int of = row;
      probabilities[row] = Softmax.of(sum(weights, i -> logits.get(i)[of]), 1);
    }
    return probabilities;
  }

  /** The logits of one row, by classifier. */
  private interface Row {
    float[] of(int classifier);
  }

  private static float[] sum(double[] weights, Row row) {
    float[] sum = new float[row.of(0).length];
    for (int i = 0; i < weights.length; i++) {
      float[] logits = row.of(i);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += (float) (weights[i] * logits[k]);
      }
    }
    return sum;
  }
}
