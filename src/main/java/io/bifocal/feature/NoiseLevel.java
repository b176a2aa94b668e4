package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * Noise: the standard deviation of the noise, as far as it can be told from one picture.
 *
 * <ol>
 *   <li>The diagonal details d of one level of Daubechies' wavelet with two vanishing moments (db2,
 *       4 taps), the picture continued by symmetric reflection. Value 0 is the median of |d| over
 *       all d that are not 0, divided by 0.6744897501960817, that of a normal distribution
 *       (scikit-image's estimate_sigma).
 *   <li>The picture filtered by [1 -2 1; -2 4 -2; 1 -2 1], which cancels ramps along rows and
 *       columns. Value 1 is √(π/2)/6 times the mean magnitude over all pixels that are not on the
 *       border (Immerkær).
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 2 values, both in gray values, 0 or more. 0: by wavelets; texture hardly disturbs it.
 * 1: by Immerkær; texture counts as noise.
 *
 * <p>Errors: none. Undefined cases: value 0 is 0 where every d is 0; value 1 is 0 where a side has
 * less than 3 pixels.
 *
 * <p>Source: D. L. Donoho and I. M. Johnstone, Ideal spatial adaptation by wavelet shrinkage,
 * Biometrika 81(3), 1994, doi:10.1093/biomet/81.3.425; J. Immerkær, Fast noise variance estimation,
 * CVIU 64(2), 1996, doi:10.1006/cviu.1996.0060.
 */
public record NoiseLevel() implements FeatureExtractor {
  private static final int LENGTH = 2;

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new Meter();
  }

  private static final class Meter implements Worker {
    private final WaveletNoise wavelet = new WaveletNoise();
    private final IntRows rows = new IntRows();
    private int[] above = new int[0];
    private int[] center = new int[0];
    private int[] below = new int[0];
    private int[] curvature = new int[0];
    private int[] sums = new int[0];

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      vector[0] = (float) wavelet.sigma(picture.gray());
      rows.load(picture.gray());
      vector[1] = (float) immerkaer(rows.width(), rows.height());
    }

    @Override
    public void close() {}

    private double immerkaer(int width, int height) {
      if (width < 3 || height < 3) {
        return 0;
      }
      ensureCapacity(width);
      rows.read(0, above);
      rows.read(1, center);
      for (int y = 2; y < height; y++) {
        rows.read(y, below);
        addMagnitudes(above, center, below, curvature, sums, width);
        int[] free = above;
        above = center;
        center = below;
        below = free;
      }
      long sum = 0;
      for (int x = 0; x < width - 2; x++) {
        sum += sums[x];
      }
      return Math.sqrt(Math.PI / 2) * sum / (6.0 * (width - 2) * (height - 2));
    }

    private void ensureCapacity(int width) {
      if (sums.length < width) {
        above = new int[width];
        center = new int[width];
        below = new int[width];
        curvature = new int[width];
        sums = new int[width];
      }
      Arrays.fill(sums, 0);
    }

    private static void addMagnitudes(
        int[] above, int[] center, int[] below, int[] curvature, int[] sums, int width) {
      for (int x = 0; x < width; x++) {
        curvature[x] = above[x] - 2 * center[x] + below[x];
      }
      for (int x = 0; x < width - 2; x++) {
        sums[x] += Math.abs(curvature[x] - 2 * curvature[x + 1] + curvature[x + 2]);
      }
    }
  }
}
