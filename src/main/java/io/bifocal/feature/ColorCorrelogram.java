package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import java.util.List;

/**
 * Autocorrelogram of colours: how likely the neighbours of a colour at certain distances have the
 * same colour, which tells patches from speckles that a histogram cannot.
 *
 * <ol>
 *   <li>Colours are converted to {@code space}, 8 bits a channel, and quantised to bins as in
 *       {@code color-histogram}.
 *   <li>For each colour c and distance d, all pairs of a pixel of colour c and a pixel of the
 *       picture at distance d from it are looked at: of those on the square ring max(|dx|, |dy|) =
 *       d, of which there are 8 d inside the picture, fewer near its border.
 *   <li>The number of pairs of equal colour is divided by the number of pairs.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: one value between 0 and 1 for each distance and colour; index k b0 b1 b2 + c for the
 * k-th of {@code distances} and colour c = (i0 b1 + i1) b2 + i2 of bins i0, i1, i2 of the channels
 * in the order of the space's name. 256 values for the defaults.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: 0 for a colour that does not
 * occur, or whose pixels have no neighbour at that distance.
 *
 * <p>Source: J. Huang, S. R. Kumar, M. Mitra, W.-J. Zhu and R. Zabih, Image indexing using color
 * correlograms, CVPR 1997, doi:10.1109/CVPR.1997.609412; there each pixel counts for 8 d pairs even
 * at the border, so that borders lower the values.
 *
 * @param space rgb (default), hsv, lab or opponent
 * @param bins number of bins of each channel, or one number for all three, 1 to 255 (hue: to 180)
 *     and no more than 255 in all, default 4
 * @param distances in pixels, 1 to 63, up to 16 of them, default 1, 3, 5, 7
 */
public record ColorCorrelogram(
    @Default("rgb") @Help("colour space: rgb, hsv, lab or opponent") ColorSpace space,
    @Default("[4, 4, 4]")
        @Help(
            "bins of each channel, or one number for all three: 1 to 255, hue to 180; their product up to 255")
        List<Integer> bins,
    @Default("[1, 3, 5, 7]") @Help("distances in pixels, 1 to 63, up to 16 of them")
        List<Integer> distances)
    implements FeatureExtractor {

  /** Codes are bytes, and one is needed for what is not in the picture. */
  private static final int MOST_COLORS = 255;

  private static final int MOST_DISTANCES = 16;

  /** Four times this many matches of a pixel have to fit into a byte. */
  private static final int FARTHEST = 63;

  public ColorCorrelogram {
    bins = ColorBins.checked(space, bins, MOST_COLORS);
    distances = List.copyOf(distances);
    if (distances.isEmpty() || distances.size() > MOST_DISTANCES) {
      throw new UserError(
          "distances has " + distances.size() + " numbers; give 1 to " + MOST_DISTANCES);
    }
    for (int distance : distances) {
      Bounds.check("distances", distance, 1, FARTHEST);
    }
  }

  @Override
  public int length(Input input) {
    return ColorBins.product(bins) * distances.size();
  }

  @Override
  public Worker open(Input input) {
    return new ColorCorrelogramWorker(this);
  }
}
