package io.bifocal.preprocess;

import io.bifocal.conf.Names;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.Serializable;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture that shows nothing of any class: whoever is sure of its class is fooled. In colour.
 * Equal inputs are equal to the bit.
 *
 * <p>Source: A. Nguyen, J. Yosinski and J. Clune, Deep neural networks are easily fooled, CVPR
 * 2015, doi:10.1109/CVPR.2015.7298640; there the inputs are evolved, here they are drawn.
 *
 * @param kind what it shows
 * @param index tells it from the others of its kind, not negative
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record FoolingInput(FoolingKind kind, int index, int width, int height)
    implements Serializable {
  private static final int CHANNELS = 3;
  private static final int LEVELS = 256;
  private static final double MEAN = 127.5;
  private static final double DEVIATION = 64;

  /** Of the shorter side: the widest stripe or square. */
  private static final int COARSEST = 4;

  public FoolingInput {
    ParameterRange.check("index", index, 0, Integer.MAX_VALUE);
    ParameterRange.check("width", width, 1, Short.MAX_VALUE);
    ParameterRange.check("height", height, 1, Short.MAX_VALUE);
    ParameterRange.checkPixels(width, height);
  }

  /** Stable: {@code fooling/uniform-noise/0}. */
  public String name() {
    return "fooling/" + Names.kebab(kind) + "/" + index;
  }

  /** The picture, which the caller closes. */
  public Picture picture() {
    Natives.ensureLoaded();
    Random random = new Random(31L * kind.name().hashCode() + index);
    byte[] values = new byte[Math.multiplyExact(width * CHANNELS, height)];
    switch (kind) {
      case UNIFORM_NOISE -> random.nextBytes(values);
      case GAUSSIAN_NOISE -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (byte) clipped(MEAN + DEVIATION * random.nextGaussian());
        }
      }
      case FLAT -> paint(values, (x, y) -> 0, random);
      case STRIPES -> {
        double angle = Math.PI * random.nextDouble();
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        int side = side(random);
        paint(values, (x, y) -> (int) Math.floor((x * cosine + y * sine) / side) & 1, random);
      }
      case CHECKERBOARD -> {
        int side = side(random);
        paint(values, (x, y) -> (x / side + y / side) & 1, random);
      }
    }
    Mat pixels = new Mat(height, width, opencv_core.CV_8UC3);
    pixels.data().put(values);
    return Picture.of(pixels);
  }

  /** Which of two colours a pixel has. */
  private interface Pattern {
    int color(int x, int y);
  }

  private void paint(byte[] values, Pattern pattern, Random random) {
    byte[] colors = new byte[2 * CHANNELS];
    random.nextBytes(colors);
    int next = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(colors, CHANNELS * pattern.color(x, y), values, next, CHANNELS);
        next += CHANNELS;
      }
    }
  }

  /** Pixels of a stripe or square: one to a quarter of the shorter side. */
  private int side(Random random) {
    return 1 + random.nextInt(Math.max(1, Math.min(width, height) / COARSEST));
  }

  private static long clipped(double value) {
    return Math.round(Math.max(0, Math.min(LEVELS - 1, value)));
  }
}
