package io.bifocal.feature;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a matrix of 8-bit samples, copied out of native memory one by one. Valid as long as
 * the matrix is.
 */
final class PixelRows {
  private final BytePointer samples;
  private final long step;
  private final int rowBytes;

  PixelRows(Mat mat) {
    samples = mat.data();
    step = mat.step();
    rowBytes = Math.toIntExact(mat.cols() * mat.elemSize());
  }

  /** Copies row {@code y} to the beginning of {@code row}. */
  void read(int y, byte[] row) {
    samples.position(y * step).get(row, 0, rowBytes);
  }
}
