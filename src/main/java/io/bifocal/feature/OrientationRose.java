package io.bifocal.feature;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A histogram over 360 degrees as sectors around a centre; each is as long as its value. As in a
 * picture, angles run from the right downwards, so a sector points where the gray values rise.
 */
final class OrientationRose {
  private static final int CENTER = Drawing.SIDE / 2;
  private static final int REACH = CENTER - 40;

  private OrientationRose() {}

  static Mat draw(float[] vector) {
    Mat panel = new Mat(Drawing.SIDE, Drawing.SIDE, opencv_core.CV_8UC3, Drawing.WHITE);
    double greatest = 1e-12;
    for (float value : vector) {
      greatest = Math.max(greatest, value);
    }
    try (Point center = new Point(CENTER, CENTER)) {
      for (int k = 0; k < vector.length; k++) {
        int radius = (int) Math.round(REACH * vector[k] / greatest);
        try (Size axes = new Size(radius, radius)) {
          opencv_imgproc.ellipse(
              panel,
              center,
              axes,
              0,
              360.0 * k / vector.length,
              360.0 * (k + 1) / vector.length,
              Drawing.BLUE,
              opencv_imgproc.FILLED,
              opencv_imgproc.LINE_AA,
              0);
        }
      }
    }
    Drawing.circle(panel, CENTER, CENTER, REACH, Drawing.GRAY);
    Drawing.circle(panel, CENTER, CENTER, REACH / 2.0, Drawing.GRAY);
    Drawing.write(panel, CENTER + REACH + 6, CENTER + 5, "0");
    Drawing.write(panel, CENTER - 8, CENTER + REACH + 20, "90");
    Drawing.write(panel, 6, CENTER + 5, "180");
    Drawing.write(panel, CENTER - 12, CENTER - REACH - 10, "270");
    return panel;
  }
}
