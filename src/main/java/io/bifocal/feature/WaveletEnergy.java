package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import java.util.HashSet;
import java.util.List;

/**
 * Statistics of the decimated wavelet transform: how much structure there is at each scale, along
 * rows, columns and diagonals.
 *
 * <ol>
 *   <li>Rows and columns of the gray values are filtered by the low-pass and the high-pass filter
 *       of {@code wavelet}, and every second value is kept; beyond its borders the picture goes on
 *       as {@code mode} has it.
 *   <li>The same again for the part that is low-pass both ways, {@code levels} times in all.
 *   <li>{@code statistics} are computed of the coefficients of each band.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; a picture too small for so many levels is continued beyond
 * its borders as often as it takes.
 *
 * <p>Output: (3 levels + 1) × statistics values, 10 for the defaults; index b statistics + s, with
 * the statistics as configured and the bands in the order cA, then cH, cV, cD of the coarsest level
 * to those of the finest. cA is low-pass both ways; cH is low-pass along rows and high-pass along
 * columns, so that it answers horizontal edges, cV the other way round, cD high-pass both ways.
 * {@link WaveletStatistic} has the formulas. Coefficients are those of PyWavelets' wavedec2.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: the entropy of a band without
 * energy is 0.
 *
 * <p>Source: S. G. Mallat, A theory for multiresolution signal decomposition: the wavelet
 * representation, IEEE TPAMI 11(7), 1989, doi:10.1109/34.192463; wavelets: I. Daubechies,
 * Orthonormal bases of compactly supported wavelets, Comm. Pure Appl. Math. 41(7), 1988,
 * doi:10.1002/cpa.3160410705.
 *
 * @param wavelet haar or db1 to db8, by the number of vanishing moments, default db2
 * @param mode what follows beyond the borders: symmetric (default) or periodization
 * @param levels number of levels, 1 to 10, default 3
 * @param statistics of energy (default), mean-absolute and entropy (bits), in the order of output
 */
public record WaveletEnergy(
    @Default("db2") @Help("wavelet: haar, db1 to db8") Wavelet wavelet,
    @Default("symmetric") @Help("what follows beyond the borders: symmetric or periodization")
        WaveletMode mode,
    @Default("3") @Help("number of levels, 1 to 10") int levels,
    @Default("[energy]") @Help("of each band: energy, mean-absolute, entropy")
        List<WaveletStatistic> statistics)
    implements FeatureExtractor {

  private static final int MOST_LEVELS = 10;

  public WaveletEnergy {
    Bounds.check("levels", levels, 1, MOST_LEVELS);
    statistics = List.copyOf(statistics);
    check(statistics);
  }

  @Override
  public int length(Input input) {
    return (3 * levels + 1) * statistics.size();
  }

  @Override
  public Worker open(Input input) {
    return new WaveletWorker(this);
  }

  /** Statistics that a recipe computes: one at least, none twice. */
  static void check(List<WaveletStatistic> statistics) {
    if (statistics.isEmpty() || new HashSet<>(statistics).size() < statistics.size()) {
      throw new UserError(
          "statistics must be one or more of energy, mean-absolute and entropy, each once");
    }
  }
}
