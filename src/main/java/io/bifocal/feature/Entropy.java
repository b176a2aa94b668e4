package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Entropy: how evenly the gray values are used, wherever they are.
 *
 * <ol>
 *   <li>Gray values are counted in 256 bins.
 *   <li>The sum of -p log2 p over the shares p of all values that occur.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 1 value. 0: entropy in bits, 0 (one value) to 8 (all values equally often).
 *
 * <p>Errors: none. Undefined cases: none.
 *
 * <p>Source: C. E. Shannon, A mathematical theory of communication, Bell System Technical Journal
 * 27(3), 1948, doi:10.1002/j.1538-7305.1948.tb01338.x.
 */
public record Entropy() implements FeatureExtractor {
  private static final int LENGTH = 1;

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
      vector[0] = (float) histogram.entropy();
    }

    @Override
    public void close() {}
  }
}
