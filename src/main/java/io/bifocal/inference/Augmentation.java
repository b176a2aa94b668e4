package io.bifocal.inference;

/**
 * Which views of a picture a network sees; what it says of them is averaged, value by value, before
 * it is read. This costs as many forward passes as there are views.
 */
public enum Augmentation {
  /** The picture alone. */
  NONE(1, false),
  /** The picture and its mirror image. */
  FLIP(1, true),
  /**
   * The centre and the four corners of the scaled picture (Krizhevsky, Sutskever and Hinton,
   * ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012; torchvision's
   * FiveCrop).
   */
  FIVE_CROPS(5, false),
  /** Those five and their mirror images (as above; torchvision's TenCrop). */
  TEN_CROPS(5, true);

  private final int crops;
  private final boolean mirrored;

  Augmentation(int crops, boolean mirrored) {
    this.crops = crops;
    this.mirrored = mirrored;
  }

  int crops() {
    return crops;
  }

  /** Whether each crop is seen mirrored as well. */
  boolean mirrored() {
    return mirrored;
  }

  /** How many tensors a picture becomes. */
  int views() {
    return mirrored ? 2 * crops : crops;
  }
}
