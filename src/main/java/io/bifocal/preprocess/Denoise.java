package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;

/**
 * Takes noise away and leaves edges.
 *
 * <ol>
 *   <li>{@code non-local-means}: each pixel becomes the mean of those in a window of 21 by 21
 *       pixels, weighted by how alike their surroundings of 7 by 7 are (OpenCV's
 *       fastNlMeansDenoising).
 *   <li>{@code bilateral}: the mean of those near it, weighted by distance (sigma 3 pixels) and by
 *       likeness of value (OpenCV's bilateralFilter, which adds the differences of three channels
 *       up).
 *   <li>{@code wavelet-shrinkage}: Daubechies-2 coefficients of up to 4 levels are shrunk by the
 *       threshold σ²/σx of their band (BayesShrink), σ from the median of the finest diagonal band.
 *   <li>{@code total-variation}: Chambolle's projection, until the energy changes by less than 2e-4
 *       of its first value, 200 steps at most, as scikit-image's denoise_tv_chambolle.
 * </ol>
 *
 * <p>Input: of any size; {@code wavelet-shrinkage} and {@code total-variation} take each channel by
 * itself. Values are rounded.
 *
 * <p>Errors: UserError for a strength out of range. Undefined cases: {@code wavelet-shrinkage}
 * leaves a picture alone whose shorter side is below 8 pixels, or whose noise is estimated as 0.
 *
 * <p>Source: A. Buades, B. Coll and J.-M. Morel, A non-local algorithm for image denoising, CVPR
 * 2005, doi:10.1109/CVPR.2005.38; C. Tomasi and R. Manduchi, Bilateral filtering for gray and color
 * images, ICCV 1998, doi:10.1109/ICCV.1998.710815; S. G. Chang, B. Yu and M. Vetterli, Adaptive
 * wavelet thresholding for image denoising and compression, IEEE TIP 9(9), 2000,
 * doi:10.1109/83.862633; A. Chambolle, An algorithm for total variation minimization and
 * applications, JMIV 20, 2004, doi:10.1023/B:JMIV.0000011325.36760.1e.
 *
 * @param method how noise is told from detail, default non-local-means
 * @param strength how much goes, to 1,000; 0 (default) for the default of the method: {@code
 *     non-local-means}, the decay h in gray values, default 10; {@code bilateral}, sigma in gray
 *     values, default 25; {@code wavelet-shrinkage}, factor of the threshold, default 1; {@code
 *     total-variation}, weight for values of 0 to 1, default 0.1
 */
public record Denoise(
    @Default("non-local-means")
        @Help(
            "how noise is told from detail: non-local-means, bilateral, wavelet-shrinkage or total-variation")
        DenoiseMethod method,
    @Default("0")
        @Help(
            "how much goes, to 1,000: decay in gray values (10), sigma in gray values (25), factor of the threshold (1), weight (0.1); 0 for the method's default, in brackets")
        double strength)
    implements Operator {

  private static final double STRONGEST = 1000;
  private static final int TEMPLATE = 7;
  private static final int SEARCH = 21;
  private static final double SIGMA_SPACE = 3;

  public Denoise {
    ParameterRange.check("strength", strength, 0, STRONGEST);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return switch (method) {
      case NON_LOCAL_MEANS -> nonLocalMeans((float) strength(10.0));
      case BILATERAL -> bilateral(strength(25.0));
      case WAVELET_SHRINKAGE -> new ChannelWorker(new WaveletShrinkage(strength(1.0)));
      case TOTAL_VARIATION -> new ChannelWorker(new TotalVariation(strength(0.1)));
    };
  }

  private static PixelWorker nonLocalMeans(float decay) {
    return (source, result) ->
        opencv_photo.fastNlMeansDenoising(source, result, decay, TEMPLATE, SEARCH);
  }

  private static PixelWorker bilateral(double sigma) {
    return (source, result) ->
        opencv_imgproc.bilateralFilter(source, result, 0, sigma, SIGMA_SPACE);
  }

  private double strength(double usual) {
    return strength > 0 ? strength : usual;
  }
}
