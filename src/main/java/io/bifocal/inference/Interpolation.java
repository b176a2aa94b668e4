package io.bifocal.inference;

import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * How a picture is scaled to a network's input. A network does best with what its training pictures
 * were scaled with: OpenCV's four ways, of which only area sees all pixels of a picture that
 * shrinks, or Pillow's, which smooth it first.
 */
public enum Interpolation {
  /** OpenCV's INTER_LINEAR; also what TensorFlow's image.resize does unless told otherwise. */
  LINEAR(opencv_imgproc.INTER_LINEAR),
  /** OpenCV's INTER_CUBIC. */
  CUBIC(opencv_imgproc.INTER_CUBIC),
  /** OpenCV's INTER_AREA: averages areas where it shrinks, interpolates where it enlarges. */
  AREA(opencv_imgproc.INTER_AREA),
  /** OpenCV's INTER_NEAREST. */
  NEAREST(opencv_imgproc.INTER_NEAREST),
  /** Pillow's BILINEAR, to the bit, which is torchvision's. */
  BILINEAR_ANTIALIASED(ResamplingKernel.BILINEAR),
  /** Pillow's BICUBIC, to the bit, which is timm's and CLIP's. */
  BICUBIC_ANTIALIASED(ResamplingKernel.BICUBIC);

  private final int flag;
  private final Optional<ResamplingKernel> kernel;

  Interpolation(int flag) {
    this.flag = flag;
    this.kernel = Optional.empty();
  }

  Interpolation(ResamplingKernel kernel) {
    this.flag = -1;
    this.kernel = Optional.of(kernel);
  }

  /** OpenCV's number for it, if there is no {@link #kernel()}. */
  int flag() {
    return flag;
  }

  /** What Pillow convolves the picture with, empty if it is one of OpenCV's ways. */
  Optional<ResamplingKernel> kernel() {
    return kernel;
  }
}
