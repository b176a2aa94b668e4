package io.bifocal.feature;

/** What a pixel of a thumbnail consists of. */
public enum ThumbnailColor {
  /** BT.601 luma. */
  GRAY(1),
  /** Red, green and blue. */
  RGB(3),
  /** CIE L*a*b* of sRGB under D65, 8 bits a channel as in {@link ColorSpace#LAB}. */
  LAB(3);

  private final int channels;

  ThumbnailColor(int channels) {
    this.channels = channels;
  }

  int channels() {
    return channels;
  }
}
