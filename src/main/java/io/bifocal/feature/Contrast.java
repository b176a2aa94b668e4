package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Contrast: how far bright and dark are apart.
 *
 * <ol>
 *   <li>Gray values are counted.
 *   <li>The population standard deviation of gray values from 0 to 1 (RMS contrast).
 *   <li>(high - low)/(high + low) (Michelson), of the largest and the smallest value, and of the
 *       percentiles 99 and 1, which a few odd pixels do not move.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 3 values. 0: RMS contrast, 0 to 0.5. 1: Michelson contrast, 0 to 1. 2: Michelson
 * contrast between the percentiles, 0 to 1. Percentiles are interpolated linearly between sorted
 * pixels, as numpy does it.
 *
 * <p>Errors: none. Undefined cases: Michelson contrast is 0 where high and low are both 0.
 *
 * <p>Source: E. Peli, Contrast in complex images, JOSA A 7(10), 1990, doi:10.1364/JOSAA.7.002032.
 */
public record Contrast() implements FeatureExtractor {
  private static final int LENGTH = 3;

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new Meter();
  }

  private static final class Meter implements Worker {
    private final GrayHistogram histogram = new GrayHistogram();

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      histogram.count(picture.gray());
      vector[0] = (float) (histogram.standardDeviation() / 255);
      vector[1] = michelson(histogram.percentile(0), histogram.percentile(100));
      vector[2] = michelson(histogram.percentile(1), histogram.percentile(99));
    }

    @Override
    public void close() {}

    private static float michelson(double low, double high) {
      return high == 0 ? 0 : (float) ((high - low) / (high + low));
    }
  }
}
