package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import java.util.HashSet;
import java.util.List;

/**
 * Mean and spread of the answers to Gabor filters: how much of the picture oscillates at each
 * frequency and in each direction.
 *
 * <ol>
 *   <li>For each frequency f and each direction t = 180 k / orientations degrees, the filter is the
 *       wave exp(2πi f (x cos t + y sin t)), with y downwards, under the Gaussian exp(-(x² + y²) /
 *       (2σ²)) / (2πσ²). With B = bandwidth, σ = √(ln 2 / 2) (2^B + 1) / ((2^B - 1) π f); the
 *       filter ends where x or y exceeds the larger of 3σ |cos t|, 3σ |sin t| and 1, rounded up.
 *   <li>The picture divided by 255 is filtered; beyond its borders it is reflected, with its
 *       outermost pixels repeated (BORDER_REFLECT).
 *   <li>Mean and population standard deviation of the magnitude of the complex answers.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; where a picture is smaller than the reach of a filter, it is
 * reflected as often as it takes.
 *
 * <p>Output: 2 × frequencies × orientations values, 48 for the defaults; index 2 (f orientations +
 * k) for the mean at frequency number f, as configured, and direction k; the standard deviation
 * follows it. Direction 0 answers vertical edges. Filters are those of scikit-image's gabor, whose
 * answer to a flat picture is small but not 0.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: none.
 *
 * <p>Source: B. S. Manjunath and W. Y. Ma, Texture features for browsing and retrieval of image
 * data, IEEE TPAMI 18(8), 1996, doi:10.1109/34.531803.
 *
 * @param frequencies of the waves in cycles per pixel, each 0.01 to 0.5, default 0.1, 0.2, 0.3 and
 *     0.4
 * @param orientations number of directions over 180 degrees, 1 to 180, default 6
 * @param bandwidth of the filters in octaves, 0.1 to 10, default 1
 */
public record GaborEnergy(
    @Default("[0.1, 0.2, 0.3, 0.4]") @Help("waves in cycles per pixel, each 0.01 to 0.5")
        List<Double> frequencies,
    @Default("6") @Help("number of directions over 180 degrees, 1 to 180") int orientations,
    @Default("1") @Help("bandwidth of the filters in octaves, 0.1 to 10") double bandwidth)
    implements FeatureExtractor {

  private static final int MOST_FREQUENCIES = 100;

  public GaborEnergy {
    frequencies = List.copyOf(frequencies);
    if (frequencies.isEmpty()
        || frequencies.size() > MOST_FREQUENCIES
        || new HashSet<>(frequencies).size() < frequencies.size()) {
      throw new UserError(
          "frequencies must be 1 to " + MOST_FREQUENCIES + " numbers, each of them once");
    }
    for (double frequency : frequencies) {
      check("frequencies", frequency, "0.01", "0.5");
    }
    Bounds.check("orientations", orientations, 1, 180);
    check("bandwidth", bandwidth, "0.1", "10");
  }

  @Override
  public int length(Input input) {
    return 2 * frequencies.size() * orientations;
  }

  @Override
  public Worker open(Input input) {
    return new GaborWorker(this);
  }

  private static void check(String name, double value, String least, String most) {
    if (!(value >= Double.parseDouble(least) && value <= Double.parseDouble(most))) {
      throw new UserError(name + " = " + value + " is out of range; give " + least + " to " + most);
    }
  }
}
