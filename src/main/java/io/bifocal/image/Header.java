package io.bifocal.image;

/**
 * What an image says of itself, read without decoding it.
 *
 * @param format the container
 * @param width in pixels, upright: after {@code orientation}
 * @param height in pixels, upright: after {@code orientation}
 * @param channels as stored: 1 gray, 2 gray and alpha, 3 colour or palette, 4 colour and alpha
 *     (also a palette or single colour that is transparent) or CMYK; a BMP whose palette holds only
 *     grays has 1
 * @param depth bits a channel as stored; 8 for a palette, whose entries have 8 bits
 * @param frames pictures in the file, at least 1: animation frames or pages
 * @param orientation the EXIF value, 1 to 8; 1 where there is none or it is out of range
 */
public record Header(
    Format format, int width, int height, int channels, int depth, int frames, int orientation) {

  /** Width as stored, before {@link #orientation()}. */
  int storedWidth() {
    return orientation < 5 ? width : height;
  }

  /** Height as stored, before {@link #orientation()}. */
  int storedHeight() {
    return orientation < 5 ? height : width;
  }
}
