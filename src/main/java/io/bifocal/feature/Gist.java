package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Resize;
import java.util.List;

/**
 * Gist: the layout of a scene, as the energy of oriented filters in the parts of the picture.
 *
 * <ol>
 *   <li>Gray values are stretched to 0 to 255; their logarithm (of 1 more) is whitened: what lies
 *       below 4 cycles an image is taken away, and the rest divided by 0.2 plus its deviation
 *       around each pixel.
 *   <li>Mirrored by 32 pixels at each side and multiplied, in the Fourier domain, by one Gabor
 *       transfer function for each scale and orientation; the absolute value of the result is
 *       taken.
 *   <li>The mean of each response in each of {@code blocks} by {@code blocks} parts.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of a fixed size, at least {@code blocks} pixels and at least 8 pixels
 * each way.
 *
 * <p>Output: blocks² values for each scale and orientation, scale by scale from the finest, within
 * it orientation by orientation; 512 for the defaults. Within a filter, index x blocks + y for the
 * part in column x and row y.
 *
 * <p>Errors: UserError for a parameter out of range and for an input without a size or too small.
 * Undefined cases: a flat picture is all 0.
 *
 * <p>Source: A. Oliva and A. Torralba, Modeling the shape of the scene: a holistic representation
 * of the spatial envelope, IJCV 42(3), 2001, doi:10.1023/A:1011139631724; constants of the filters
 * and of whitening as in the authors' program. On pictures that are not square frequencies are
 * relative to each side, where theirs are relative to the width.
 *
 * @param blocks parts along each side, 1 to 16, default 4
 * @param orientations orientations of each scale from the finest on, 1 to 16 each, 1 to 8 scales,
 *     default 8, 8, 8, 8
 */
public record Gist(
    @Default("4") @Help("parts along each side, 1 to 16") int blocks,
    @Default("[8, 8, 8, 8]")
        @Help("orientations of each scale from the finest on, 1 to 16 each, of 1 to 8 scales")
        List<Integer> orientations)
    implements FeatureExtractor {

  private static final int SMALLEST = 8;

  public Gist {
    orientations = List.copyOf(orientations);
    Bounds.check("blocks", blocks, 1, 16);
    if (orientations.isEmpty() || orientations.size() > 8) {
      throw new UserError(
          "orientations has " + orientations.size() + " scales; give 1 to 8 numbers");
    }
    for (int count : orientations) {
      Bounds.check("orientations", count, 1, 16);
    }
  }

  @Override
  public Input defaultInput() {
    return new Input(List.of(128, 128), true, Resize.STRETCH);
  }

  @Override
  public int length(Input input) {
    if (!input.isSized()) {
      throw new UserError("gist needs pictures of one size; set input.size, for example to 128");
    }
    int least = Math.max(blocks, SMALLEST);
    if (Math.min(input.width(), input.height()) < least) {
      throw new UserError(
          "input.size = " + input.size() + " is too small for gist; give at least " + least);
    }
    return blocks * blocks * orientations.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public Worker open(Input input) {
    Natives.ensureLoaded();
    return new GistWorker(this, input, length(input));
  }
}
