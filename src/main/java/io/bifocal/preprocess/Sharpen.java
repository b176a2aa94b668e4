package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Unsharp masking: what smoothing takes away is added once more.
 *
 * <ol>
 *   <li>Each channel v is smoothed by a Gaussian of {@code sigma}, cut off at 4 sigma; the picture
 *       is mirrored at its border, with the outermost pixel repeated.
 *   <li>The result is v + amount (v − smoothed), rounded, and clipped to 0 to 255.
 * </ol>
 *
 * <p>This is scikit-image's {@code unsharp_mask}, where sigma is called the radius.
 *
 * <p>Input: of any size; gray stays gray, a flat picture stays as it is.
 *
 * <p>Errors: UserError for a parameter out of range.
 *
 * <p>Source: M. Petrou and C. Petrou, Image Processing: The Fundamentals, 2nd edition, 2010, page
 * 357, doi:10.1002/9781119994398.
 *
 * @param sigma standard deviation of the Gaussian in pixels, above 0 to 100, default 1
 * @param amount how much is added, 0 to 100, default 1
 */
public record Sharpen(
    @Default("1") @Help("standard deviation of the smoothing in pixels, above 0 to 100")
        double sigma,
    @Default("1") @Help("how much of what smoothing takes away is added, 0 to 100") double amount)
    implements Operator {

  private static final double MOST = 100;

  public Sharpen {
    ParameterRange.checkPositive("sigma", sigma, MOST);
    ParameterRange.check("amount", amount, 0, MOST);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    int radius = (int) (GaussianFilter.USUAL_CUT * sigma + 0.5);
    Mat kernel = opencv_imgproc.getGaussianKernel(2 * radius + 1, sigma, opencv_core.CV_32F);
    return new PixelWorker() {
      @Override
      public void change(Mat source, Mat result) {
        try (Mat smooth = new Mat();
            Mat sharp = new Mat()) {
          opencv_imgproc.sepFilter2D(
              source,
              smooth,
              opencv_core.CV_32F,
              kernel,
              kernel,
              null,
              0,
              opencv_core.BORDER_REFLECT);
          opencv_core.addWeighted(
              source, 1 + amount, smooth, -amount, 0, sharp, opencv_core.CV_32F);
          sharp.convertTo(result, opencv_core.CV_8U);
        }
      }

      @Override
      public void close() {
        kernel.close();
      }
    };
  }
}
