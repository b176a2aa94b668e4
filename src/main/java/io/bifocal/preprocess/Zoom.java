package io.bifocal.preprocess;

/** Enlarging the centre of an image to the size of the whole, by linear interpolation. */
final class Zoom {
  private Zoom() {}

  /** The mean of the image and of what a camera sees that moves towards it. */
  static Corruption blur(double... factors) {
    return (image, random) -> {
      float[] sum = image.values().clone();
      for (double factor : factors) {
        float[] zoomed = centre(image, factor).values();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += zoomed[i];
        }
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] /= factors.length + 1;
      }
      return new FloatImage(image.width(), image.height(), image.channels(), sum);
    };
  }

  /** The centre of {@code image}, enlarged by {@code factor}, at least 1. */
  static FloatImage centre(FloatImage image, double factor) {
    Axis across = new Axis(image.width(), factor);
    Axis down = new Axis(image.height(), factor);
    FloatImage result = FloatImage.black(image.width(), image.height(), image.channels());
    int channels = image.channels();
    int next = 0;
    for (int y = 0; y < image.height(); y++) {
      int upper = down.lower[y] * image.width();
      int lower = down.upper[y] * image.width();
      float fy = down.fraction[y];
      for (int x = 0; x < image.width(); x++) {
        float fx = across.fraction[x];
        for (int c = 0; c < channels; c++) {
          float[] v = image.values();
          float top =
              (1 - fx) * v[(upper + across.lower[x]) * channels + c]
                  + fx * v[(upper + across.upper[x]) * channels + c];
          float bottom =
              (1 - fx) * v[(lower + across.lower[x]) * channels + c]
                  + fx * v[(lower + across.upper[x]) * channels + c];
          result.values()[next++] = (1 - fy) * top + fy * bottom;
        }
      }
    }
    return result;
  }

  /** For each place of the result, between which places of the image it lies. */
  private static final class Axis {
    final int[] lower;
    final int[] upper;
    final float[] fraction;

    Axis(int length, double factor) {
      int part = (int) Math.ceil(length / factor);
      int first = (length - part) / 2;
      int enlarged = (int) Math.rint(part * factor);
      int cut = (enlarged - length) / 2;
      // The outermost places of both lie on each other.
      double step = enlarged > 1 ? (part - 1.0) / (enlarged - 1) : 0;
      lower = new int[length];
      upper = new int[length];
      fraction = new float[length];
      for (int i = 0; i < length; i++) {
        double at = Math.min(part - 1, (i + cut) * step);
        lower[i] = first + (int) at;
        upper[i] = first + Math.min(part - 1, (int) at + 1);
        fraction[i] = (float) (at - (int) at);
      }
    }
  }
}
