package io.bifocal.inference;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture that a network made of a picture. */
public final class ResultImage {
  private final byte[] pixels;
  private final int width;
  private final int height;
  private final int channels;

  /**
   * @param pixels row by row; a gray value, or blue, green, red and perhaps alpha, of each
   */
  ResultImage(byte[] pixels, int width, int height, int channels) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.channels = channels;
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** The picture as PNG of 8 bits: gray, colour, or colour with alpha. */
  public byte[] png() {
    try (BytePointer data = new BytePointer(pixels);
        Mat image =
            new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels), data);
        BytePointer encoded = new BytePointer()) {
      opencv_imgcodecs.imencode(".png", image, encoded);
      byte[] png = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(png);
      return png;
    }
  }
}
