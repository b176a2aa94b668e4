package io.bifocal.preprocess;

import io.bifocal.image.Picture;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** What storing and scaling do. */
final class Digital {
  private Digital() {}

  /** Encoded as JPEG (colour at half the resolution) and decoded again. */
  static Corruption jpeg(int quality) {
    return (image, random) -> {
      try (Picture picture = image.toPicture();
          Picture result = Picture.of(recompressed(picture, quality))) {
        return FloatImage.of(result);
      }
    };
  }

  /** The pixels of {@code picture} after a JPEG of {@code quality}, which the caller closes. */
  static Mat recompressed(Picture picture, int quality) {
    try (BytePointer file = new BytePointer();
        IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
      opencv_imgcodecs.imencode(
          ".jpg", picture.isGray() ? picture.gray() : picture.bgr(), file, options);
      try (Mat encoded = new Mat(file, false)) {
        return opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_UNCHANGED);
      }
    }
  }

  /** Shrunk to {@code factor} by a box filter, and enlarged again in the same way. */
  static Corruption pixelate(double factor) {
    return (image, random) -> {
      int width = Math.max(1, (int) (image.width() * factor));
      int height = Math.max(1, (int) (image.height() * factor));
      return BoxFilter.resize(
          BoxFilter.resize(image, width, height), image.width(), image.height());
    };
  }
}
