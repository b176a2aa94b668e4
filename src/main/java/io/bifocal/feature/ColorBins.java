package io.bifocal.feature;

import io.bifocal.conf.UserError;
import java.util.List;

/** Cuts each of the three channels of a colour space into bins of equal width. */
final class ColorBins {
  private static final int CHANNELS = 3;

  private final int[] first;
  private final int[] second;
  private final int[] third;

  ColorBins(ColorSpace space, List<Integer> bins) {
    first = offsets(space.range(0), bins.get(0), bins.get(1) * bins.get(2));
    second = offsets(space.range(1), bins.get(1), bins.get(2));
    third = offsets(space.range(2), bins.get(2), 1);
  }

  /**
   * The numbers of bins of three channels, each in range.
   *
   * @param bins one for each channel, or one for all
   * @param most that their product may be
   */
  static List<Integer> checked(ColorSpace space, List<Integer> bins, int most) {
    if (bins.size() != 1 && bins.size() != CHANNELS) {
      throw new UserError(
          "bins has " + bins.size() + " numbers; give one for each of 3 channels, or one for all");
    }
    List<Integer> all =
        bins.size() == 1 ? List.of(bins.get(0), bins.get(0), bins.get(0)) : List.copyOf(bins);
    for (int channel = 0; channel < CHANNELS; channel++) {
      Bounds.check("bins", all.get(channel), 1, space.range(channel));
    }
    if (product(all) > most) {
      throw new UserError(
          "bins = " + all + " make " + product(all) + " values; give at most " + most);
    }
    return all;
  }

  static int product(List<Integer> bins) {
    return bins.get(0) * bins.get(1) * bins.get(2);
  }

  /** Counts {@code pixels} colours by their bins. */
  void count(byte[] samples, int pixels, int[] counts) {
    int length = pixels * CHANNELS;
    for (int i = 0; i < length; i += CHANNELS) {
      counts[
          first[samples[i] & 0xFF]
              + second[samples[i + 1] & 0xFF]
              + third[samples[i + 2] & 0xFF]]++;
    }
  }

  /** Puts the numbers of {@code pixels} colours into {@code codes}, where there are up to 256. */
  void encode(byte[] samples, int pixels, byte[] codes, int from) {
    for (int i = 0; i < pixels; i++) {
      int at = i * CHANNELS;
      codes[from + i] =
          (byte)
              (first[samples[at] & 0xFF]
                  + second[samples[at + 1] & 0xFF]
                  + third[samples[at + 2] & 0xFF]);
    }
  }

  /** What each value of a channel adds to the index, given the stride of its bins. */
  private static int[] offsets(int range, int bins, int stride) {
    // The quotient first: whole-number arithmetic differs at some borders, of 26 bins of hue first.
    double scale = (double) bins / range;
    int[] offsets = new int[256];
    for (int value = 0; value < range; value++) {
      offsets[value] = Math.min((int) (value * scale), bins - 1) * stride;
    }
    return offsets;
  }
}
