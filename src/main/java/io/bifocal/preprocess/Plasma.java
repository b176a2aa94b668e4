package io.bifocal.preprocess;

import java.util.Random;

/**
 * A cloud-like map by midpoint displacement on a torus (A. Fournier, D. Fussell and L. Carpenter,
 * Computer rendering of stochastic models, CACM 25(6), 1982, doi:10.1145/358523.358553).
 */
final class Plasma {
  /** Larger pictures have a map of this size enlarged. */
  private static final int LARGEST = 1024;

  private static final double FIRST_WIBBLE = 100;

  private final int side;
  private final double decay;
  private final Random random;
  private final float[] map;
  private double wibble = FIRST_WIBBLE;

  private Plasma(int side, double decay, Random random) {
    this.side = side;
    this.decay = decay;
    this.random = random;
    map = new float[side * side];
  }

  /**
   * Values in 0 to 1 for an image of {@code width} by {@code height} pixels.
   *
   * @param decay what each finer scale is divided by: the larger, the smoother
   */
  static FloatImage map(int width, int height, double decay, Random random) {
    int longer = Math.max(width, height);
    int side = Math.min(LARGEST, Math.max(2, Integer.highestOneBit(2 * longer - 1)));
    Plasma plasma = new Plasma(side, decay, random);
    plasma.fill();
    plasma.normalize();
    FloatImage result = FloatImage.black(width, height, 1);
    double scale = longer <= side ? 1 : (side - 1.0) / (longer - 1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.values()[y * width + x] = plasma.at(x * scale, y * scale);
      }
    }
    return result;
  }

  private void fill() {
    for (int step = side; step >= 2; step /= 2) {
      squares(step);
      diamonds(step);
      wibble /= decay;
    }
  }

  /** The middle of each square from its corners. */
  private void squares(int step) {
    int half = step / 2;
    for (int y = 0; y < side; y += step) {
      for (int x = 0; x < side; x += step) {
        float sum = get(x, y) + get(x + step, y) + get(x, y + step) + get(x + step, y + step);
        set(x + half, y + half, sum);
      }
    }
  }

  /** The middle of each edge from its ends and the middles of the squares beside it. */
  private void diamonds(int step) {
    int half = step / 2;
    for (int y = 0; y < side; y += step) {
      for (int x = 0; x < side; x += step) {
        float corner = get(x, y);
        float middle = get(x + half, y + half);
        set(x + half, y, corner + get(x + step, y) + middle + get(x + half, y - half));
        set(x, y + half, corner + get(x, y + step) + middle + get(x - half, y + half));
      }
    }
  }

  private float get(int x, int y) {
    return map[(y & side - 1) * side + (x & side - 1)];
  }

  /** The mean of four and a displacement, which grows with the square of the wibble. */
  private void set(int x, int y, float sumOfFour) {
    double displacement = wibble * MotionBlur.uniform(random, -wibble, wibble);
    map[y * side + x] = (float) (sumOfFour / 4 + displacement);
  }

  private void normalize() {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : map) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    float range = greatest > least ? greatest - least : 1;
    for (int i = 0; i < map.length; i++) {
      map[i] = (map[i] - least) / range;
    }
  }

  private float at(double x, double y) {
    int left = (int) x;
    int top = (int) y;
    float fx = (float) (x - left);
    float fy = (float) (y - top);
    float upper = (1 - fx) * get(left, top) + fx * get(left + 1, top);
    float lower = (1 - fx) * get(left, top + 1) + fx * get(left + 1, top + 1);
    return (1 - fy) * upper + fy * lower;
  }
}
