package io.bifocal.inference;

import java.util.List;

/**
 * Which views of a picture a network sees; what it says of them is averaged, value by value, before
 * it is read. This costs as many forward passes as there are views.
 */
public enum Augmentation {
  /** The picture alone. */
  NONE(List.of(Crop.CENTRE), false),
  /** The picture and its mirror image. */
  FLIP(List.of(Crop.CENTRE), true),
  /**
   * The centre and the four corners of the scaled picture (Krizhevsky, Sutskever and Hinton,
   * ImageNet classification with deep convolutional neural networks, NIPS 2012; torchvision's
   * FiveCrop).
   */
  FIVE_CROPS(List.of(Crop.values()), false),
  /** Those five and their mirror images (as above; torchvision's TenCrop). */
  TEN_CROPS(List.of(Crop.values()), true);

  private final List<Crop> crops;
  private final boolean mirrored;

  Augmentation(List<Crop> crops, boolean mirrored) {
    this.crops = crops;
    this.mirrored = mirrored;
  }

  /** Where the views are cut, the centre first. */
  List<Crop> crops() {
    return crops;
  }

  /** Whether each of them is seen mirrored as well. */
  boolean mirrored() {
    return mirrored;
  }

  /** How many tensors a picture becomes. */
  int views() {
    return crops.size() * (mirrored ? 2 : 1);
  }
}
