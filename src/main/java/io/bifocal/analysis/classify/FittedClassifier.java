package io.bifocal.analysis.classify;

import io.bifocal.inference.TemperatureFit;
import io.bifocal.inference.VectorClassifier;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classifier with all that was learnt for it: scaling, the method's own, and a temperature. What
 * had to be chosen was chosen by cross-validation within the training images (a part of them, where
 * there are many), by log loss; the answers for the images that were held out then give the
 * temperature.
 */
public final class FittedClassifier implements Serializable {
  private static final long serialVersionUID = 1;

  private final BlockScaling scaling;
  private final Scorer scorer;
  private final float temperature;
  private final transient HeldOut heldOut;

  private FittedClassifier(
      BlockScaling scaling, Scorer scorer, float temperature, HeldOut heldOut) {
    this.scaling = scaling;
    this.scorer = scorer;
    this.temperature = temperature;
    this.heldOut = heldOut;
  }

  /**
   * Answers for training images, each by a fit that did not know it.
   *
   * @param logits of each row
   * @param labels of each row
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
  public record HeldOut(List<float[]> logits, int[] labels) {
    private static final HeldOut NONE = new HeldOut(List.of(), new int[0]);

    boolean isEmpty() {
      return logits.isEmpty();
    }
  }

  static FittedClassifier fit(Method method, Training training, long seed) {
    Training choosing = InnerFolds.draw(training, seed);
    // Of many images one fold tells as much as all folds of few.
    int folds = choosing.rows() == training.rows() ? InnerFolds.MOST : 1;
    int[] foldOf = InnerFolds.of(choosing, seed);
    int candidate = method.usual();
    HeldOut heldOut = HeldOut.NONE;
    float temperature = 1;
    if (foldOf.length > 0) {
      int[] held = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] < folds).toArray();
      int[] labels = Rows.at(choosing.labels(), held);
      List<float[][]> all = outOfFold(method, choosing, foldOf, held);
      candidate = best(all, labels);
      heldOut = new HeldOut(List.of(all.get(candidate)), labels);
      temperature = TemperatureFit.learn(heldOut.logits(), labels).temperature();
    }
    BlockScaling scaling = BlockScaling.fit(training.blocks());
    Scorer scorer =
        method.fit(
            scaling.apply(training.blocks()), training.labels(), training.classes(), candidate);
    return new FittedClassifier(scaling, scorer, temperature, heldOut);
  }

  /** For each candidate the logits of {@code held} rows, each by a fit that did not know it. */
  private static List<float[][]> outOfFold(
      Method method, Training training, int[] foldOf, int[] held) {
    List<float[][]> all = new ArrayList<>();
    for (int i = 0; i < method.candidates(); i++) {
      all.add(new float[held.length][]);
    }
    for (int fold : Arrays.stream(Rows.at(foldOf, held)).distinct().toArray()) {
      int[] inside = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
      int[] places = IntStream.range(0, held.length).filter(i -> foldOf[held[i]] == fold).toArray();
      Training known = training.select(inside);
      BlockScaling scaling = BlockScaling.fit(known.blocks());
      List<float[][]> logits =
          method.tryAll(
              scaling.apply(known.blocks()),
              known.labels(),
              known.classes(),
              scaling.apply(training.select(Rows.at(held, places)).blocks()));
      for (int i = 0; i < all.size(); i++) {
        for (int row = 0; row < places.length; row++) {
          all.get(i)[places[row]] = logits.get(i)[row];
        }
      }
    }
    return all;
  }

  private static int best(List<float[][]> all, int[] labels) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < all.size(); i++) {
      double loss = 0;
      for (int row = 0; row < labels.length; row++) {
        loss -= Math.log(Softmax.of(all.get(i)[row], 1)[labels[row]] + Float.MIN_NORMAL);
      }
      if (loss < least) {
        least = loss;
        best = i;
      }
    }
    return best;
  }

  /** Logits of images: rows × classes. */
  public float[][] logits(List<Matrix> blocks) {
    return scorer.logits(scaling.apply(blocks));
  }

  /** The values as the classifier sees them, scaled. */
  public Matrix scaled(List<Matrix> blocks) {
    return scaling.apply(blocks);
  }

  /**
   * The same in one step for one image, calibrated.
   *
   * @param labels of the classes
   * @throws IllegalStateException unless it is linear
   */
  public VectorClassifier linear(List<String> labels) {
    if (!(scorer instanceof LinearModel linear)) {
      throw new IllegalStateException("this classifier is not linear");
    }
    return linear.of(scaling, temperature, labels);
  }

  /**
   * What logits are divided by before they become probabilities; 1 where nothing could be learnt.
   */
  public float temperature() {
    return temperature;
  }

  /**
   * What was answered for training images by fits that did not know them; nothing where there were
   * too few, and nothing any more after the classifier has travelled.
   */
  public HeldOut heldOut() {
    return heldOut == null ? HeldOut.NONE : heldOut;
  }
}
