package io.bifocal.preprocess;

/**
 * The decimated transform of Daubechies' wavelet of two vanishing moments on a periodic image whose
 * sides are even at every level; orthonormal, so that the inverse is the transpose.
 */
final class OrthonormalWavelet {
  private static final double ROOT = Math.sqrt(3);
  private static final double NORM = 4 * Math.sqrt(2);
  private static final double[] LOW = {
    (1 + ROOT) / NORM, (3 + ROOT) / NORM, (3 - ROOT) / NORM, (1 - ROOT) / NORM
  };

  /** The filter of details: the other one backwards, every second sign changed. */
  private static final double[] HIGH = {LOW[3], -LOW[2], LOW[1], -LOW[0]};

  private final int width;
  private final int height;
  private final double[] spare;

  OrthonormalWavelet(int width, int height) {
    this.width = width;
    this.height = height;
    spare = new double[width * height];
  }

  /** Replaces the image by its coefficients: at each level the approximation is the top left. */
  void forward(double[] image, int levels) {
    for (int level = 0; level < levels; level++) {
      int columns = width >> level;
      int rows = height >> level;
      for (int y = 0; y < rows; y++) {
        analyseRow(image, y * width, columns);
      }
      int half = rows / 2;
      for (int i = 0; i < half; i++) {
        combineRows(image, i, rows, columns, LOW, i);
        combineRows(image, i, rows, columns, HIGH, half + i);
      }
      takeSpare(image, rows, columns);
    }
  }

  /** Replaces coefficients by their image. */
  void inverse(double[] image, int levels) {
    for (int level = levels - 1; level >= 0; level--) {
      int columns = width >> level;
      int rows = height >> level;
      int half = rows / 2;
      for (int i = 0; i < half; i++) {
        int before = i > 0 ? i - 1 : half - 1;
        separateRow(image, i, before, half, columns, 0);
        separateRow(image, i, before, half, columns, 1);
      }
      takeSpare(image, rows, columns);
      for (int y = 0; y < rows; y++) {
        synthesizeRow(image, y * width, columns);
      }
    }
  }

  private void analyseRow(double[] image, int from, int length) {
    int half = length / 2;
    for (int i = 0; i < half - 1; i++) {
      int at = from + 2 * i;
      double a = image[at];
      double b = image[at + 1];
      double c = image[at + 2];
      double d = image[at + 3];
      spare[i] = LOW[0] * a + LOW[1] * b + LOW[2] * c + LOW[3] * d;
      spare[half + i] = HIGH[0] * a + HIGH[1] * b + HIGH[2] * c + HIGH[3] * d;
    }
    double a = image[from + length - 2];
    double b = image[from + length - 1];
    double c = image[from];
    double d = image[from + 1];
    spare[half - 1] = LOW[0] * a + LOW[1] * b + LOW[2] * c + LOW[3] * d;
    spare[length - 1] = HIGH[0] * a + HIGH[1] * b + HIGH[2] * c + HIGH[3] * d;
    System.arraycopy(spare, 0, image, from, length);
  }

  private void synthesizeRow(double[] image, int from, int length) {
    int half = length / 2;
    double lowBefore = image[from + half - 1];
    double highBefore = image[from + length - 1];
    for (int i = 0; i < half; i++) {
      double low = image[from + i];
      double high = image[from + half + i];
      spare[2 * i] = LOW[0] * low + HIGH[0] * high + LOW[2] * lowBefore + HIGH[2] * highBefore;
      spare[2 * i + 1] = LOW[1] * low + HIGH[1] * high + LOW[3] * lowBefore + HIGH[3] * highBefore;
      lowBefore = low;
      highBefore = high;
    }
    System.arraycopy(spare, 0, image, from, length);
  }

  /** Puts the filter over four rows from row {@code 2 i} into a row of the spare image. */
  private void combineRows(
      double[] image, int i, int rows, int columns, double[] filter, int target) {
    int a = 2 * i * width;
    int b = a + width;
    int c = (2 * i + 2) % rows * width;
    int d = c + width;
    int to = target * width;
    double f0 = filter[0];
    double f1 = filter[1];
    double f2 = filter[2];
    double f3 = filter[3];
    for (int x = 0; x < columns; x++) {
      spare[to + x] = f0 * image[a + x] + f1 * image[b + x] + f2 * image[c + x] + f3 * image[d + x];
    }
  }

  /** Puts row {@code 2 i + odd} of the image into the spare one. */
  private void separateRow(double[] image, int i, int before, int half, int columns, int odd) {
    int low = i * width;
    int high = (half + i) * width;
    int lowBefore = before * width;
    int highBefore = (half + before) * width;
    int to = (2 * i + odd) * width;
    double f0 = LOW[odd];
    double f1 = HIGH[odd];
    double f2 = LOW[2 + odd];
    double f3 = HIGH[2 + odd];
    for (int x = 0; x < columns; x++) {
      spare[to + x] =
          f0 * image[low + x]
              + f1 * image[high + x]
              + f2 * image[lowBefore + x]
              + f3 * image[highBefore + x];
    }
  }

  private void takeSpare(double[] image, int rows, int columns) {
    for (int y = 0; y < rows; y++) {
      System.arraycopy(spare, y * width, image, y * width, columns);
    }
  }
}
