package io.bifocal.feature;

import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Keypoints in the darkened picture: a circle as large as the keypoint, with a radius that shows
 * its angle. The strongest are yellow, the weakest red.
 */
final class KeypointDrawing {
  private KeypointDrawing() {}

  static Picture draw(LocalDetector detector, int most, Picture view) {
    Mat panel = Drawing.enlarged(view);
    panel.convertTo(panel, -1, 0.5, 0);
    double scale = Drawing.scale(view);
    try (LocalFeatures features = LocalFeatures.open(detector, most)) {
      int count = features.detect(view);
      // The strongest last, so that nothing covers it.
      for (int i = count - 1; i >= 0; i--) {
        int from = i * LocalFeatures.KEYPOINT_VALUES;
        double strength = features.keypoints()[from + 4] / features.keypoints()[4];
        keypoint(panel, features.keypoints(), from, scale, strength);
      }
      return Drawing.beside(Drawing.enlarged(view), panel);
    }
  }

  private static void keypoint(Mat panel, float[] values, int from, double scale, double strength) {
    double x = (values[from] + 0.5) * scale;
    double y = (values[from + 1] + 0.5) * scale;
    double radius = values[from + 2] / 2 * scale;
    try (Scalar color = Drawing.color(255, (int) Math.round(60 + 195 * strength), 40)) {
      Drawing.circle(panel, x, y, radius, color);
      if (values[from + 3] >= 0) {
        double angle = Math.toRadians(values[from + 3]);
        Drawing.line(
            panel, x, y, x + radius * Math.cos(angle), y + radius * Math.sin(angle), color);
      }
    }
  }
}
