package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import java.util.List;

/**
 * What the values of {@code outputs.image} mean.
 *
 * @param range the values that are 0 and 255 in the result: [0, 1] by default; [0, 255] and [-1, 1]
 *     are as common. What lies outside is cut. Of a residual only the distance of the two matters
 * @param result picture by default
 */
public record ImageSettings(
    @Default("[0, 1]") @Help("values of black and of white: [0, 1], [0, 255], [-1, 1]")
        List<Double> range,
    @Default("picture")
        @Help("picture; residual (to be added to the input); alpha (becomes the alpha channel)")
        ImageMeaning result) {

  /** Where the card has no block. */
  static final ImageSettings DEFAULT = new ImageSettings(List.of(0.0, 1.0), ImageMeaning.PICTURE);

  private static final double WHITE = 255;

  public ImageSettings {
    range = List.copyOf(range);
    boolean valid =
        range.size() == 2
            && Double.isFinite(range.get(0))
            && Double.isFinite(range.get(1))
            && range.get(0) < range.get(1);
    if (!valid) {
      throw new UserError(
          "range = " + range + " is no range; give the values of black and of white: [0, 1]");
    }
  }

  /** Gray levels for each unit of the output. */
  double scale() {
    return WHITE / (range.get(1) - range.get(0));
  }

  /** The gray level, 0 to 255 and beyond, of a value of a picture or of alpha. */
  double level(double value) {
    return (value - range.get(0)) * scale();
  }
}
