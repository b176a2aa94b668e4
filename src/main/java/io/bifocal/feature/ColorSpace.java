package io.bifocal.feature;

import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * The 8-bit colour spaces that colours can be counted in; all but the last as OpenCV scales them.
 */
public enum ColorSpace {
  /** Hue 0 to 179 (in steps of 2 degrees), saturation and value 0 to 255. */
  HSV(opencv_imgproc.COLOR_BGR2HSV, 180),
  /** Red, green and blue as stored. */
  RGB(opencv_imgproc.COLOR_BGR2RGB, 256),
  /** CIE L*a*b* of sRGB under D65: L* times 2.55, a* and b* plus 128. */
  LAB(opencv_imgproc.COLOR_BGR2Lab, 256),
  /**
   * Red against green, yellow against blue, and intensity: (R - G)/√2, (R + G - 2B)/√6 and (R + G +
   * B)/√3, each stretched over 0 to 255 and rounded to the nearest, halves up. So gray has 128, 128
   * and its own value.
   */
  OPPONENT(opencv_imgproc.COLOR_BGR2RGB, 256);

  private static final int CHANNELS = 3;

  private final int conversion;
  private final int firstRange;

  ColorSpace(int conversion, int firstRange) {
    this.conversion = conversion;
    this.firstRange = firstRange;
  }

  /**
   * OpenCV's code for the way from blue, green, red to here, or to what {@link #finish} takes from
   * there.
   */
  int conversion() {
    return conversion;
  }

  /** The rest of the way, in place: {@code length} samples of what {@link #conversion} gave. */
  void finish(byte[] samples, int length) {
    if (this != OPPONENT) {
      return;
    }
    for (int i = 0; i < length; i += CHANNELS) {
      int red = samples[i] & 0xFF;
      int green = samples[i + 1] & 0xFF;
      int blue = samples[i + 2] & 0xFF;
      samples[i] = (byte) ((red - green + 256) >> 1);
      samples[i + 1] = (byte) ((red + green - 2 * blue + 512) >> 2);
      samples[i + 2] = (byte) ((red + green + blue + 1) / 3);
    }
  }

  /** How many values channel 0, 1 or 2 can take. */
  int range(int channel) {
    return channel == 0 ? firstRange : 256;
  }
}
