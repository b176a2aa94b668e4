package io.bifocal.image;

import io.bifocal.conf.Color;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels that somebody else decoded. */
public final class RawPixels {
  private RawPixels() {}

  /**
   * A picture of pixels as OpenCV orders them: row by row, 8 bits a channel, gray, or blue, green
   * and red, or these and straight alpha.
   *
   * @param width in pixels
   * @param height in pixels
   * @param channels 1, 3 or 4
   * @param values width times height times channels
   * @param background what is seen through where there is alpha
   * @return a picture that the caller closes
   * @throws RejectedException CORRUPT if the sides do not fit the number of values, UNSUPPORTED for
   *     other numbers of channels
   */
  public static Picture picture(
      int width, int height, int channels, byte[] values, Color background)
      throws RejectedException {
    if (channels != 1 && channels != 3 && channels != 4) {
      throw RejectedException.unsupported(
          "pixels of " + channels + " channels are not read; 1, 3 or 4 are");
    }
    if (width < 1 || height < 1 || (long) width * height * channels != values.length) {
      throw RejectedException.corrupt(
          width
              + " by "
              + height
              + " pixels of "
              + channels
              + " channels do not fit "
              + values.length
              + " values");
    }
    Natives.ensureLoaded();
    Mat pixels = new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels));
    try (BytePointer data = pixels.data()) {
      data.put(values);
    }
    return Picture.of(Samples.replace(pixels, mat -> Samples.on(mat, background)));
  }
}
