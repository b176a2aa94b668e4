package io.bifocal.image;

/** How a picture of one aspect ratio becomes one of another. */
public enum Resize {
  /** Each side is scaled on its own; the whole picture stays visible, its proportions do not. */
  STRETCH,
  /** The centred part of the wanted proportions is cut out and scaled. */
  CROP,
  /**
   * The whole picture is scaled to fit inside, and its border pixels are repeated outwards; no
   * artificial edge arises.
   */
  FIT
}
