package io.bifocal.preprocess;

import io.bifocal.conf.Color;
import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The picture turned about its centre.
 *
 * <ol>
 *   <li>The result is as large as the picture ({@code same}), or as large as the turned picture is
 *       wide and high, rounded up ({@code expand}); the centres of both lie on each other.
 *   <li>By 0 and 180 degrees, and with {@code expand} by 90 and 270, pixels only change places.
 *   <li>Otherwise each pixel is interpolated from 2 by 2 pixels, at places in 32nds of a pixel
 *       (OpenCV's {@code warpAffine}); beyond the picture lies the border.
 * </ol>
 *
 * <p>Input: of any size; gray stays gray, and takes the luma of the colour (BT.601).
 *
 * <p>Errors: UserError for a parameter out of range; a picture whose result would have more than
 * 100 million pixels has none, and its row an error.
 *
 * @param degrees counter-clockwise, -360 to 360
 * @param canvas same (default) or expand
 * @param border constant (default), replicate or reflect
 * @param color of a constant border: white, black (default) or #rrggbb
 */
public record Rotate(
    @Help("angle in degrees, counter-clockwise, -360 to 360") double degrees,
    @Default("same") @Help("same (size as before) or expand (nothing is cut off)") Canvas canvas,
    @Default("constant") @Help("constant (one colour), replicate or reflect") Border border,
    @Default("black") @Help("constant: white, black or \"#rrggbb\"") Color color)
    implements Operator {

  private static final double FULL = 360;
  private static final int RIGHT_ANGLE = 90;
  private static final int QUARTERS = 4;

  /** A side that is whole but for rounding is not rounded up. */
  private static final double SLACK = 1e-6;

  private static final double[] QUARTER_SINES = {0, 1, 0, -1};

  /** How large the result is. */
  public enum Canvas {
    /** As the picture. */
    SAME,
    /** As large as the turned picture needs. */
    EXPAND
  }

  public Rotate {
    ParameterRange.check("degrees", degrees, -FULL, FULL);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return (PixelWorker) this::turn;
  }

  private void turn(Mat source, Mat result) {
    boolean exact = degrees % RIGHT_ANGLE == 0;
    int quarters = Math.floorMod((int) (degrees / RIGHT_ANGLE), QUARTERS);
    boolean upright = exact && quarters % 2 == 0;
    if (!upright && !(exact && canvas == Canvas.EXPAND)) {
      double sine = exact ? QUARTER_SINES[quarters] : Math.sin(Math.toRadians(degrees));
      warp(source, result, sine, exact ? 0 : Math.cos(Math.toRadians(degrees)));
    } else if (quarters == 0) {
      source.copyTo(result);
    } else {
      opencv_core.rotate(
          source,
          result,
          switch (quarters) {
            case 1 -> opencv_core.ROTATE_90_COUNTERCLOCKWISE;
            case 2 -> opencv_core.ROTATE_180;
            default -> opencv_core.ROTATE_90_CLOCKWISE;
          });
    }
  }

  private void warp(Mat source, Mat result, double sine, double cosine) {
    ParameterRange.checkSides(source);
    int width = source.cols();
    int height = source.rows();
    if (canvas == Canvas.EXPAND) {
      double across = Math.abs(width * cosine) + Math.abs(height * sine);
      double down = Math.abs(width * sine) + Math.abs(height * cosine);
      width = (int) Math.ceil(across - SLACK);
      height = (int) Math.ceil(down - SLACK);
      ParameterRange.checkPixels(width, height);
    }
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    // From a place of the result to one of the source; y points downwards.
    double[] back = {
      cosine,
      -sine,
      (source.cols() - 1) / 2.0 - cosine * x + sine * y,
      sine,
      cosine,
      (source.rows() - 1) / 2.0 - sine * x - cosine * y
    };
    try (Mat matrix = new Mat(2, 3, opencv_core.CV_64FC1);
        Size size = new Size(width, height);
        Scalar fill = Border.scalar(color, source.channels())) {
      new DoublePointer(matrix.data()).put(back);
      opencv_imgproc.warpAffine(
          source,
          result,
          matrix,
          size,
          opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
          border.code(),
          fill);
    }
  }
}
