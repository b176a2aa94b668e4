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
    private final SobelRows rows = new SobelRows();
    private final OrientationBins orientations;
    private final double[] sums;
    private double[] lengths = new double[0];

    Magnitudes(int bins) {
      orientations = new OrientationBins(bins, FULL);
      sums = new double[bins];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, sums.length);
      Arrays.fill(sums, 0);
      rows.load(picture.gray());
      if (lengths.length < rows.width()) {
        lengths = new double[rows.width()];
      }
      for (int y = 0; y < rows.height(); y++) {
        rows.compute(y);
        add(rows.dx(), rows.dy());
      }
      divide(sums, vector);
    }

    private void add(int[] dx, int[] dy) {
      for (int x = 0; x < rows.width(); x++) {
        lengths[x] = Math.sqrt(dx[x] * dx[x] + dy[x] * dy[x]);
      }
      for (int x = 0; x < rows.width(); x++) {
        if ((dx[x] | dy[x]) != 0) {
          sums[orientations.of(dx[x], dy[x])] += lengths[x];
        }
      }
    }

    @Override
    public void close() {}
  }

  private static final class EdgePixels implements Worker {
    private final CannyEdges edges = new CannyEdges(CannyEdges.LOW, CannyEdges.HIGH, false);
    private final SobelRows rows = new SobelRows();
    private final OrientationBins orientations;
    private final double[] counts;
    private byte[] row = new byte[0];

    EdgePixels(int bins) {
      orientations = new OrientationBins(bins, FULL);
      counts = new double[bins];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, counts.length);
      Arrays.fill(counts, 0);
      PixelRows marked = new PixelRows(edges.of(picture.gray()));
      rows.load(picture.gray());
      if (row.length < rows.width()) {
        row = new byte[rows.width()];
      }
      for (int y = 0; y < rows.height(); y++) {
        marked.read(y, row);
        rows.compute(y);
        count(rows.dx(), rows.dy());
      }
      divide(counts, vector);
    }

    private void count(int[] dx, int[] dy) {
      for (int x = 0; x < rows.width(); x++) {
        if (row[x] != 0 && (dx[x] | dy[x]) != 0) {
          counts[orientations.of(dx[x], dy[x])]++;
        }
      }
    }

    @Override
    public void close() {
      edges.close();
    }
  }
}
