package io.bifocal.preprocess;

import io.bifocal.conf.Color;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Scalar;

/** How a picture goes on beyond its border. */
public enum Border {
  /** In one colour. */
  CONSTANT(opencv_core.BORDER_CONSTANT),
  /** With its outermost pixels. */
  REPLICATE(opencv_core.BORDER_REPLICATE),
  /** Mirrored, the outermost pixels twice: {@code cba|abcd|dcb}. */
  REFLECT(opencv_core.BORDER_REFLECT);

  private final int code;

  Border(int code) {
    this.code = code;
  }

  /** As OpenCV numbers it. */
  int code() {
    return code;
  }

  /** A colour for pictures of one or three channels, which the caller closes; luma for one. */
  static Scalar scalar(Color color, int channels) {
    return channels == 1
        ? Scalar.all(Math.rint(0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()))
        : new Scalar(color.blue(), color.green(), color.red(), 0);
  }
}
