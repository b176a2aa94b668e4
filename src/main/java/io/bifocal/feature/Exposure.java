package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Exposure: how bright the picture is, and how much of it is lost in the dark or burnt out.
 *
 * <ol>
 *   <li>Gray values are counted.
 *   <li>Their mean, and the shares at and beyond the two bounds and at the two ends of the range.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 5 values. 0: mean gray value, 0 to 255. 1: share of pixels of {@code dark} or less. 2:
 * share of pixels of {@code bright} or more. 3: share of pixels of 0. 4: share of pixels of 255.
 *
 * <p>Errors: UserError for a bound out of range, and for {@code dark} not below {@code bright}.
 * Undefined cases: none.
 *
 * <p>Source: T. Mertens, J. Kautz and F. Van Reeth, Exposure fusion, Pacific Graphics 2007, for the
 * use of values far from both ends as well exposed ones, doi:10.1109/PG.2007.17; the shares
 * themselves are plain counts.
 *
 * @param dark largest gray value that counts as underexposed, 0 to 254, default 10
 * @param bright smallest gray value that counts as overexposed, 1 to 255, default 245
 */
public record Exposure(
    @Default("10") @Help("largest gray value that counts as underexposed, 0 to 254") int dark,
    @Default("245") @Help("smallest gray value that counts as overexposed, 1 to 255") int bright)
    implements FeatureExtractor {

  private static final int LENGTH = 5;
  private static final int WHITE = 255;

  public Exposure {
    Bounds.check("dark", dark, 0, WHITE - 1);
    Bounds.check("bright", bright, 1, WHITE);
    if (dark >= bright) {
      throw new UserError(
          "dark = " + dark + " is not below bright = " + bright + "; lower dark or raise bright");
    }
  }

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new Meter(this);
  }

  private static final class Meter implements Worker {
    private final Exposure recipe;
    private final GrayHistogram histogram = new GrayHistogram();

    Meter(Exposure recipe) {
      this.recipe = recipe;
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      histogram.count(picture.gray());
      vector[0] = (float) histogram.mean();
      vector[1] = (float) histogram.share(0, recipe.dark);
      vector[2] = (float) histogram.share(recipe.bright, WHITE);
      vector[3] = (float) histogram.share(0, 0);
      vector[4] = (float) histogram.share(WHITE, WHITE);
    }

    @Override
    public void close() {}
  }
}
