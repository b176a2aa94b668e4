package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The dark channel of a picture: at each pixel the smallest red, green or blue value in a square
 * window around it, as far as that lies inside the picture. Owns native memory until closed.
 */
final class DarkChannelMap implements AutoCloseable {
  private final Mat window;
  private final Mat darkest = new Mat();
  private final Mat channel = new Mat();
  private final Mat map = new Mat();

  /**
   * A map for windows of this size.
   *
   * @param side of the window in pixels, odd
   */
  DarkChannelMap(int side) {
    Natives.ensureLoaded();
    try (Size size = new Size(side, side)) {
      window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, size);
    }
  }

  /** CV_8UC1, of the picture's size; valid until the next one is computed. */
  Mat compute(Picture picture) {
    // Beyond the border, erosion sees values larger than any.
    opencv_imgproc.erode(darkest(picture), map, window);
    return map;
  }

  @Override
  public void close() {
    window.close();
    darkest.close();
    channel.close();
    map.close();
  }

  private Mat darkest(Picture picture) {
    if (picture.isGray()) {
      return picture.gray();
    }
    opencv_core.extractChannel(picture.bgr(), darkest, 0);
    for (int other = 1; other < 3; other++) {
      opencv_core.extractChannel(picture.bgr(), channel, other);
      opencv_core.min(darkest, channel, darkest);
    }
    return darkest;
  }
}
