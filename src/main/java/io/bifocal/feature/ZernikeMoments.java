package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;

/**
 * Zernike moments: a picture's disk in orthogonal waves around its centre, however it is turned.
 *
 * <ol>
 *   <li>The pixels not further from the centre than {@code radius}, divided by their sum: f.
 *   <li>For each order n up to {@code degree} and each repetition l of 0 to n with n - l even: the
 *       absolute value of (n + 1)/π Σ f R_nl(ρ) e^(-ilθ), with ρ from 0 to 1 at the radius and
 *       Zernike's radial polynomials R_nl.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: one value for each (n, l), in the order (0,0) (1,1) (2,0) (2,2) (3,1) …; 25 for degree
 * 8. Values are those of mahotas. The first is always 1/π.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: a disk that is black all over
 * gives 0 everywhere.
 *
 * <p>Source: A. Khotanzad and Y. H. Hong, Invariant image recognition by Zernike moments, IEEE
 * TPAMI 12(5), 1990, doi:10.1109/34.55109.
 *
 * @param degree largest order n, 0 to 20, default 8
 * @param radius of the disk in pixels, up to 16,384; 0 (default) for half the shorter side
 * @param center where the disk lies: picture (default) or mass
 */
public record ZernikeMoments(
    @Default("8") @Help("largest order, 0 to 20") int degree,
    @Default("0") @Help("radius of the disk in pixels, to 16,384; 0 for half the shorter side")
        double radius,
    @Default("picture") @Help("where the disk lies: picture (its middle) or mass (of gray values)")
        ZernikeCenter center)
    implements FeatureExtractor {

  private static final int LARGEST_DEGREE = 20;
  private static final double LARGEST_RADIUS = 16_384;

  public ZernikeMoments {
    Bounds.check("degree", degree, 0, LARGEST_DEGREE);
    if (!(radius >= 0 && radius <= LARGEST_RADIUS)) {
      throw new UserError(
          "radius = " + radius + " is out of range; give 0 to " + LARGEST_RADIUS + " pixels");
    }
  }

  @Override
  public int length(Input input) {
    return (degree / 2 + 1) * ((degree + 1) / 2 + 1);
  }

  @Override
  public Worker open(Input input) {
    return new ZernikeWorker(this, length(input));
  }
}
