package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * Histogram of edge orientations: which ways the gray values rise, over the whole picture.
 *
 * <ol>
 *   <li>Derivatives by Sobel's filters of 3 by 3 pixels.
 *   <li>The direction of the gradient, 0 to 360 degrees, falls into one of {@code bins} equal
 *       sectors, exactly; a border belongs to the sector that begins there.
 *   <li>Every pixel counts as much as its gradient ({@code magnitude}), or every pixel of Canny's
 *       edges (thresholds 100 and 200) with a gradient counts as one ({@code edge-pixels}).
 *   <li>The histogram is divided by its sum.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; beyond its border the picture is reflected
 * (BORDER_REFLECT_101).
 *
 * <p>Output: {@code bins} values, sum 1; index k spans 360 k/bins to 360 (k + 1)/bins degrees, from
 * the x axis towards the y axis, which points down.
 *
 * <p>Errors: UserError for a number of bins out of range. Undefined cases: a picture without any
 * gradient, or without any edge, is all 0.
 *
 * <p>Source: A. K. Jain and A. Vailaya, Image retrieval using color and shape, Pattern Recognition
 * 29(8), 1996, doi:10.1016/0031-3203(95)00160-3.
 *
 * @param bins number of sectors of 360 degrees, 1 to 360, default 36
 * @param weighting what counts: magnitude (default) or edge-pixels
 */
public record EdgeOrientationHistogram(
    @Default("36") @Help("number of sectors of 360 degrees, 1 to 360") int bins,
    @Default("magnitude") @Help("what counts: magnitude or edge-pixels") EdgeWeighting weighting)
    implements FeatureExtractor {

  private static final int FULL = 360;

  public EdgeOrientationHistogram {
    Bounds.check("bins", bins, 1, FULL);
  }

  @Override
  public int length(Input input) {
    return bins;
  }

  @Override
  public Worker open(Input input) {
    Natives.ensureLoaded();
    return switch (weighting) {
      case MAGNITUDE -> new Magnitudes(bins);
      case EDGE_PIXELS -> new EdgePixels(bins);
    };
  }

  /** The sectors as a rose beside the picture. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), OrientationRose.draw(vector));
  }

  private static void divide(double[] sums, float[] vector) {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    for (int i = 0; i < sums.length; i++) {
      vector[i] = total > 0 ? (float) (sums[i] / total) : 0;
    }
  }

  private static final class Magnitudes implements Worker {
    /** Sums that take turns, since neighbours often add to the same bin. */
    private static final int LANES = 4;

    private final SobelGradients gradients = new SobelGradients();
    private final OrientationBins orientations;
    private final double[] lanes;
    private final double[] sums;

    Magnitudes(int bins) {
      orientations = new OrientationBins(bins, FULL);
      lanes = new double[LANES * bins];
      sums = new double[bins];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, sums.length);
      Arrays.fill(lanes, 0);
      gradients.load(picture.gray());
      add(gradients.dx(), gradients.dy(), gradients.count());
      Arrays.fill(sums, 0);
      for (int i = 0; i < lanes.length; i++) {
        sums[i / LANES] += lanes[i];
      }
      divide(sums, vector);
    }

    private void add(short[] dx, short[] dy, int count) {
      for (int i = 0; i < count; i++) {
        int x = dx[i];
        int y = dy[i];
        lanes[orientations.of(x, y) * LANES + i % LANES] += Math.sqrt(x * x + y * y);
      }
    }

    @Override
    public void close() {
      gradients.close();
    }
  }

  private static final class EdgePixels implements Worker {
    private final CannyEdges edges = new CannyEdges(CannyEdges.LOW, CannyEdges.HIGH, false);
    private final GrayPlane marked = new GrayPlane();
    private final SobelGradients gradients = new SobelGradients();
    private final OrientationBins orientations;
    private final double[] counts;

    EdgePixels(int bins) {
      orientations = new OrientationBins(bins, FULL);
      counts = new double[bins];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, counts.length);
      Arrays.fill(counts, 0);
      marked.load(edges.of(picture.gray()));
      gradients.load(picture.gray());
      count(marked.samples(), gradients.dx(), gradients.dy());
      divide(counts, vector);
    }

    private void count(byte[] edge, short[] dx, short[] dy) {
      for (int i = 0; i < gradients.count(); i++) {
        if (edge[i] != 0 && (dx[i] | dy[i]) != 0) {
          counts[orientations.of(dx[i], dy[i])]++;
        }
      }
    }

    @Override
    public void close() {
      edges.close();
      gradients.close();
    }
  }
}
