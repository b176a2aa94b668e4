package io.bifocal.inference;

import org.bytedeco.opencv.global.opencv_imgproc;

/** How OpenCV scales a picture to a network's input; none but {@link #AREA} smooths first. */
public enum Interpolation {
  LINEAR(opencv_imgproc.INTER_LINEAR),
  CUBIC(opencv_imgproc.INTER_CUBIC),
  /** Averages areas where it shrinks, interpolates linearly where it enlarges. */
  AREA(opencv_imgproc.INTER_AREA),
  NEAREST(opencv_imgproc.INTER_NEAREST);

  private final int flag;

  Interpolation(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }
}
