package io.bifocal.feature;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Edges of OpenCV's Canny with an aperture of 3; owns native memory until closed. */
final class CannyEdges implements AutoCloseable {
  /** Thresholds that OpenCV's own examples and the reference values use. */
  static final double LOW = 100;

  static final double HIGH = 200;

  private static final int APERTURE = 3;

  private final double low;
  private final double high;
  private final boolean euclidean;
  private final Mat edges = new Mat();

  /**
   * @param euclidean whether the gradient is measured by its Euclidean length, not by the sum of
   *     its parts
   */
  CannyEdges(double low, double high, boolean euclidean) {
    this.low = low;
    this.high = high;
    this.euclidean = euclidean;
  }

  /** 255 at an edge, 0 elsewhere; holds until the next picture. */
  Mat of(Mat gray) {
    opencv_imgproc.Canny(gray, edges, low, high, APERTURE, euclidean);
    return edges;
  }

  @Override
  public void close() {
    edges.close();
  }
}
