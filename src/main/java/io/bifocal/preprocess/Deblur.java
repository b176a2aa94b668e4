package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import java.util.List;

/**
 * Undoes a blur that is known.
 *
 * <ol>
 *   <li>The point-spread function: what the blur makes of a point, of sum 1.
 *   <li>{@code wiener}: the spectrum is multiplied by H* / (|H|² + {@code balance} |L|²), where H
 *       is that of the blur and L that of the Laplacian; the picture counts as periodic, as in
 *       scikit-image's wiener.
 *   <li>{@code richardson-lucy}: starting from gray, the estimate is multiplied {@code iterations}
 *       times by the blurred quotient of the picture and the blurred estimate, as in scikit-image's
 *       richardson_lucy; beyond the border there is black.
 * </ol>
 *
 * <p>Input: of any size, each channel by itself. Values are clipped and rounded.
 *
 * <p>Errors: UserError for a parameter out of range, and for a {@code kernel} that is not an odd
 * square or has no positive sum.
 *
 * <p>Source: F. Orieux, J.-F. Giovannelli and T. Rodet, Bayesian estimation of regularization and
 * point spread function parameters for Wiener-Hunt deconvolution, JOSA A 27(7), 2010,
 * doi:10.1364/JOSAA.27.001593; W. H. Richardson, Bayesian-based iterative method of image
 * restoration, JOSA 62(1), 1972, doi:10.1364/JOSA.62.000055.
 *
 * @param method how, default wiener
 * @param blur what a point became: gaussian (default), disk, motion or kernel
 * @param size standard deviation, radius or length in pixels, 0.1 to 64, default 2
 * @param angle of a motion in degrees, from the x axis towards the y axis, which points down, -360
 *     to 360, default 0
 * @param kernel weights row by row, for {@code blur = kernel}
 * @param balance how much noise is held back against how much sharpness, above 0 to 1e6, default
 *     0.01; {@code wiener} alone
 * @param iterations 1 to 1,000, default 10; {@code richardson-lucy} alone
 */
public record Deblur(
    @Default("wiener") @Help("how: wiener or richardson-lucy") DeblurMethod method,
    @Default("gaussian") @Help("what a point became: gaussian, disk, motion or kernel")
        BlurKind blur,
    @Default("2") @Help("standard deviation, radius or length in pixels, 0.1 to 64") double size,
    @Default("0") @Help("of a motion, in degrees from the x axis downwards, -360 to 360")
        double angle,
    @Default("[]") @Help("weights of an odd square, row by row, for blur = kernel")
        List<Double> kernel,
    @Default("0.01") @Help("wiener: noise held back against sharpness, above 0 to 1e6")
        double balance,
    @Default("10") @Help("richardson-lucy: steps, 1 to 1,000") int iterations)
    implements Operator {

  public Deblur {
    kernel = List.copyOf(kernel);
    ParameterRange.check("size", size, 0.1, 64);
    ParameterRange.check("angle", angle, -360, 360);
    ParameterRange.checkPositive("balance", balance, 1e6);
    ParameterRange.check("iterations", iterations, 1, 1000);
    int side = (int) Math.round(Math.sqrt(kernel.size()));
    if ((blur == BlurKind.KERNEL) != !kernel.isEmpty()) {
      throw new UserError("kernel goes with blur = kernel; give both or neither");
    }
    if (blur == BlurKind.KERNEL) {
      if (side % 2 == 0 || side * side != kernel.size()) {
        throw new UserError(
            "kernel has "
                + kernel.size()
                + " weights; give those of an odd square, such as 9 or 25");
      }
      double sum = kernel.stream().mapToDouble(Double::doubleValue).sum();
      if (!(sum > 0 && Double.isFinite(sum))) {
        throw new UserError("kernel has no positive sum");
      }
    }
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    PointSpread spread =
        switch (blur) {
          case GAUSSIAN -> PointSpread.gaussian(size);
          case DISK -> PointSpread.disk(size);
          case MOTION -> PointSpread.motion(size, angle);
          case KERNEL ->
              new PointSpread(
                      (int) Math.round(Math.sqrt(kernel.size())),
                      kernel.stream().mapToDouble(Double::doubleValue).toArray())
                  .normalized();
        };
    return new ChannelWorker(
        switch (method) {
          case WIENER -> new Wiener(spread, balance);
          case RICHARDSON_LUCY -> new RichardsonLucy(spread, iterations);
        });
  }
}
