package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * How fast the power spectrum falls with spatial frequency: about as 1 / f² in pictures of nature,
 * more slowly in cluttered or noisy ones, faster in blurred ones.
 *
 * <ol>
 *   <li>The picture is weighted by a Hann window, sin²(π (x + 1/2) / width) sin²(π (y + 1/2) /
 *       height), after its mean under the same weights was subtracted.
 *   <li>Power is the squared magnitude of its discrete Fourier transform, divided by the sum of the
 *       squared weights; for the transform, the sides are filled up with zeros to products of 2, 3
 *       and 5.
 *   <li>Power is averaged over rings: with n pixels on the shorter side of the picture, ring k
 *       holds the frequencies that, in cycles per n pixels, round to k; k = 2 to floor(n / 2). Ring
 *       1 is left out for the mean and the window distort it.
 *   <li>Through the points (log10(k / n), log10 of the power of ring k) goes the least-squares
 *       line, each ring counting the same.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 3 values: 0 the slope, about -2 for pictures of nature; 1 the intercept, log10 of the
 * power at 1 cycle per pixel; 2 the root of the mean squared distance of the points from the line,
 * along the axis of power.
 *
 * <p>Errors: none. Undefined cases: rings with less than 1e-20 of the power of all rings, which is
 * but rounding, are left out; all values are 0 where fewer than two rings remain, as in a flat
 * picture and in one whose shorter side is less than 6 pixels.
 *
 * <p>Source: A. van der Schaaf and J. H. van Hateren, Modelling the power spectra of natural
 * images: statistics and information, Vision Research 36(17), 1996,
 * doi:10.1016/0042-6989(96)00002-8. There, pictures have one size and are scaled by their mean, and
 * slopes are fitted for each orientation too.
 */
public record SpectrumSlope() implements FeatureExtractor {
  private static final int VALUES = 3;

  @Override
  public int length(Input input) {
    return VALUES;
  }

  @Override
  public Worker open(Input input) {
    return new SpectrumWorker();
  }

  /** The logarithm of the power of each frequency, with that of the mean in the middle. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), SpectrumDrawing.draw(view), Drawing.bars(vector));
  }
}
