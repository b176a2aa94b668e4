package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The dark channel of a picture: at each pixel the smallest red, green or blue value in a square
 * window around it, as far as that lies inside the picture. Owns native memory until closed.
 */
final class DarkChannelMap implements AutoCloseable {
  private final Mat window;
  private final Mat darkest;
  private final MatVector channels;
  private final Mat map;

  /**
   * A map for windows of this size.
   *
   * @param side of the window in pixels, odd
   */
  DarkChannelMap(int side) {
    Natives.ensureLoaded();
    darkest = new Mat();
    channels = new MatVector(3);
    map = new Mat();
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
    channels.close();
    map.close();
  }

  private Mat darkest(Picture picture) {
    if (picture.isGray()) {
      return picture.gray();
    }
    opencv_core.split(picture.bgr(), channels);
    try (Mat blue = channels.get(0);
        Mat green = channels.get(1);
        Mat red = channels.get(2)) {
      opencv_core.min(blue, green, darkest);
      opencv_core.min(darkest, red, darkest);
    }
    return darkest;
  }
}
