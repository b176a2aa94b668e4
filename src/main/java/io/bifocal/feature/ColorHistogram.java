package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Joint histogram of three colour channels: how much there is of each colour, wherever it is.
 *
 * <ol>
 *   <li>Colours are converted to {@code space}, 8 bits a channel.
 *   <li>Each channel is cut into bins of equal width: value v of a channel with r values falls into
 *       bin floor(v (bins/r)), in double precision, as OpenCV's calcHist has it.
 *   <li>Pixels are counted by their three bins, and the counts divided by the number of pixels.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: b0 b1 b2 values, sum 1; index (i0 b1 + i1) b2 + i2 for bins i0, i1, i2 of the channels
 * in the order of the space's name: hue, saturation, value; red, green, blue; L*, a*, b*.
 *
 * <p>Errors: UserError for a number of bins out of range. Undefined cases: the hue of a colour
 * without saturation is 0.
 *
 * <p>Source: M. J. Swain and D. H. Ballard, Color indexing, IJCV 7(1), 1991,
 * doi:10.1007/BF00130487.
 *
 * @param space hsv (default), rgb or lab
 * @param bins number of bins of each channel, or one number for all three, 1 to 256 (hue: to 180)
 *     and no more than 65,536 in all, default 8
 */
public record ColorHistogram(
    @Default("hsv") @Help("colour space: hsv, rgb or lab") ColorSpace space,
    @Default("[8, 8, 8]")
        @Help(
            "bins of each channel, or one number for all three: 1 to 256, hue to 180; their product up to 65,536")
        List<Integer> bins)
    implements FeatureExtractor {

  private static final int CHANNELS = 3;
  private static final int LONGEST = 65_536;

  public ColorHistogram {
    if (bins.size() != 1 && bins.size() != CHANNELS) {
      throw new UserError(
          "bins has " + bins.size() + " numbers; give one for each of 3 channels, or one for all");
    }
    bins = bins.size() == 1 ? List.of(bins.get(0), bins.get(0), bins.get(0)) : List.copyOf(bins);
    for (int channel = 0; channel < CHANNELS; channel++) {
      Bounds.check("bins", bins.get(channel), 1, space.range(channel));
    }
    if (product(bins) > LONGEST) {
      throw new UserError(
          "bins = " + bins + " make " + product(bins) + " values; give at most " + LONGEST);
    }
  }

  @Override
  public int length(Input input) {
    return product(bins);
  }

  @Override
  public Worker open(Input input) {
    return new Counter(this);
  }

  private static int product(List<Integer> bins) {
    return bins.get(0) * bins.get(1) * bins.get(2);
  }

  /** What each value of a channel adds to the index, given the stride of its bins. */
  private int[] offsets(int channel, int stride) {
    // The quotient first: whole-number arithmetic differs at some borders, of 26 bins of hue first.
    double scale = (double) bins.get(channel) / space.range(channel);
    int[] offsets = new int[256];
    for (int value = 0; value < space.range(channel); value++) {
      offsets[value] = Math.min((int) (value * scale), bins.get(channel) - 1) * stride;
    }
    return offsets;
  }

  private static final class Counter implements Worker {
    /** Few enough to stay in the cache between conversion and counting. */
    private static final int STRIP_PIXELS = 32_768;

    private final int conversion;
    private final int[] first;
    private final int[] second;
    private final int[] third;
    private final int[] counts;
    private final Mat converted;
    private byte[] strip = new byte[0];

    Counter(ColorHistogram recipe) {
      Natives.ensureLoaded();
      conversion = recipe.space.conversion();
      first = recipe.offsets(0, recipe.bins.get(1) * recipe.bins.get(2));
      second = recipe.offsets(1, recipe.bins.get(2));
      third = recipe.offsets(2, 1);
      counts = new int[product(recipe.bins)];
      converted = new Mat();
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, counts.length);
      Arrays.fill(counts, 0);
      int rows = Math.max(1, STRIP_PIXELS / picture.width());
      for (int top = 0; top < picture.height(); top += rows) {
        try (Mat part = picture.bgr().rowRange(top, Math.min(top + rows, picture.height()))) {
          count(part);
        }
      }
      double pixels = (double) picture.width() * picture.height();
      for (int i = 0; i < counts.length; i++) {
        vector[i] = (float) (counts[i] / pixels);
      }
    }

    @Override
    public void close() {
      converted.close();
    }

    private void count(Mat part) {
      opencv_imgproc.cvtColor(part, converted, conversion);
      int length = Math.toIntExact(converted.total() * CHANNELS);
      if (strip.length < length) {
        strip = new byte[length];
      }
      converted.data().get(strip, 0, length);
      for (int i = 0; i < length; i += CHANNELS) {
        counts[first[strip[i] & 0xFF] + second[strip[i + 1] & 0xFF] + third[strip[i + 2] & 0xFF]]++;
      }
    }
  }
}
