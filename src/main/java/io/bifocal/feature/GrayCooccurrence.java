package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.ShortName;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import java.util.HashSet;
import java.util.List;

/**
 * Statistics of gray-level co-occurrence: how the gray values of pixels a certain step apart go
 * together.
 *
 * <ol>
 *   <li>Gray value g becomes the level floor(g levels / 256), from 0 to levels - 1.
 *   <li>For each distance d and angle a, the step is round(d sin a) rows down and round(d cos a)
 *       columns to the right, halves away from 0, as in scikit-image. So 45 degrees run down to the
 *       right (Haralick's 135), and distances 1 and 2 at 45 degrees are both the step of one row
 *       and one column.
 *   <li>Entry (i, j) of the step's matrix counts the pairs of a pixel of level i and the pixel one
 *       step on, of level j; pairs that leave the picture are not counted. {@code symmetric} counts
 *       each pair in both orders.
 *   <li>The matrix is divided by its sum, and {@code statistics} are computed of it, with levels
 *       counted from 0 and entropies in bits.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: distances × angles × statistics values; index (d angles + a) statistics + s, in the
 * order in which they are configured. With {@code average = angles} distances × statistics values,
 * index d statistics + s. 24 values for the defaults; with {@code variant = haralick} and {@code
 * average = angles} 13. {@link CooccurrenceVariant} has the order of its statistics, {@link
 * CooccurrenceStatistic} the formulas.
 *
 * <p>Errors: UserError for a parameter out of range or given twice. Undefined cases: correlation is
 * 1 where a level does not vary, info-measure-1 is then 0; where no pair fits into the picture,
 * correlation is 1 and all else 0, which counts in averages too.
 *
 * <p>Source: R. M. Haralick, K. Shanmugam and I. Dinstein, Textural features for image
 * classification, IEEE Trans. SMC 3(6), 1973, doi:10.1109/TSMC.1973.4309314.
 *
 * @param variant whose statistics: skimage (default), the six of scikit-image, or haralick, the 13
 *     of the paper as mahotas has them
 * @param distances lengths of the steps in pixels, each 1 to 1,000, default 1
 * @param angles directions of the steps in degrees, each -360 to 360, default 0, 45, 90 and 135
 * @param levels number of gray levels, 2 to 256, default 32
 * @param symmetric whether each pair counts in both orders, default true
 * @param average none (default), or angles for the mean over directions
 * @param statistics names of statistics instead of the variant's; default empty
 */
@ShortName("glcm")
public record GrayCooccurrence(
    @Default("skimage") @Help("whose statistics: skimage (6) or haralick (13)")
        CooccurrenceVariant variant,
    @Default("[1]") @Help("lengths of the steps in pixels, each 1 to 1000") List<Integer> distances,
    @Default("[0, 45, 90, 135]")
        @Help("directions of the steps in degrees, each -360 to 360; 90 is down")
        List<Double> angles,
    @Default("32") @Help("number of gray levels, 2 to 256") int levels,
    @Default("true") @Help("whether each pair counts in both orders") boolean symmetric,
    @Default("none") @Help("none, or angles for the mean over directions")
        CooccurrenceAverage average,
    @Default("[]") @Help("statistics to compute instead of the variant's")
        List<CooccurrenceStatistic> statistics)
    implements FeatureExtractor {

  private static final int FARTHEST = 1000;
  private static final int MOST_STEPS = 4096;

  public GrayCooccurrence {
    distances = List.copyOf(distances);
    angles = List.copyOf(angles);
    statistics = List.copyOf(statistics);
    for (int distance : distances) {
      Bounds.check("distances", distance, 1, FARTHEST);
    }
    for (double angle : angles) {
      if (!(Math.abs(angle) <= 360)) {
        throw new UserError("angles = " + angle + " is out of range; give -360 to 360 degrees");
      }
    }
    Bounds.check("levels", levels, 2, 256);
    Bounds.check("the number of distances", distances.size(), 1, MOST_STEPS);
    Bounds.check("the number of angles", angles.size(), 1, MOST_STEPS / distances.size());
    refuseRepetition("distances", distances);
    refuseRepetition("angles", angles);
    refuseRepetition("statistics", statistics);
  }

  @Override
  public int length(Input input) {
    int directions = average == CooccurrenceAverage.ANGLES ? 1 : angles.size();
    return distances.size() * directions * computed().size();
  }

  @Override
  public Worker open(Input input) {
    return new CooccurrenceWorker(this);
  }

  /** The statistics of each step, in the order of output. */
  List<CooccurrenceStatistic> computed() {
    return statistics.isEmpty() ? variant.statistics() : statistics;
  }

  private static void refuseRepetition(String name, List<?> values) {
    if (new HashSet<>(values).size() < values.size()) {
      throw new UserError(name + " has a value twice; give each one once");
    }
  }
}
