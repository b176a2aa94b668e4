package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Saliency by the spectral residual: where in the picture something stands out.
 *
 * <ol>
 *   <li>The mean gray values of 64 by 64 cells of equal size, the picture's proportions aside; a
 *       pixel on a border counts for each in part.
 *   <li>L, the logarithm of the magnitude of its Fourier transform; magnitudes below 1 count as 1.
 *   <li>The residual R = L - mean of L over 3 by 3 frequencies, the border repeated.
 *   <li>The saliency map: the squared magnitude of the inverse transform of exp(R), with the phases
 *       that the transform had.
 *   <li>The map is smoothed by a Gaussian of standard deviation 2.5 pixels, cut at 5 pixels, with 0
 *       beyond the border.
 *   <li>It is cut into {@code grid} by {@code grid} cells of equal size, a pixel on a border counts
 *       for each in part, and each cell's sum is divided by that of all.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: grid² values, 0 or more, sum 1; index y grid + x for the cell in column x and row y.
 *
 * <p>Errors: UserError for a grid out of range. Undefined cases: a picture that is 0 everywhere has
 * 1/grid² in every cell.
 *
 * <p>Source: X. Hou and L. Zhang, Saliency detection: a spectral residual approach, CVPR 2007,
 * doi:10.1109/CVPR.2007.383267. The paper keeps the proportions of the picture; the smoothing is
 * that of the authors' program, the paper's text has a standard deviation of 8. The bound of 1 on
 * magnitudes, below what the rounding of pixels makes, is ours: it keeps frequencies that do not
 * occur from amplifying rounding errors.
 *
 * @param grid number of cells across and down, 1 to 64, default 8
 */
public record Saliency(@Default("8") @Help("number of cells across and down, 1 to 64") int grid)
    implements FeatureExtractor {

  public Saliency {
    Bounds.check("grid", grid, 1, SpectralResidual.SIDE);
  }

  @Override
  public int length(Input input) {
    return grid * grid;
  }

  @Override
  public Worker open(Input input) {
    return new Meter(grid);
  }

  /** The cells beside the picture: the brighter, the more stands out there. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.heat(vector, grid, view));
  }

  private static final class Meter implements Worker {
    private final int grid;
    private final SpectralResidual residual = new SpectralResidual();
    private final double[] map = new double[SpectralResidual.SIDE * SpectralResidual.SIDE];
    private final double[][] pooling;
    private final double[] pooled;

    Meter(int grid) {
      this.grid = grid;
      pooling = pooling(grid);
      pooled = new double[grid * SpectralResidual.SIDE];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, grid * grid);
      residual.compute(picture, map);
      poolColumns();
      double sum = 0;
      for (int cell = 0; cell < vector.length; cell++) {
        double value = poolRow(cell / grid, pooling[cell % grid]);
        vector[cell] = (float) value;
        sum += value;
      }
      for (int cell = 0; cell < vector.length; cell++) {
        vector[cell] = sum > 0 ? (float) (vector[cell] / sum) : 1f / vector.length;
      }
    }

    @Override
    public void close() {
      residual.close();
    }

    private void poolColumns() {
      int side = SpectralResidual.SIDE;
      for (int cell = 0; cell < grid; cell++) {
        for (int x = 0; x < side; x++) {
          pooled[cell * side + x] = 0;
        }
        for (int y = 0; y < side; y++) {
          double weight = pooling[cell][y];
          for (int x = 0; x < side; x++) {
            pooled[cell * side + x] += weight * map[y * side + x];
          }
        }
      }
    }

    private double poolRow(int row, double[] weights) {
      double sum = 0;
      for (int x = 0; x < weights.length; x++) {
        sum += weights[x] * pooled[row * weights.length + x];
      }
      return sum;
    }

    /** Smoothing and summing along one axis: the weight of each pixel of the map in each cell. */
    private static double[][] pooling(int grid) {
      int side = SpectralResidual.SIDE;
      double[] smoothing = smoothing();
      int reach = smoothing.length / 2;
      double[][] weights = new double[grid][side];
      for (int cell = 0; cell < grid; cell++) {
        double from = (double) cell * side / grid;
        double to = (double) (cell + 1) * side / grid;
        for (int at = 0; at < side; at++) {
          double inside = Math.max(0, Math.min(at + 1, to) - Math.max(at, from));
          for (int offset = -reach; offset <= reach; offset++) {
            if (at + offset >= 0 && at + offset < side) {
              weights[cell][at + offset] += inside * smoothing[reach + offset];
            }
          }
        }
      }
      return weights;
    }

    private static double[] smoothing() {
      double[] weights = new double[11];
      for (int i = 0; i < weights.length; i++) {
        int offset = i - weights.length / 2;
        weights[i] = Math.exp(-offset * offset / (2 * 2.5 * 2.5));
      }
      return weights;
    }
  }
}
