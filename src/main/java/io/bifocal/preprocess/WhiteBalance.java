package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The colour of the light taken out, as estimated from the picture itself.
 *
 * <ol>
 *   <li>The strength of each channel is its mean ({@code gray-world}), or its Minkowski mean (Σ
 *       v<sup>norm</sup> / number of pixels)<sup>1 / norm</sup> ({@code shades-of-gray}).
 *   <li>Each channel is multiplied by the mean of the three strengths and divided by its own,
 *       rounded, and clipped at 255. A channel that is black everywhere stays so.
 * </ol>
 *
 * <p>Input: of any size; a gray picture stays as it is.
 *
 * <p>Errors: UserError for a parameter out of range.
 *
 * <p>Source: G. Buchsbaum, A spatial processor model for object colour perception, Journal of the
 * Franklin Institute 310(1), 1980, 1–26, doi:10.1016/0016-0032(80)90058-7; G. D. Finlayson and E.
 * Trezzi, Shades of gray and colour constancy, Color and Imaging Conference 12, 2004, 37–41,
 * doi:10.2352/CIC.2004.12.1.art00008.
 *
 * @param method gray-world (default) or shades-of-gray
 * @param norm of shades-of-gray, 1 (the mean) to 100 (nearly the greatest value), default 6
 */
public record WhiteBalance(
    @Default("gray-world") @Help("gray-world (means) or shades-of-gray (Minkowski means)")
        Method method,
    @Default("6") @Help("shades-of-gray: 1 (the mean) to 100 (nearly the greatest value)")
        double norm)
    implements Operator {

  private static final int CHANNELS = 3;
  private static final int VALUES = 256;
  private static final double MOST = 100;

  /** What the strength of a channel is. */
  public enum Method {
    /** Its mean. */
    GRAY_WORLD,
    /** Its Minkowski mean. */
    SHADES_OF_GRAY
  }

  public WhiteBalance {
    ParameterRange.check("norm", norm, 1, MOST);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return new BalanceWorker(method == Method.GRAY_WORLD ? 1 : norm);
  }

  private static final class BalanceWorker implements PixelWorker {
    private final double norm;
    private final double[] powers = new double[VALUES];
    private final Mat table = new Mat(1, VALUES, opencv_core.CV_8UC3);
    private byte[] row = {};

    BalanceWorker(double norm) {
      this.norm = norm;
      for (int v = 0; v < VALUES; v++) {
        powers[v] = Math.pow(v / (VALUES - 1.0), norm);
      }
    }

    @Override
    public void change(Mat source, Mat result) {
      if (source.channels() != CHANNELS) {
        source.copyTo(result);
        return;
      }
      double[] strengths = strengths(source);
      double mean = (strengths[0] + strengths[1] + strengths[2]) / CHANNELS;
      byte[] values = new byte[VALUES * CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        double gain = strengths[c] > 0 ? mean / strengths[c] : 1;
        for (int v = 0; v < VALUES; v++) {
          values[CHANNELS * v + c] = (byte) Math.min(VALUES - 1, Math.round(v * gain));
        }
      }
      table.data().put(values);
      opencv_core.LUT(source, table, result);
    }

    private double[] strengths(Mat source) {
      if (norm == 1) {
        try (Scalar means = opencv_core.mean(source)) {
          return new double[] {means.get(0), means.get(1), means.get(2)};
        }
      }
      int[][] counts = counts(source);
      double[] strengths = new double[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        double sum = 0;
        for (int v = 0; v < VALUES; v++) {
          sum += counts[c][v] * powers[v];
        }
        strengths[c] = Math.pow(sum / source.total(), 1 / norm);
      }
      return strengths;
    }

    private int[][] counts(Mat source) {
      int width = source.cols() * CHANNELS;
      if (row.length < width) {
        row = new byte[width];
      }
      int[] blue = new int[VALUES];
      int[] green = new int[VALUES];
      int[] red = new int[VALUES];
      for (int y = 0; y < source.rows(); y++) {
        source.data().position(y * source.step()).get(row, 0, width);
        for (int i = 0; i < width; i += CHANNELS) {
          blue[row[i] & 0xFF]++;
          green[row[i + 1] & 0xFF]++;
          red[row[i + 2] & 0xFF]++;
        }
      }
      return new int[][] {blue, green, red};
    }

    @Override
    public void close() {
      table.close();
    }
  }
}
