package io.bifocal.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** Small pictures for a page. */
public final class Thumbnail {
  private static final int QUALITY = 75;

  private Thumbnail() {}

  /**
   * A picture as a JPEG in its proportions, gray or colour as it is; smaller ones keep their size.
   *
   * @param side pixels of the longer side at most, at least 1
   */
  public static byte[] jpeg(Picture picture, int side) {
    double scale = Math.min(1, (double) side / Math.max(picture.width(), picture.height()));
    Picture small =
        picture.view(
            Input.of(
                Math.max(1, (int) Math.round(scale * picture.width())),
                Math.max(1, (int) Math.round(scale * picture.height()))));
    try (BytePointer file = new BytePointer();
        IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY)) {
      if (!opencv_imgcodecs.imencode(
          ".jpg", small.isGray() ? small.gray() : small.bgr(), file, options)) {
        throw new IllegalStateException("the JPEG cannot be written");
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
