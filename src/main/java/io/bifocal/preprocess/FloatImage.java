package io.bifocal.preprocess;

import io.bifocal.image.Picture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels as floats in 0 to 1, in the order red, green, blue, or one gray channel: row by row,
 * channels interleaved.
 *
 * @param values at {@code (y * width + x) * channels + channel}
 */
@SuppressWarnings("ArrayRecordComponent") // Written in place; nobody compares them.
record FloatImage(int width, int height, int channels, float[] values) {

  /** Red, green and blue in BT.601 luma. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  /** Black. */
  static FloatImage black(int width, int height, int channels) {
    return new FloatImage(
        width, height, channels, new float[Math.multiplyExact(width * channels, height)]);
  }

  static FloatImage of(Picture picture) {
    FloatImage image = black(picture.width(), picture.height(), picture.isGray() ? 1 : 3);
    Mat pixels = picture.isGray() ? picture.gray() : picture.bgr();
    byte[] row = new byte[image.width * image.channels];
    int next = 0;
    for (int y = 0; y < image.height; y++) {
      pixels.data().position(y * pixels.step()).get(row);
      for (int x = 0; x < row.length; x++) {
        image.values[next++] = (row[image.mirrored(x)] & 0xFF) / 255f;
      }
    }
    return image;
  }

  /**
   * Clipped to 0 to 1, times 255, cut to whole numbers; what floats lose in between does not count.
   */
  Picture toPicture() {
    Mat pixels = new Mat(height, width, opencv_core.CV_8UC(channels));
    byte[] row = new byte[width * channels];
    int next = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < row.length; x++) {
        row[mirrored(x)] = (byte) eightBits(values[next++]);
      }
      pixels.data().position(y * pixels.step()).put(row);
    }
    return Picture.of(pixels);
  }

  /** A copy as CV_32F with the same order of channels, which the caller closes. */
  Mat toMat() {
    Mat mat = new Mat(height, width, opencv_core.CV_32FC(channels));
    new FloatPointer(mat.data()).put(values);
    return mat;
  }

  /** A copy of a continuous matrix of CV_32F. */
  static FloatImage of(Mat mat) {
    FloatImage image = black(mat.cols(), mat.rows(), mat.channels());
    new FloatPointer(mat.data()).get(image.values);
    return image;
  }

  /** What values of 8 bits can hold of it, by cutting off the rest. */
  FloatImage inEightBits() {
    for (int i = 0; i < values.length; i++) {
      values[i] = eightBits(values[i]) / 255f;
    }
    return this;
  }

  /** A value of 0 to 1 in whole 255ths, cut off. */
  static int eightBits(float value) {
    return (int) (Math.max(0, Math.min(1, value)) * 255 + 1e-3f);
  }

  /** The luma of the pixel at {@code i}, counted from the first. */
  float luma(int i) {
    if (channels == 1) {
      return values[i];
    }
    return LUMA[0] * values[3 * i] + LUMA[1] * values[3 * i + 1] + LUMA[2] * values[3 * i + 2];
  }

  /** A colour of 0 to 255 in the channels of this image. */
  float[] color(int red, int green, int blue) {
    float[] color = {red / 255f, green / 255f, blue / 255f};
    if (channels == 3) {
      return color;
    }
    return new float[] {LUMA[0] * color[0] + LUMA[1] * color[1] + LUMA[2] * color[2]};
  }

  float greatest() {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** The place of a sample in a row of blue, green, red. */
  private int mirrored(int x) {
    return channels == 1 ? x : x - x % 3 + 2 - x % 3;
  }
}
