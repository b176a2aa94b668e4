package io.bifocal.feature;

import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Derivatives of gray values by Sobel's filters of 3 by 3, as whole numbers from -1,020 to 1,020.
 * Beyond its border the picture goes on as reflected, without the border pixel twice (OpenCV's
 * BORDER_REFLECT_101). Owns native memory until closed; its arrays grow with the largest picture.
 */
final class SobelGradients implements AutoCloseable {
  private final Mat across = new Mat();
  private final Mat down = new Mat();
  private short[] dx = new short[0];
  private short[] dy = new short[0];
  private int count;

  /** Takes a CV_8UC1 matrix in place of the last one. */
  void load(Mat gray) {
    opencv_imgproc.spatialGradient(gray, across, down);
    count = Math.toIntExact(across.total());
    if (dx.length < count) {
      dx = new short[count];
      dy = new short[count];
    }
    new ShortPointer(across.data()).get(dx, 0, count);
    new ShortPointer(down.data()).get(dy, 0, count);
  }

  /** Along the row, at {@code y * width + x}; longer than there are pixels. */
  short[] dx() {
    return dx;
  }

  /** Down the column, which is where y points. */
  short[] dy() {
    return dy;
  }

  /** Number of pixels. */
  int count() {
    return count;
  }

  @Override
  public void close() {
    across.close();
    down.close();
  }
}
