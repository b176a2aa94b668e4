package io.bifocal.inference;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes matrices as PNG. */
final class Png {
  private Png() {}

  /**
   * The file for {@code pixels}: 8 or 16 bits a channel, in one channel, in three (blue, green,
   * red) or four (and alpha).
   */
  static byte[] encode(Mat pixels) {
    try (BytePointer file = new BytePointer()) {
      if (!opencv_imgcodecs.imencode(".png", pixels, file)) {
        throw new IllegalStateException("the PNG cannot be written");
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
