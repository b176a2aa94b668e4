package io.bifocal.inference;

/** What the image that a network gives is to the picture that it was given. */
public enum ImageMeaning {
  /** The result itself: denoised, enlarged and the like. */
  PICTURE,
  /** What has to be added to the picture, as DnCNN learns it (doi:10.1109/TIP.2017.2662206). */
  RESIDUAL,
  /** How much of each pixel belongs to the foreground: the alpha channel of the picture. */
  ALPHA
}
