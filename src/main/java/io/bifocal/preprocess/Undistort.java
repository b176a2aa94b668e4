package io.bifocal.preprocess;

import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The distortion of a lens taken out, by the camera matrix and distortion coefficients of a
 * calibration.
 *
 * <ol>
 *   <li>Each pixel of the result is a ray: x = (column − cx) / fx, y = (row − cy) / fy, with r² =
 *       x² + y².
 *   <li>The lens brought it to x' = x (1 + k1 r² + k2 r⁴ + k3 r⁶) / (1 + k4 r² + k5 r⁴ + k6 r⁶) + 2
 *       p1 x y + p2 (r² + 2 x²), and y' likewise with p1 and p2 exchanged.
 *   <li>Its value is interpolated from 2 by 2 pixels at column fx x' + cx, row fy y' + cy; beyond
 *       the picture all is black (OpenCV's {@code initUndistortRectifyMap} and {@code remap}).
 * </ol>
 *
 * <p>Input: of any size up to 32766 pixels a side; coefficients are meant for the size that the
 * camera was calibrated at. Gray stays gray.
 *
 * <p>Errors: UserError for a parameter out of range; a larger picture has no result, and its row an
 * error.
 *
 * <p>Source: Z. Zhang, A flexible new technique for camera calibration, IEEE Transactions on
 * Pattern Analysis and Machine Intelligence 22(11), 2000, 1330–1334, doi:10.1109/34.888718.
 *
 * @param cameraMatrix fx, fy, cx, cy in pixels; fx and fy above 0
 * @param distortion k1, k2, p1, p2, then perhaps k3, then perhaps k4, k5, k6
 */
public record Undistort(
    @Help("fx, fy, cx, cy in pixels") List<Double> cameraMatrix,
    @Help("k1, k2, p1, p2, then perhaps k3, then perhaps k4, k5, k6") List<Double> distortion)
    implements Operator {

  private static final double MOST = 1e6;

  public Undistort {
    ParameterRange.checkLength("camera-matrix", cameraMatrix, "fx, fy, cx, cy", 4);
    ParameterRange.checkLength(
        "distortion", distortion, "k1, k2, p1, p2 and perhaps k3 or k3, k4, k5, k6", 4, 5, 8);
    ParameterRange.checkPositive("fx", cameraMatrix.get(0), MOST);
    ParameterRange.checkPositive("fy", cameraMatrix.get(1), MOST);
    ParameterRange.check("cx", cameraMatrix.get(2), -MOST, MOST);
    ParameterRange.check("cy", cameraMatrix.get(3), -MOST, MOST);
    for (double coefficient : distortion) {
      if (!Double.isFinite(coefficient)) {
        throw new UserError("distortion has the value " + coefficient + "; give finite numbers");
      }
    }
    cameraMatrix = List.copyOf(cameraMatrix);
    distortion = List.copyOf(distortion);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    double fx = cameraMatrix.get(0);
    double fy = cameraMatrix.get(1);
    double cx = cameraMatrix.get(2);
    double cy = cameraMatrix.get(3);
    return new LensWorker(
        matrix(3, new double[] {fx, 0, cx, 0, fy, cy, 0, 0, 1}),
        matrix(1, distortion.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static Mat matrix(int rows, double[] values) {
    Mat matrix = new Mat(rows, values.length / rows, opencv_core.CV_64FC1);
    new DoublePointer(matrix.data()).put(values);
    return matrix;
  }

  /** Keeps the maps of the last size alone: those of a large picture are larger than itself. */
  private static final class LensWorker implements PixelWorker {
    private final Mat camera;
    private final Mat coefficients;
    private final Mat columns = new Mat();
    private final Mat rows = new Mat();

    LensWorker(Mat camera, Mat coefficients) {
      this.camera = camera;
      this.coefficients = coefficients;
    }

    @Override
    public void change(Mat source, Mat result) {
      ParameterRange.checkSides(source);
      if (columns.cols() != source.cols() || columns.rows() != source.rows()) {
        map(source);
      }
      try (Scalar black = Scalar.all(0)) {
        opencv_imgproc.remap(
            source,
            result,
            columns,
            rows,
            opencv_imgproc.INTER_LINEAR,
            opencv_core.BORDER_CONSTANT,
            black);
      }
    }

    private void map(Mat source) {
      try (Mat rotation = new Mat();
          Size size = new Size(source.cols(), source.rows())) {
        opencv_calib3d.initUndistortRectifyMap(
            camera, coefficients, rotation, camera, size, opencv_core.CV_32FC1, columns, rows);
      }
    }

    @Override
    public void close() {
      camera.close();
      coefficients.close();
      columns.close();
      rows.close();
    }
  }
}
