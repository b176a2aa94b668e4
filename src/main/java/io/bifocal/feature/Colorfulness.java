package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * How colourful a picture seems to people, from 0 for gray to over 100.
 *
 * <ol>
 *   <li>Opponents of each pixel: rg = R - G and yb = (R + G)/2 - B.
 *   <li>Their means μ and population standard deviations σ over all pixels.
 *   <li>√(σrg² + σyb²) + 0.3 √(μrg² + μyb²).
 * </ol>
 *
 * <p>Input: colour 0 to 255 of any size; gray counts as red = green = blue.
 *
 * <p>Output: 1 value. In the paper's experiments 0 is not colourful, 15 slightly, 33 moderately, 45
 * averagely, 59 quite, 82 highly and 109 extremely colourful.
 *
 * <p>Errors: none. Undefined cases: none; a flat picture has only the second term.
 *
 * <p>Source: D. Hasler and S. Süsstrunk, Measuring colorfulness in natural images, Proc. SPIE 5007,
 * 2003, doi:10.1117/12.477378.
 */
public record Colorfulness() implements FeatureExtractor {

  private static final double SHARE_OF_MEANS = 0.3;

  @Override
  public int length(Input input) {
    return 1;
  }

  @Override
  public Worker open(Input input) {
    return new Opponents();
  }

  private static final class Opponents implements Worker {
    private final ColorStrips strips = new ColorStrips(ColorSpace.RGB);
    private long redGreen;
    private long redGreenSquares;
    private long twiceYellowBlue;
    private long twiceYellowBlueSquares;

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, 1);
      redGreen = 0;
      redGreenSquares = 0;
      twiceYellowBlue = 0;
      twiceYellowBlueSquares = 0;
      strips.read(picture, (samples, top, pixels) -> add(samples, pixels));
      long pixels = (long) picture.width() * picture.height();
      double rg = (double) redGreen / pixels;
      double yb = (double) twiceYellowBlue / pixels / 2;
      double variances =
          variance(pixels, redGreen, redGreenSquares)
              + variance(pixels, twiceYellowBlue, twiceYellowBlueSquares) / 4;
      vector[0] = (float) (Math.sqrt(variances) + SHARE_OF_MEANS * Math.sqrt(rg * rg + yb * yb));
    }

    @Override
    public void close() {
      strips.close();
    }

    private void add(byte[] samples, int pixels) {
      long sum = 0;
      long squares = 0;
      long otherSum = 0;
      long otherSquares = 0;
      for (int i = 0; i < 3 * pixels; i += 3) {
        long red = samples[i] & 0xFF;
        long green = samples[i + 1] & 0xFF;
        long rg = red - green;
        long yb = red + green - 2L * (samples[i + 2] & 0xFF);
        sum += rg;
        squares += rg * rg;
        otherSum += yb;
        otherSquares += yb * yb;
      }
      redGreen += sum;
      redGreenSquares += squares;
      twiceYellowBlue += otherSum;
      twiceYellowBlueSquares += otherSquares;
    }

    /** Around the whole number next to the mean, where the sums are exact and nothing cancels. */
    private static double variance(long count, long sum, long squares) {
      long near = Math.round((double) sum / count);
      double rest = (double) (sum - near * count) / count;
      return (double) (squares - 2 * near * sum + near * near * count) / count - rest * rest;
    }
  }
}
