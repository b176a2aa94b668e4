package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * Joint histogram of three colour channels: how much there is of each colour, wherever it is.
 *
 * <ol>
 *   <li>Colours are converted to {@code space}, 8 bits a channel, as {@link ColorSpace} says.
 *   <li>Each channel is cut into bins of equal width: value v of a channel with r values falls into
 *       bin floor(v (bins/r)), in double precision, as OpenCV's calcHist has it.
 *   <li>Pixels are counted by their three bins, and the counts divided by the number of pixels.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: b0 b1 b2 values, sum 1; index (i0 b1 + i1) b2 + i2 for bins i0, i1, i2 of the channels
 * in the order of the space's name: hue, saturation, value; red, green, blue; L*, a*, b*;
 * red-green, yellow-blue, intensity.
 *
 * <p>Errors: UserError for a number of bins out of range. Undefined cases: the hue of a colour
 * without saturation is 0.
 *
 * <p>Source: M. J. Swain and D. H. Ballard, Color indexing, IJCV 7(1), 1991,
 * doi:10.1007/BF00130487; opponent: K. E. A. van de Sande, T. Gevers and C. G. M. Snoek, Evaluating
 * color descriptors for object and scene recognition, IEEE TPAMI 32(9), 2010,
 * doi:10.1109/TPAMI.2009.154.
 *
 * @param space hsv (default), rgb, lab or opponent
 * @param bins number of bins of each channel, or one number for all three, 1 to 256 (hue: to 180)
 *     and no more than 65,536 in all, default 8
 */
public record ColorHistogram(
    @Default("hsv") @Help("colour space: hsv, rgb, lab or opponent") ColorSpace space,
    @Default("[8, 8, 8]")
        @Help(
            "bins of each channel, or one number for all three: 1 to 256, hue to 180; their product up to 65,536")
        List<Integer> bins)
    implements FeatureExtractor {

  private static final int LONGEST = 65_536;

  public ColorHistogram {
    bins = ColorBins.checked(space, bins, LONGEST);
  }

  @Override
  public int length(Input input) {
    return ColorBins.product(bins);
  }

  @Override
  public Worker open(Input input) {
    return new Counter(this);
  }

  /** The fullest bins in their colours, beside the picture. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), ColorBars.draw(space, bins, vector));
  }

  private static final class Counter implements Worker {
    private final ColorStrips strips;
    private final ColorBins bins;
    private final int[] counts;

    Counter(ColorHistogram recipe) {
      strips = new ColorStrips(recipe.space);
      bins = new ColorBins(recipe.space, recipe.bins);
      counts = new int[ColorBins.product(recipe.bins)];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, counts.length);
      Arrays.fill(counts, 0);
      strips.read(picture, (samples, top, pixels) -> bins.count(samples, pixels, counts));
      double pixels = (double) picture.width() * picture.height();
      for (int i = 0; i < counts.length; i++) {
        vector[i] = (float) (counts[i] / pixels);
      }
    }

    @Override
    public void close() {
      strips.close();
    }
  }
}
