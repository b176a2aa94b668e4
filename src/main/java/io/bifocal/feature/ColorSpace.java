package io.bifocal.feature;

import org.bytedeco.opencv.global.opencv_imgproc;

/** The 8-bit colour spaces that colours can be counted in, as OpenCV scales them. */
public enum ColorSpace {
  /** Hue 0 to 179 (in steps of 2 degrees), saturation and value 0 to 255. */
  HSV(opencv_imgproc.COLOR_BGR2HSV, 180),
  /** Red, green and blue as stored. */
  RGB(opencv_imgproc.COLOR_BGR2RGB, 256),
  /** CIE L*a*b* of sRGB under D65: L* times 2.55, a* and b* plus 128. */
  LAB(opencv_imgproc.COLOR_BGR2Lab, 256);

  private final int conversion;
  private final int firstRange;

  ColorSpace(int conversion, int firstRange) {
    this.conversion = conversion;
    this.firstRange = firstRange;
  }

  /** OpenCV's code for the way here from blue, green, red. */
  int conversion() {
    return conversion;
  }

  /** How many values channel 0, 1 or 2 can take. */
  int range(int channel) {
    return channel == 0 ? firstRange : 256;
  }
}
