package io.bifocal.image;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import java.io.Serializable;
import java.util.List;

/**
 * The picture that an extractor is handed, made from the decoded one. Shrinking averages areas
 * (OpenCV's INTER_AREA), enlarging interpolates linearly.
 *
 * @param size width and height in pixels, or one number for both; empty keeps the picture's own
 *     size
 * @param gray whether colour is dropped first (BT.601 luma, as OpenCV computes it)
 * @param resize what happens to the proportions where they differ
 */
public record Input(
    @Default("[]")
        @Help(
            "width and height in pixels, 1 to 16,384, or one number for both; empty keeps the picture's own")
        List<Integer> size,
    @Default("false") @Help("whether colour is dropped (BT.601 luma)") boolean gray,
    @Default("stretch")
        @Help(
            "where proportions differ: stretch, crop (the centre) or fit (the border is repeated)")
        Resize resize)
    implements Serializable {

  private static final int LARGEST = 16_384;

  /** The picture as it is. */
  public static final Input ORIGINAL = new Input(List.of(), false, Resize.STRETCH);

  public Input {
    size = List.copyOf(size.size() == 1 ? List.of(size.get(0), size.get(0)) : size);
    if (size.size() > 2) {
      throw new UserError(
          "size has " + size.size() + " numbers; give width and height, or one number for both");
    }
    for (int side : size) {
      if (side < 1 || side > LARGEST) {
        throw new UserError(
            "size = " + side + " is out of range; give 1 to " + LARGEST + " pixels");
      }
    }
  }

  /** A stretched colour picture of {@code width} by {@code height} pixels. */
  public static Input of(int width, int height) {
    return new Input(List.of(width, height), false, Resize.STRETCH);
  }

  public boolean isSized() {
    return !size.isEmpty();
  }

  /** Width in pixels; only where {@link #isSized()}. */
  public int width() {
    return size.get(0);
  }

  /** Height in pixels; only where {@link #isSized()}. */
  public int height() {
    return size.get(1);
  }
}
