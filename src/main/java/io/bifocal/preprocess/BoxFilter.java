package io.bifocal.preprocess;

/**
 * Resizing by the mean of the pixels whose centres a box of the size of a new pixel covers, with
 * values of 8 bits after each of both passes, as Pillow's BOX does it.
 */
final class BoxFilter {
  private BoxFilter() {}

  static FloatImage resize(FloatImage image, int width, int height) {
    FloatImage narrow = FloatImage.black(width, image.height(), image.channels());
    int channels = image.channels();
    for (int x = 0; x < width; x++) {
      int from = from(x, image.width(), width);
      int to = to(x, image.width(), width);
      for (int y = 0; y < image.height(); y++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int i = from; i < to; i++) {
            sum += image.values()[(y * image.width() + i) * channels + c];
          }
          narrow.values()[(y * width + x) * channels + c] = eightBits(sum / (to - from));
        }
      }
    }
    FloatImage result = FloatImage.black(width, height, channels);
    int row = width * channels;
    for (int y = 0; y < height; y++) {
      int from = from(y, image.height(), height);
      int to = to(y, image.height(), height);
      for (int i = 0; i < row; i++) {
        float sum = 0;
        for (int source = from; source < to; source++) {
          sum += narrow.values()[source * row + i];
        }
        result.values()[y * row + i] = eightBits(sum / (to - from));
      }
    }
    return result;
  }

  private static float eightBits(float value) {
    return Math.round(value * 255) / 255f;
  }

  private static int from(int place, int length, int newLength) {
    double scale = (double) length / newLength;
    return Math.max(0, (int) ((place + 0.5) * scale - Math.max(scale, 1) / 2 + 0.5));
  }

  private static int to(int place, int length, int newLength) {
    double scale = (double) length / newLength;
    int to = (int) ((place + 0.5) * scale + Math.max(scale, 1) / 2 + 0.5);
    return Math.max(from(place, length, newLength) + 1, Math.min(length, to));
  }
}
