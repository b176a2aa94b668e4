package io.bifocal.image;

import java.awt.image.Raster;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives the stored samples of a TIFF their meaning (TIFF 6.0): integers of any depth are stretched
 * to 0..255, signed ones from their lowest value on; floating point is cut to 0..1; palettes are
 * resolved; inks and CIE L*a*b* become colours.
 */
final class TiffSamples {
  private static final int PREMULTIPLIED = 1;

  private final TiffPage page;
  private final TiffPalette palette;
  private final double[] color = new double[4];

  /**
   * For one page.
   *
   * @param palette null unless the page has one
   */
  TiffSamples(TiffPage page, TiffPalette palette) {
    this.page = page;
    this.palette = palette;
  }

  /** CV_8U in one or three channels, or four with straight alpha; the caller closes it. */
  Mat arrange(Raster raster) {
    boolean alpha = page.extra() > 0 && raster.getNumBands() > page.colors();
    boolean gray = page.channels() <= 2;
    int channels = alpha ? 4 : gray ? 1 : 3;
    int width = raster.getWidth();
    Mat result = new Mat(raster.getHeight(), width, opencv_core.CV_8UC(channels));
    double[] samples = new double[width * raster.getNumBands()];
    byte[] row = new byte[width * channels];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        pixel(samples, x * raster.getNumBands(), alpha);
        for (int channel = 0; channel < channels; channel++) {
          double value = channel == 3 ? color[3] : color[channels == 1 ? 0 : 2 - channel];
          row[x * channels + channel] = (byte) Math.round(255 * cut(value));
        }
      }
      try (BytePointer target = result.ptr(y)) {
        target.put(row);
      }
    }
    return result;
  }

  /** Red, green, blue and alpha of one pixel, 0 to 1. */
  private void pixel(double[] samples, int at, boolean alpha) {
    switch (page.photometric()) {
      case TiffPage.PALETTE -> palette.color((int) samples[at], color);
      case TiffPage.WHITE_IS_ZERO -> gray(1 - unit(samples[at]));
      case TiffPage.BLACK_IS_ZERO -> gray(unit(samples[at]));
      case TiffPage.SEPARATED -> {
        double paper = 1 - unit(samples[at + 3]);
        for (int i = 0; i < 3; i++) {
          color[i] = (1 - unit(samples[at + i])) * paper;
        }
      }
      case TiffPage.CIE_LAB, TiffPage.ICC_LAB -> lab(samples, at);
      default -> {
        for (int i = 0; i < 3; i++) {
          color[i] = unit(samples[at + i]);
        }
      }
    }
    color[3] = alpha ? cut(unit(samples[at + page.colors()])) : 1;
    if (alpha && page.extra() == PREMULTIPLIED && color[3] > 0) {
      for (int i = 0; i < 3; i++) {
        color[i] /= color[3];
      }
    }
  }

  private void gray(double level) {
    color[0] = level;
    color[1] = level;
    color[2] = level;
  }

  /** CIE stores a* and b* with a sign, ICC from their lowest value on. */
  private void lab(double[] samples, int at) {
    int range = 1 << page.bits();
    double zero = page.photometric() == TiffPage.ICC_LAB ? range / 2.0 : 0;
    double unit = range / 256.0;
    double lightness = (range + samples[at]) % range * 100 / (range - 1);
    double a = signed(samples[at + 1], zero, range) / unit;
    double b = signed(samples[at + 2], zero, range) / unit;
    CieLab.toSrgb(lightness, a, b, color);
  }

  private static double signed(double sample, double zero, int range) {
    if (zero > 0) {
      return sample - zero;
    }
    return sample >= range / 2.0 ? sample - range : sample;
  }

  private double unit(double sample) {
    if (page.sampleFormat() == TiffPage.FLOAT) {
      return cut(sample);
    }
    double range = Math.scalb(1.0, page.bits());
    if (page.sampleFormat() == TiffPage.SIGNED) {
      // The reader gives 8 bits without their sign.
      double value = sample >= range / 2 ? sample - range : sample;
      return (value + range / 2) / (range - 1);
    }
    return (sample < 0 ? sample + range : sample) / (range - 1);
  }

  /** Within 0 and 1; what is not a number is 0. */
  private static double cut(double value) {
    return value > 0 ? Math.min(1, value) : 0;
  }
}
