package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Edges instead of surfaces: a gray picture of where brightness changes.
 *
 * <ol>
 *   <li>The picture is taken in gray, and its derivatives by Sobel's operator of 3 by 3.
 *   <li>{@code canny}: the strength of a pixel is the sum of both absolute derivatives; kept are
 *       the pixels that are the strongest across their edge, stronger than {@code high}, or
 *       stronger than {@code low} and joined to such; they are 255, the others 0.
 *   <li>{@code sobel}: the root of the sum of both squared derivatives, rounded, and clipped at
 *       255.
 * </ol>
 *
 * <p>Input: of any size; the result is gray, also of a colour picture.
 *
 * <p>Errors: UserError for a parameter out of range, or if {@code low} is above {@code high}.
 *
 * <p>Source: J. Canny, A computational approach to edge detection, IEEE Transactions on Pattern
 * Analysis and Machine Intelligence PAMI-8(6), 1986, 679–698, doi:10.1109/TPAMI.1986.4767851.
 *
 * @param method canny (default) or sobel
 * @param low strength of canny's edges from where a stronger one leads to them, 0 to 2040, default
 *     100
 * @param high strength of canny's edges by themselves, 0 to 2040, default 200
 */
public record EdgeMap(
    @Default("canny") @Help("canny (0 or 255) or sobel (strength, clipped at 255)") Method method,
    @Default("100") @Help("canny: strength of edges that begin at a stronger one, 0 to 2040")
        double low,
    @Default("200") @Help("canny: strength of edges by themselves, 0 to 2040") double high)
    implements Operator {

  /** The sum of both derivatives between black and white. */
  private static final double MOST = 2040;

  private static final int APERTURE = 3;

  /** What is drawn. */
  public enum Method {
    /** Thin edges in white on black. */
    CANNY,
    /** How strong the change is. */
    SOBEL
  }

  public EdgeMap {
    ParameterRange.check("low", low, 0, MOST);
    ParameterRange.check("high", high, 0, MOST);
    ParameterRange.checkAtMost("low", low, "high", high);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return new PixelWorker() {
      @Override
      public Mat source(Picture picture) {
        return picture.gray();
      }

      @Override
      public void change(Mat source, Mat result) {
        if (method == Method.CANNY) {
          opencv_imgproc.Canny(source, result, low, high, APERTURE, false);
        } else {
          sobel(source, result);
        }
      }
    };
  }

  private static void sobel(Mat gray, Mat result) {
    try (Mat dx = new Mat();
        Mat dy = new Mat();
        Mat strength = new Mat()) {
      opencv_imgproc.Sobel(gray, dx, opencv_core.CV_32F, 1, 0);
      opencv_imgproc.Sobel(gray, dy, opencv_core.CV_32F, 0, 1);
      opencv_core.magnitude(dx, dy, strength);
      strength.convertTo(result, opencv_core.CV_8U);
    }
  }
}
