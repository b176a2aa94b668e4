package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The dark channel: how hazy the picture is, since without haze nearly every patch of an outdoor
 * scene has some pixel that is dark in some colour.
 *
 * <ol>
 *   <li>At each pixel, the smallest of red, green and blue.
 *   <li>At each pixel, the smallest of these in the window around it, clipped at the picture's
 *       border.
 *   <li>Mean and percentiles of this map; percentiles are interpolated linearly between sorted
 *       pixels, as numpy does it.
 *   <li>The atmospheric light: the mean colour of the thousandth of all pixels, rounded down and at
 *       least one, where the map is largest; among equals, of those that come first row by row.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: 10 values. 0: mean of the map, 0 to 1. 1 to 6: its percentiles 5, 25, 50, 75, 95 and
 * 99, 0 to 1. 7 to 9: red, green and blue of the atmospheric light, 0 to 255.
 *
 * <p>Errors: UserError for a window out of range or even. Undefined cases: none.
 *
 * <p>Source: K. He, J. Sun and X. Tang, Single image haze removal using dark channel prior, IEEE
 * TPAMI 33(12), 2011, doi:10.1109/TPAMI.2010.168. The paper takes the brightest colour among those
 * pixels for the atmospheric light, not their mean.
 *
 * @param window side of the window in pixels, odd, 1 to 255, default 15
 */
public record DarkChannel(
    @Default("15") @Help("side of the window in pixels, odd, 1 to 255") int window)
    implements FeatureExtractor {

  private static final double[] PERCENTILES = {5, 25, 50, 75, 95, 99};
  private static final int LIGHT = 1 + PERCENTILES.length;
  private static final int CHANNELS = 3;
  private static final int LENGTH = LIGHT + CHANNELS;
  private static final int PIXELS_FOR_EACH_OF_LIGHT = 1000;

  public DarkChannel {
    Bounds.check("window", window, 1, 255);
    if (window % 2 == 0) {
      throw new UserError(
          "window = "
              + window
              + " is even and has no middle; give "
              + (window - 1)
              + " or "
              + (window + 1));
    }
  }

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new Meter(window);
  }

  /**
   * The map, brighter where there may be more haze, and bars of its mean and percentiles; the
   * light, which is on another scale, would hide them.
   */
  @Override
  public Picture draw(Picture view, float[] vector) {
    try (DarkChannelMap map = new DarkChannelMap(window)) {
      return Drawing.beside(
          Drawing.enlarged(view),
          Drawing.heat(map.compute(view)),
          Drawing.bars(Arrays.copyOf(vector, LIGHT)));
    }
  }

  private static final class Meter implements Worker {
    private final DarkChannelMap map;
    private final GrayPlane plane = new GrayPlane();
    private final GrayHistogram histogram = new GrayHistogram();
    private final long[] light = new long[CHANNELS];

    Meter(int window) {
      map = new DarkChannelMap(window);
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      plane.load(map.compute(picture));
      int pixels = plane.width() * plane.height();
      histogram.count(plane.samples(), pixels);
      vector[0] = (float) (histogram.mean() / 255);
      for (int i = 0; i < PERCENTILES.length; i++) {
        vector[1 + i] = (float) (histogram.percentile(PERCENTILES[i]) / 255);
      }
      int wanted = Math.max(1, pixels / PIXELS_FOR_EACH_OF_LIGHT);
      sumLight(picture, wanted);
      for (int channel = 0; channel < CHANNELS; channel++) {
        vector[LIGHT + channel] = (float) ((double) light[CHANNELS - 1 - channel] / wanted);
      }
    }

    @Override
    public void close() {
      map.close();
    }

    /** Blue, green and red over the {@code wanted} pixels where the map is largest. */
    private void sumLight(Picture picture, int wanted) {
      int least = 255;
      int above = 0;
      while (above + histogram.count(least) < wanted) {
        above += histogram.count(least);
        least--;
      }
      int ofLeast = wanted - above;
      int left = wanted;
      Arrays.fill(light, 0);
      byte[] samples = plane.samples();
      for (int i = 0; left > 0; i++) {
        int value = samples[i] & 0xFF;
        if (value < least || (value == least && ofLeast-- <= 0)) {
          continue;
        }
        left--;
        addColor(picture, i % plane.width(), i / plane.width());
      }
    }

    private void addColor(Picture picture, int x, int y) {
      Mat pixels = picture.isGray() ? picture.gray() : picture.bgr();
      BytePointer samples = pixels.data();
      int channels = pixels.channels();
      for (int channel = 0; channel < CHANNELS; channel++) {
        long at = y * pixels.step() + (long) x * channels + channel % channels;
        light[channel] += samples.get(at) & 0xFF;
      }
    }
  }
}
