package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.Locale;

/**
 * Pyramid of histograms of oriented gradients: the shape of edges, from coarse to fine.
 *
 * <ol>
 *   <li>Edges by Canny (thresholds 100 and 200); derivatives there by Sobel's filters of 3 by 3
 *       pixels.
 *   <li>At each level the picture is cut into 2^level by 2^level cells.
 *   <li>Each edge pixel votes with the magnitude of its gradient for its orientation in the
 *       histogram of its cell, at every level.
 *   <li>The whole is divided by its sum.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size. In a picture narrower than the cells of a level, some of
 * them stay empty.
 *
 * <p>Output: orientations (4^(levels + 1) - 1)/3 values, sum 1; 1,700 for the defaults. Level by
 * level from the whole picture on; within a level, index (y 2^level + x) orientations + k for the
 * cell in column x and row y. Orientation k spans {@code degrees} k/n to {@code degrees} (k + 1)/n,
 * from the x axis towards the y axis, which points down.
 *
 * <p>Errors: UserError for a parameter out of range, and for more than 1,000,000 values. Undefined
 * cases: a picture without edges is all 0.
 *
 * <p>Source: A. Bosch, A. Zisserman and X. Munoz, Representing shape with a spatial pyramid kernel,
 * CIVR 2007, doi:10.1145/1282280.1282340. Votes are not shared between orientations.
 *
 * @param orientations number of orientations, 1 to 360, default 20
 * @param degrees 180 (default), where a direction and its opposite are one, or 360
 * @param levels finest level, 0 to 6, default 3
 */
public record PyramidHog(
    @Default("20") @Help("number of orientations, 1 to 360") int orientations,
    @Default("180") @Help("180, where a direction and its opposite are one, or 360") int degrees,
    @Default("3") @Help("finest level, of 2^level by 2^level cells, 0 to 6") int levels)
    implements FeatureExtractor {

  private static final int LONGEST = 1_000_000;

  public PyramidHog {
    Bounds.check("orientations", orientations, 1, 360);
    Bounds.check("levels", levels, 0, 6);
    if (degrees != 180 && degrees != 360) {
      throw new UserError("degrees = " + degrees + " is neither 180 nor 360");
    }
    int length = offset(orientations, levels + 1);
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "pyramid-hog of %d orientations up to level %d has %d values, more than %d; lower"
                  + " orientations or levels",
              orientations,
              levels,
              length,
              LONGEST));
    }
  }

  @Override
  public int length(Input input) {
    return offset(orientations, levels + 1);
  }

  @Override
  public Worker open(Input input) {
    Natives.ensureLoaded();
    return new PyramidWorker(this, length(input));
  }

  /** Number of values of all levels that are coarser than this one. */
  private static int offset(int orientations, int level) {
    return orientations * ((1 << (2 * level)) - 1) / 3;
  }

  private static final class PyramidWorker implements Worker {
    private final CannyEdges edges = new CannyEdges(CannyEdges.LOW, CannyEdges.HIGH, false);
    private final GrayPlane marked = new GrayPlane();
    private final SobelGradients gradients = new SobelGradients();
    private final OrientationBins bins;
    private final int orientations;
    private final int levels;
    private final double[] sums;

    PyramidWorker(PyramidHog recipe, int length) {
      orientations = recipe.orientations;
      levels = recipe.levels;
      bins = new OrientationBins(orientations, recipe.degrees);
      sums = new double[length];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, sums.length);
      Arrays.fill(sums, 0);
      marked.load(edges.of(picture.gray()));
      gradients.load(picture.gray());
      for (int y = 0; y < marked.height(); y++) {
        vote(y, marked.samples(), gradients.dx(), gradients.dy());
      }
      gather();
      divide(vector);
    }

    @Override
    public void close() {
      edges.close();
      gradients.close();
    }

    /** In the finest level, whose cells lie whole in those of the others. */
    private void vote(int y, byte[] edge, short[] dx, short[] dy) {
      int side = 1 << levels;
      int width = marked.width();
      int cellRow = (int) ((long) y * side / marked.height()) * side;
      int finest = offset(orientations, levels);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (edge[i] != 0) {
          int cell = cellRow + (int) ((long) x * side / width);
          sums[finest + cell * orientations + bins.of(dx[i], dy[i])] +=
              Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
        }
      }
    }

    private void gather() {
      for (int level = levels; level > 0; level--) {
        int side = 1 << level;
        for (int cell = 0; cell < side * side; cell++) {
          int above = cell / side / 2 * (side / 2) + cell % side / 2;
          for (int k = 0; k < orientations; k++) {
            sums[offset(orientations, level - 1) + above * orientations + k] +=
                sums[offset(orientations, level) + cell * orientations + k];
          }
        }
      }
    }

    private void divide(float[] vector) {
      double total = 0;
      for (double sum : sums) {
        total += sum;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] = total > 0 ? (float) (sums[i] / total) : 0;
      }
    }
  }
}
