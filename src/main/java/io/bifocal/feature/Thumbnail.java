package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import io.bifocal.image.Resize;
import java.util.List;
import java.util.Locale;

/**
 * The pixels of the picture made small: the baseline that any descriptor has to beat.
 *
 * <ol>
 *   <li>The picture is scaled to {@code input.size} by the mean over areas (bilinearly where it is
 *       smaller).
 *   <li>Each pixel is converted to {@code color}, 8 bits a channel.
 *   <li>Values are divided by 255.
 * </ol>
 *
 * <p>Input: colour or gray of a fixed size, by default 32 by 32 pixels; gray counts as red = green
 * = blue.
 *
 * <p>Output: width times height values for {@code gray}, three times as many for {@code rgb} and
 * {@code lab}, between 0 and 1; index (y width + x) channels + c for the pixel in column x and row
 * y, with channel c in the order red, green, blue or L*, a*, b*. 3,072 values for the defaults. L*
 * is 0 to 100 in those 0 to 1, a* and b* are 0 at 128/255 and one unit is 1/255.
 *
 * <p>Errors: UserError for an input without a size or giving over a million values. Undefined
 * cases: none.
 *
 * <p>Source: A. Torralba, R. Fergus and W. T. Freeman, 80 million tiny images: a large data set for
 * nonparametric object and scene recognition, IEEE TPAMI 30(11), 2008, doi:10.1109/TPAMI.2008.128;
 * there each vector is also normalised to mean 0 and length 1.
 *
 * @param color gray, rgb (default) or lab
 */
public record Thumbnail(
    @Default("rgb") @Help("what a pixel consists of: gray, rgb or lab") ThumbnailColor color)
    implements FeatureExtractor {

  private static final int LONGEST = 1_000_000;

  @Override
  public Input defaultInput() {
    return new Input(List.of(32, 32), false, Resize.STRETCH);
  }

  @Override
  public int length(Input input) {
    if (!input.isSized()) {
      throw new UserError("thumbnail needs a size; set input.size, for example to 32");
    }
    long length = (long) input.width() * input.height() * color.channels();
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "thumbnail of %d by %d pixels has %d values, more than %d; use a smaller input.size",
              input.width(),
              input.height(),
              length,
              LONGEST));
    }
    return (int) length;
  }

  @Override
  public Worker open(Input input) {
    int length = length(input);
    return switch (color) {
      case GRAY -> new GrayPixels(input, length);
      case RGB -> new ColorPixels(input, length, ColorSpace.RGB);
      case LAB -> new ColorPixels(input, length, ColorSpace.LAB);
    };
  }

  /** The small pixels, enlarged. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(
        color == ThumbnailColor.GRAY ? Drawing.plane(view.gray()) : Drawing.enlarged(view));
  }

  private static void put(byte[] samples, int count, float[] vector, int from) {
    for (int i = 0; i < count; i++) {
      vector[from + i] = (samples[i] & 0xFF) / 255f;
    }
  }

  private static final class GrayPixels implements Worker {
    private final Input input;
    private final int length;
    private final GrayPlane plane = new GrayPlane();

    GrayPixels(Input input, int length) {
      this.input = input;
      this.length = length;
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(picture, input);
      Bounds.check(vector, length);
      plane.load(picture.gray());
      put(plane.samples(), length, vector, 0);
    }

    @Override
    public void close() {}
  }

  private static final class ColorPixels implements Worker {
    private final Input input;
    private final int length;
    private final ColorStrips strips;

    ColorPixels(Input input, int length, ColorSpace space) {
      this.input = input;
      this.length = length;
      strips = new ColorStrips(space);
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(picture, input);
      Bounds.check(vector, length);
      strips.read(
          picture,
          (samples, top, pixels) -> put(samples, 3 * pixels, vector, 3 * top * input.width()));
    }

    @Override
    public void close() {
      strips.close();
    }
  }
}
