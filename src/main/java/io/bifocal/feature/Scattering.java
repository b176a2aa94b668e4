package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Resize;
import java.util.List;
import java.util.Locale;

/**
 * The wavelet scattering transform: texture that neither small shifts nor small deformations
 * change, from wavelets and moduli in two layers.
 *
 * <ol>
 *   <li>The picture divided by 255 is continued by 2^octaves pixels on all sides by reflection
 *       (BORDER_REFLECT_101).
 *   <li>It is filtered by Morlet wavelets at scales 2^j, j from 0 to octaves - 1, and {@code
 *       orientations} angles; the moduli are kept at every 2^j-th pixel: the first layer.
 *   <li>Each of them is filtered by the wavelets of all larger scales; the moduli are the second
 *       layer.
 *   <li>The picture itself and all moduli are smoothed by a Gaussian of scale 2^octaves and kept at
 *       every 2^octaves-th pixel of the picture.
 * </ol>
 *
 * <p>Filters are those of Kymatio: wavelet (j, t) is a Gabor function with σ = 0.8 · 2^j, frequency
 * 3π / 4 / 2^j, angle (⌊orientations / 2⌋ - 1 - t) 180 / orientations degrees from the y axis,
 * which points down, towards the x axis, and an envelope 4 / orientations as wide across as along
 * the waves' fronts, less the multiple of the envelope that makes its sum 0; the Gaussian has σ =
 * 0.8 · 2^(octaves - 1). Both are divided by 2 · 3.1415 σ² with just these digits of π, so that the
 * values are the same. All are periodic with the continued picture.
 *
 * <p>Input: gray 0 to 255 of a fixed size; width and height are multiples of 2^octaves.
 *
 * <p>Output: with J octaves and L orientations 1 + J L + L² J (J - 1) / 2 coefficients, 217 for the
 * defaults (order 1: 1 + J L, order 0: 1). Index 0: the smoothed picture; 1 + j L + t: wavelet (j,
 * t); then, for (j1, t1) in this order and for each all (j2, t2) with j2 &gt; j1 in this order, the
 * second layer. {@code maps}: (width / 2^J) (height / 2^J) values in place of each, row by row.
 *
 * <p>Errors: UserError for a parameter out of range and for an input without a size, of another
 * size or giving over a million values. Undefined cases: none.
 *
 * <p>Source: J. Bruna and S. Mallat, Invariant scattering convolution networks, IEEE TPAMI 35(8),
 * 2013, doi:10.1109/TPAMI.2012.230.
 *
 * @param octaves number of scales, 1 to 8, default 3
 * @param orientations number of angles over 180 degrees, 1 to 32, default 8
 * @param order number of layers, 0 to 2, default 2
 * @param output means (default) or maps
 */
public record Scattering(
    @Default("3") @Help("number of scales, 1 to 8") int octaves,
    @Default("8") @Help("number of angles over 180 degrees, 1 to 32") int orientations,
    @Default("2") @Help("number of layers, 0 to 2") int order,
    @Default("means") @Help("what is kept of each coefficient: means or maps")
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
    long cells = (long) cells("width", input.width()) * cells("height", input.height());
    long length = output == ScatteringOutput.MEANS ? coefficients() : cells * coefficients();
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "scattering of %d by %d pixels has %d values, more than %d; use output = means or a"
                  + " smaller input.size",
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

  private int cells(String side, int pixels) {
    int cell = 1 << octaves;
    if (pixels % cell != 0) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "input %s = %d is not a multiple of 2^octaves = %d; use %d",
              side,
              pixels,
              cell,
              Math.max(1, pixels / cell) * cell));
    }
    return pixels / cell;
  }
}
