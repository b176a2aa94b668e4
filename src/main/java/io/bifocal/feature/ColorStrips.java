package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Hands out the pixels of a picture in a colour space, some rows at a time: few enough to stay in
 * the cache between conversion and use. Owns native memory until closed.
 */
final class ColorStrips implements AutoCloseable {
  private static final int CHANNELS = 3;
  private static final int STRIP_PIXELS = 32_768;

  private final ColorSpace space;
  private final Mat converted;
  private byte[] strip = new byte[0];

  /** Receives rows from {@code top} on; the array is used again for the next ones. */
  interface Sink {
    /**
     * Takes {@code pixels} pixels.
     *
     * @param samples three a pixel, without gaps; longer than they are
     */
    void strip(byte[] samples, int top, int pixels);
  }

  ColorStrips(ColorSpace space) {
    Natives.ensureLoaded();
    this.space = space;
    converted = new Mat();
  }

  /** Hands out the whole picture, from the top row to the bottom row. */
  void read(Picture picture, Sink sink) {
    int rows = Math.max(1, STRIP_PIXELS / picture.width());
    for (int top = 0; top < picture.height(); top += rows) {
      try (Mat part = picture.bgr().rowRange(top, Math.min(top + rows, picture.height()))) {
        opencv_imgproc.cvtColor(part, converted, space.conversion());
      }
      int pixels = Math.toIntExact(converted.total());
      int length = pixels * CHANNELS;
      if (strip.length < length) {
        strip = new byte[length];
      }
      converted.data().get(strip, 0, length);
      space.finish(strip, length);
      sink.strip(strip, top, pixels);
    }
  }

  @Override
  public void close() {
    converted.close();
  }
}
