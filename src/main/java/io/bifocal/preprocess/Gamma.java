package io.bifocal.preprocess;

import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A power of the brightness, the same for all channels.
 *
 * <ol>
 *   <li>Each value v of 0 to 255 becomes 255 (v / 255)<sup>gamma</sup>, rounded to the nearest
 *       whole number.
 * </ol>
 *
 * <p>Input: of any size; gray stays gray.
 *
 * <p>Errors: UserError for a parameter out of range.
 *
 * <p>Source: C. Poynton, Digital Video and HD, 2nd edition, 2012, chapter 27,
 * doi:10.1016/C2010-0-68987-5.
 *
 * @param gamma the exponent, above 0 to 10; below 1 it brightens, above 1 it darkens
 */
public record Gamma(
    @Help("exponent, above 0 to 10: below 1 brightens, above 1 darkens") double gamma)
    implements Operator {

  private static final int WHITE = 255;
  private static final double MOST = 10;

  public Gamma {
    ParameterRange.checkPositive("gamma", gamma, MOST);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    byte[] values = new byte[WHITE + 1];
    for (int v = 0; v <= WHITE; v++) {
      values[v] = (byte) Math.round(WHITE * Math.pow(v / (double) WHITE, gamma));
    }
    Mat table = new Mat(1, values.length, opencv_core.CV_8UC1);
    table.data().put(values);
    return new PixelWorker() {
      @Override
      public void change(Mat source, Mat result) {
        opencv_core.LUT(source, table, result);
      }

      @Override
      public void close() {
        table.close();
      }
    };
  }
}
