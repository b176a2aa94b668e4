package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Resize;
import java.util.List;

/**
 * The gist of a scene: how much detail of each scale and orientation there is in each part of it.
 *
 * <ol>
 *   <li>Gray values are stretched to 0 to 255; their logarithm log(1 + g) loses what a Gaussian
 *       low-pass of 4 cycles a picture keeps, and is divided by 0.2 plus the local standard
 *       deviation under the same Gaussian. Around the picture lie 5 pixels of reflection.
 *   <li>The result is continued by 32 pixels of reflection and filtered in the Fourier domain. The
 *       filter of scale i and orientation k of n is exp(-3.5 (r/f - 1)² - π n²/32 t²) at the
 *       distance r from the origin in cycles a pixel and the angle t from its own orientation, with
 *       f = 0.3/1.85^i.
 *   <li>The modulus of each result is averaged over {@code blocks} by {@code blocks} parts.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of a fixed size, at least {@code blocks} pixels each way. By default the
 * centre in 128 by 128 pixels.
 *
 * <p>Output: blocks² values for each filter, 512 with the defaults. Index (l b + x) b + y is the
 * part in column x and row y of b for filter l; filters run through the orientations of the first,
 * finest scale, then of the next. Orientation k of n is that of a wave in the direction of 180 k/n
 * degrees from the x axis, counter-clockwise as seen.
 *
 * <p>The steps, constants and order are those of the descriptor that the authors published as code
 * with its default settings. What differs: gray is BT.601 luma instead of the mean of red, green
 * and blue; resizing is that of the input; where a picture is not square, frequencies are cycles a
 * pixel along either axis. The paper itself goes on to principal components of such values, which
 * this leaves to the user.
 *
 * <p>Errors: UserError for a parameter out of range and for an input without a size or with fewer
 * pixels than parts. Undefined cases: a flat picture counts as 0 everywhere and gives 0.
 *
 * <p>Source: A. Oliva and A. Torralba, Modeling the shape of the scene: a holistic representation
 * of the spatial envelope, IJCV 42(3), 2001, doi:10.1023/A:1011139631724.
 *
 * @param blocks number of parts each way, 1 to 16, default 4
 * @param orientations number of orientations over 180 degrees at each scale from the finest on, 1
 *     to 8 scales of 1 to 32, default 8, 8, 8, 8
 */
public record Gist(
    @Default("4") @Help("number of parts each way, 1 to 16") int blocks,
    @Default("[8, 8, 8, 8]")
        @Help("orientations at each scale from the finest on, 1 to 8 scales of 1 to 32")
        List<Integer> orientations)
    implements FeatureExtractor {

  private static final int MOST_SCALES = 8;

  public Gist {
    Bounds.check("blocks", blocks, 1, 16);
    orientations = List.copyOf(orientations);
    if (orientations.isEmpty() || orientations.size() > MOST_SCALES) {
      throw new UserError(
          "orientations has " + orientations.size() + " numbers; give 1 to " + MOST_SCALES);
    }
    for (int number : orientations) {
      Bounds.check("orientations", number, 1, 32);
    }
  }

  @Override
  public Input defaultInput() {
    return new Input(List.of(128, 128), true, Resize.CROP);
  }

  @Override
  public int length(Input input) {
    if (!input.isSized()) {
      throw new UserError("gist needs pictures of one size; set input.size, for example to 128");
    }
    check("width", input.width());
    check("height", input.height());
    return blocks * blocks * orientations.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public Worker open(Input input) {
    return new GistWorker(this, input, length(input));
  }

  private void check(String side, int pixels) {
    if (pixels < blocks) {
      throw new UserError(
          "input "
              + side
              + " = "
              + pixels
              + " is less than blocks = "
              + blocks
              + "; enlarge input.size or lower blocks");
    }
  }
}
