package io.bifocal.inference;

import java.util.List;

/**
 * Which views of a picture a network sees; what it says of them is averaged, value by value, before
 * it is read. This costs as many forward passes as there are views.
 */
public enum Augmentation {
  /** The picture alone. */
  NONE(false, false),
  /** The picture and its mirror image. */
  FLIP(false, true),
  /**
   * The centre and the four corners of the scaled picture (Krizhevsky, Sutskever and Hinton,
   * ImageNet classification with deep convolutional neural networks, NIPS 2012; torchvision's
   * FiveCrop).
   */
  FIVE_CROPS(true, false),
  /** Those five and their mirror images (as above; torchvision's TenCrop). */
  TEN_CROPS(true, true);

  private static final List<Crop> CENTRE = List.of(Crop.CENTRE);
  private static final List<Crop> ALL = List.of(Crop.values());

  private final boolean corners;
  private final boolean mirrored;

  Augmentation(boolean corners, boolean mirrored) {
    this.corners = corners;
    this.mirrored = mirrored;
  }

  /** Where the views are cut, the centre first. */
  List<Crop> crops() {
    return corners ? ALL : CENTRE;
  }

  /** Whether each of them is seen mirrored as well. */
  boolean mirrored() {
    return mirrored;
  }

  /** How many tensors a picture becomes. */
  int views() {
    return crops().size() * (mirrored ? 2 : 1);
  }
}
