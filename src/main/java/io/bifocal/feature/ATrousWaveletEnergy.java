package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import java.util.List;

/**
 * Statistics of the stationary wavelet transform with the B3 spline: how much structure there is at
 * each scale, whatever its direction and exact place.
 *
 * <ol>
 *   <li>c0 is the picture. c(j + 1) is c(j) filtered along rows and columns by [1 4 6 4 1] / 16
 *       with 2^j - 1 zeros between the taps ("à trous", with holes); beyond its borders the picture
 *       is reflected without repeating the outermost pixel (BORDER_REFLECT_101).
 *   <li>Plane j is c(j) - c(j + 1), for j from 0 to planes - 1; the last c is the residual.
 *   <li>{@code statistics} are computed of each plane, mean and standard deviation of the residual.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; where a picture is smaller than the reach of the taps, it is
 * reflected as often as it takes.
 *
 * <p>Output: planes × statistics + 2 values, 6 for the defaults; index j statistics + s for plane
 * j, the finest first, and the statistics as configured ({@link WaveletStatistic} has the
 * formulas); then the residual's mean and its population standard deviation.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: the entropy of a plane
 * without energy is 0.
 *
 * <p>Source: J.-L. Starck and F. Murtagh, Image restoration with noise suppression using the
 * wavelet transform, Astronomy and Astrophysics 288, 1994; the algorithm: M. J. Shensa, The
 * discrete wavelet transform: wedding the à trous and Mallat algorithms, IEEE Trans. Signal
 * Processing 40(10), 1992, doi:10.1109/78.157290.
 *
 * @param planes number of planes, 1 to 10, default 4
 * @param statistics of energy (default), mean-absolute and entropy (bits), in the order of output
 */
public record ATrousWaveletEnergy(
    @Default("4") @Help("number of planes, 1 to 10") int planes,
    @Default("[energy]") @Help("of each plane: energy, mean-absolute, entropy")
        List<WaveletStatistic> statistics)
    implements FeatureExtractor {

  private static final int MOST_PLANES = 10;
  private static final int OF_RESIDUAL = 2;

  public ATrousWaveletEnergy {
    Bounds.check("planes", planes, 1, MOST_PLANES);
    statistics = List.copyOf(statistics);
    WaveletEnergy.check(statistics);
  }

  @Override
  public int length(Input input) {
    return planes * statistics.size() + OF_RESIDUAL;
  }

  @Override
  public Worker open(Input input) {
    return new ATrousWorker(this);
  }
}
