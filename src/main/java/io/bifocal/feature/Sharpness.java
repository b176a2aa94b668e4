package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * Sharpness: how much fine detail there is, which blur takes away.
 *
 * <ol>
 *   <li>The Laplacian of every pixel: the sum of its four neighbours less four times its own value.
 *   <li>Value 0 is the population variance of the Laplacian over all pixels.
 *   <li>The gradient (gx, gy) of every pixel by the two 3 by 3 Sobel filters.
 *   <li>Value 1 is the mean of gx² + gy² over all pixels.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size, continued beyond its border by reflection (OpenCV's
 * BORDER_REFLECT_101).
 *
 * <p>Output: 2 values. 0: variance of the Laplacian, 0 or more. 1: Tenengrad, 0 or more. Both are
 * in squared gray values, and depend on the picture's size as well as on its blur: compare pictures
 * of one size.
 *
 * <p>Errors: none. Undefined cases: none; a flat picture has 0 and 0, and a side of one pixel is
 * its own neighbour.
 *
 * <p>Source: J. L. Pech-Pacheco, G. Cristóbal, J. Chamorro-Martínez and J. Fernández-Valdivia,
 * Diatom autofocusing in brightfield microscopy: a comparative study, ICPR 2000,
 * doi:10.1109/ICPR.2000.903548; E. P. Krotkov, Focusing, IJCV 1(3), 1988, doi:10.1007/BF00127822.
 */
public record Sharpness() implements FeatureExtractor {
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
    /** So many times 2 · 1020², the largest summand, fit into an int. */
    private static final int ROWS_OF_A_SUM = 1000;

    private final PaddedRows rows = new PaddedRows();
    private int[] above = new int[0];
    private int[] center = new int[0];
    private int[] below = new int[0];
    private int[] smooth = new int[0];
    private int[] slope = new int[0];
    // One sum for each column, so that the inner loops have no sum to carry along.
    private int[] laplacians = new int[0];
    private int[] squaredLaplacians = new int[0];
    private int[] squaredGradients = new int[0];

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      rows.load(picture.gray());
      int width = rows.width();
      int height = rows.height();
      ensureCapacity(width);
      long laplacian = 0;
      long squaredLaplacian = 0;
      long squaredGradient = 0;
      rows.read(-1, above);
      rows.read(0, center);
      for (int top = 0; top < height; top += ROWS_OF_A_SUM) {
        addRows(top, Math.min(top + ROWS_OF_A_SUM, height), width);
        laplacian += takeSum(laplacians, width);
        squaredLaplacian += takeSum(squaredLaplacians, width);
        squaredGradient += takeSum(squaredGradients, width);
      }
      double pixels = (double) width * height;
      double mean = laplacian / pixels;
      vector[0] = (float) Math.max(0, squaredLaplacian / pixels - mean * mean);
      vector[1] = (float) (squaredGradient / pixels);
    }

    @Override
    public void close() {}

    private void ensureCapacity(int width) {
      int padded = width + 2;
      if (center.length < padded) {
        above = new int[padded];
        center = new int[padded];
        below = new int[padded];
        smooth = new int[padded];
        slope = new int[padded];
        laplacians = new int[padded];
        squaredLaplacians = new int[padded];
        squaredGradients = new int[padded];
      }
    }

    private void addRows(int from, int to, int width) {
      for (int y = from; y < to; y++) {
        rows.read(y + 1, below);
        addLaplacians(above, center, below, laplacians, squaredLaplacians, width);
        filterColumns(above, center, below, smooth, slope, width + 2);
        addGradients(smooth, slope, squaredGradients, width);
        int[] free = above;
        above = center;
        center = below;
        below = free;
      }
    }

    private static void addLaplacians(
        int[] above, int[] center, int[] below, int[] sums, int[] squares, int width) {
      for (int x = 0; x < width; x++) {
        int value = above[x + 1] + below[x + 1] + center[x] + center[x + 2] - 4 * center[x + 1];
        sums[x] += value;
        squares[x] += value * value;
      }
    }

    private static void filterColumns(
        int[] above, int[] center, int[] below, int[] smooth, int[] slope, int length) {
      for (int x = 0; x < length; x++) {
        smooth[x] = above[x] + 2 * center[x] + below[x];
        slope[x] = below[x] - above[x];
      }
    }

    private static void addGradients(int[] smooth, int[] slope, int[] squares, int width) {
      for (int x = 0; x < width; x++) {
        int gx = smooth[x + 2] - smooth[x];
        int gy = slope[x] + 2 * slope[x + 1] + slope[x + 2];
        squares[x] += gx * gx + gy * gy;
      }
    }

    /** The sum over all columns, which begin at 0 again. */
    private static long takeSum(int[] columns, int width) {
      long sum = 0;
      for (int x = 0; x < width; x++) {
        sum += columns[x];
      }
      Arrays.fill(columns, 0, width, 0);
      return sum;
    }
  }
}
