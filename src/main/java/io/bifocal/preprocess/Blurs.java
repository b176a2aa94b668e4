package io.bifocal.preprocess;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Blur of a lens and of glass. */
final class Blurs {
  private static final int LARGE_DISK = 8;

  private Blurs() {}

  static Corruption gaussian(double sigma) {
    return (image, random) -> GaussianFilter.smooth(image, sigma);
  }

  /**
   * A lens out of focus: a disk of {@code radius}, its rim smoothed by {@code aliasSigma}. The
   * picture is mirrored at its border.
   */
  static Corruption defocus(double radius, double aliasSigma) {
    return (image, random) -> {
      try (Mat kernel = disk(radius, aliasSigma);
          Mat mat = image.toMat();
          Mat blurred = new Mat()) {
        opencv_imgproc.filter2D(mat, blurred, -1, kernel, null, 0, opencv_core.BORDER_REFLECT_101);
        return FloatImage.of(blurred);
      }
    };
  }

  /**
   * Frosted glass: smoothed, then {@code iterations} times every pixel takes the value of one at
   * most {@code reach} away, from bottom right to top left, then smoothed again. Pixels nearer to
   * the border than {@code reach} stay.
   */
  static Corruption glass(double sigma, int reach, int iterations) {
    return (image, random) -> {
      FloatImage result = GaussianFilter.smooth(image, sigma).inEightBits();
      for (int i = 0; i < iterations; i++) {
        scatter(result, reach, random);
      }
      return GaussianFilter.smooth(result, sigma);
    };
  }

  private static void scatter(FloatImage image, int reach, Random random) {
    int channels = image.channels();
    float[] values = image.values();
    for (int y = image.height() - reach; y > reach; y--) {
      for (int x = image.width() - reach; x > reach; x--) {
        int dx = random.nextInt(2 * reach) - reach;
        int dy = random.nextInt(2 * reach) - reach;
        System.arraycopy(
            values,
            ((y + dy) * image.width() + x + dx) * channels,
            values,
            (y * image.width() + x) * channels,
            channels);
      }
    }
  }

  private static Mat disk(double radius, double aliasSigma) {
    boolean large = radius > LARGE_DISK;
    int reach = large ? (int) radius : LARGE_DISK;
    int side = 2 * reach + 1;
    float[] values = new float[side * side];
    int inside = 0;
    for (int i = 0; i < values.length; i++) {
      int x = i % side - reach;
      int y = i / side - reach;
      values[i] = x * x + y * y <= radius * radius ? 1 : 0;
      inside += (int) values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= inside;
    }
    try (Mat sharp = new Mat(side, side, opencv_core.CV_32FC1);
        Size size = large ? new Size(5, 5) : new Size(3, 3)) {
      new FloatPointer(sharp.data()).put(values);
      Mat disk = new Mat();
      opencv_imgproc.GaussianBlur(sharp, disk, size, aliasSigma);
      return disk;
    }
  }
}
