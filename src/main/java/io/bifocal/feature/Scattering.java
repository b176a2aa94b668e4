package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Resize;
import java.util.List;
import java.util.Locale;

/**
 * The wavelet scattering transform: texture at several scales and orientations, whatever the exact
 * position and small deformations.
 *
 * <ol>
 *   <li>The picture is continued by reflection to all sides and filtered with Morlet wavelets of
 *       {@code octaves} scales, each one octave apart, and {@code orientations} orientations; the
 *       modulus of each result, with every 2^j-th row and column at scale j, is a picture of first
 *       order.
 *   <li>Each of these is filtered in the same way with the wavelets of all larger scales: pictures
 *       of second order.
 *   <li>The picture itself and those of first and second order are smoothed with a Gaussian of
 *       0.8·2^(octaves - 1) pixels and sampled at every 2^octaves-th pixel.
 *   <li>{@code means} keeps the mean of each such map, {@code maps} all its values.
 * </ol>
 *
 * <p>The wavelet of scale j and orientation t has a Gaussian envelope of 0.8·2^j pixels along its
 * wave and orientations/4 times as much across, the frequency 3π/4·2^-j and the direction (o/2 - 1
 * - t)·180/o degrees from the y axis, which points down, towards the x axis, for o orientations. A
 * multiple of the envelope is subtracted so that its sum is 0. The definition is that of Kymatio's
 * Scattering2D to the last detail, its 3.1415 for π in the norm of the filters included.
 *
 * <p>Input: gray 0 to 255, taken as 0 to 1, of a fixed size of at least 2^octaves pixels each way.
 *
 * <p>Output: for J octaves and L orientations 1 coefficient of order 0, J L of order 1 (index 1 + j
 * L + t) and L² J (J - 1)/2 of order 2, ordered by the first scale, the first orientation, the
 * second scale and the second orientation; 217 values with the defaults. With {@code maps}
 * floor(width/2^J) floor(height/2^J) values, row by row, in place of each.
 *
 * <p>Errors: UserError for a parameter out of range and for an input without a size, too small or
 * giving over a million values. Undefined cases: none; a flat picture has 0 in all orders above 0,
 * up to rounding.
 *
 * <p>Source: J. Bruna and S. Mallat, Invariant scattering convolution networks, IEEE TPAMI 35(8),
 * 2013, doi:10.1109/TPAMI.2012.230; the filters: M. Andreux et al., Kymatio: scattering transforms
 * in Python, JMLR 21(60), 2020, doi:10.48550/arXiv.1812.11214.
 *
 * @param octaves number J of scales, 1 to 8, default 3
 * @param orientations number L of orientations over 180 degrees, 1 to 32, default 8
 * @param order highest order, 0 to 2, default 2
 * @param output means (default) or maps
 */
public record Scattering(
    @Default("3") @Help("number of scales, each twice the last, 1 to 8") int octaves,
    @Default("8") @Help("number of orientations over 180 degrees, 1 to 32") int orientations,
    @Default("2") @Help("highest order of scattering, 0 to 2") int order,
    @Default("means") @Help("what is given of each coefficient: means or maps")
        ScatteringOutput output)
    implements FeatureExtractor {

  private static final int LONGEST = 1_000_000;

  public Scattering {
    Bounds.check("octaves", octaves, 1, 8);
    Bounds.check("orientations", orientations, 1, 32);
    Bounds.check("order", order, 0, 2);
  }

  @Override
  public Input defaultInput() {
    return new Input(List.of(128, 128), true, Resize.STRETCH);
  }

  @Override
  public int length(Input input) {
    if (!input.isSized()) {
      throw new UserError(
          "scattering needs pictures of one size; set input.size, for example to 128");
    }
    long maps = maps("width", input.width()) * maps("height", input.height());
    long length = coefficients() * (output == ScatteringOutput.MEANS ? 1 : maps);
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "scattering of %d by %d pixels has %d values, more than %d; use output = means, a"
                  + " lower order or a smaller input.size",
              input.width(),
              input.height(),
              length,
              LONGEST));
    }
    return (int) length;
  }

  @Override
  public Worker open(Input input) {
    return new ScatteringWorker(this, input, length(input));
  }

  private int coefficients() {
    int first = octaves * orientations;
    int second = orientations * orientations * octaves * (octaves - 1) / 2;
    return 1 + (order > 0 ? first : 0) + (order > 1 ? second : 0);
  }

  private long maps(String side, int pixels) {
    if (pixels >> octaves == 0) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "input %s = %d is less than 2^octaves = %d pixels; enlarge input.size or lower"
                  + " octaves",
              side,
              pixels,
              1 << octaves));
    }
    return pixels >> octaves;
  }
}
