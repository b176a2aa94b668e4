package io.bifocal.inference;

import java.io.Serializable;

/**
 * What {@code fit} learnt for the guards of a model. A class and not a record, because Kryo, which
 * many clusters serialize with, cannot read records.
 */
public final class FittedGuards implements Serializable {
  private static final long serialVersionUID = 1;

  /** Where nothing was learnt: temperature 1, and no embeddings. */
  public static final FittedGuards NONE =
      new FittedGuards(
          1, Gaussians.NONE, NeighbourBank.NONE, LinearClassifier.NONE, LinearClassifier.NONE);

  private final float temperature;
  private final Gaussians gaussians;
  private final NeighbourBank neighbours;
  private final LinearClassifier deep;
  private final LinearClassifier classical;

  /**
   * @param temperature what logits are divided by, greater than 0; 1 if it was not learnt
   * @param gaussians the classes of the training pictures, {@link Gaussians#NONE} if they were not
   *     learnt
   * @param neighbours embeddings of training pictures, {@link NeighbourBank#NONE} if they were not
   *     learnt
   * @param deep of embeddings, {@link LinearClassifier#NONE} if it was not learnt
   * @param classical of the vectors of an extractor, into the same classes as {@code deep}
   */
  public FittedGuards(
      float temperature,
      Gaussians gaussians,
      NeighbourBank neighbours,
      LinearClassifier deep,
      LinearClassifier classical) {
    this.temperature = temperature;
    this.gaussians = gaussians;
    this.neighbours = neighbours;
    this.deep = deep;
    this.classical = classical;
  }

  /** What logits are divided by. */
  public float temperature() {
    return temperature;
  }

  /** The classes of the training pictures. */
  public Gaussians gaussians() {
    return gaussians;
  }

  /** Embeddings of training pictures. */
  public NeighbourBank neighbours() {
    return neighbours;
  }

  /** The classifier of embeddings. */
  public LinearClassifier deep() {
    return deep;
  }

  /** The classifier of the vectors of an extractor. */
  public LinearClassifier classical() {
    return classical;
  }
}
