package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * {@link ZernikeMoments} by way of plain moments: Σ f x^p y^q over the disk, of which every Zernike
 * moment is a sum, because R_nl(ρ) e^(-ilθ) is a polynomial of x and y. The powers of y are added
 * up for all columns at once, so that a pixel costs degree + 1 additions side by side.
 */
final class ZernikeWorker implements FeatureExtractor.Worker {
  private final ZernikeMoments recipe;
  private final int powers;
  private final double[][] real;
  private final double[][] imaginary;
  private final GrayPlane plane = new GrayPlane();
  private final double[] moments;
  private double[][] columns;
  private double[] line = new double[0];
  private double centerX;
  private double centerY;

  ZernikeWorker(ZernikeMoments recipe, int length) {
    this.recipe = recipe;
    powers = recipe.degree() + 1;
    real = new double[length][powers * powers];
    imaginary = new double[length][powers * powers];
    moments = new double[powers * powers];
    columns = new double[powers][0];
    int next = 0;
    for (int n = 0; n < powers; n++) {
      for (int l = n % 2; l <= n; l += 2) {
        expand(n, l, real[next], imaginary[next]);
        next++;
      }
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, real.length);
    plane.load(picture.gray());
    locate();
    double radius =
        recipe.radius() > 0 ? recipe.radius() : Math.min(plane.width(), plane.height()) / 2.0;
    sumColumns(radius);
    sumMoments(radius);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = moments[0] > 0 ? (float) (magnitude(i) / moments[0]) : 0;
    }
  }

  @Override
  public void close() {}

  /** Adds the coefficients of (n + 1)/π R_nl(ρ) e^(-ilθ), at {@code q * powers + p} for x^p y^q. */
  private void expand(int n, int l, double[] cosine, double[] sine) {
    for (int s = 0; s <= (n - l) / 2; s++) {
      double coefficient =
          (s % 2 == 0 ? 1 : -1)
              * factorial(n - s)
              / (factorial(s) * factorial((n + l) / 2 - s) * factorial((n - l) / 2 - s));
      // ρ^(n - 2s) e^(-ilθ) = (x² + y²)^k (x - iy)^l
      int k = (n - l) / 2 - s;
      for (int i = 0; i <= k; i++) {
        for (int j = 0; j <= l; j++) {
          int q = 2 * i + j;
          int p = 2 * (k - i) + l - j;
          double term = (n + 1) / Math.PI * coefficient * binomial(k, i) * binomial(l, j);
          // (-i)^j is 1, -i, -1, i in turn.
          switch (j % 4) {
            case 0 -> cosine[q * powers + p] += term;
            case 1 -> sine[q * powers + p] -= term;
            case 2 -> cosine[q * powers + p] -= term;
            default -> sine[q * powers + p] += term;
          }
        }
      }
    }
  }

  private static double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }

  private static double binomial(int n, int k) {
    return factorial(n) / (factorial(k) * factorial(n - k));
  }

  private void locate() {
    int width = plane.width();
    centerX = (width - 1) / 2.0;
    centerY = (plane.height() - 1) / 2.0;
    if (recipe.center() == ZernikeCenter.PICTURE) {
      return;
    }
    byte[] samples = plane.samples();
    long mass = 0;
    long sumX = 0;
    long sumY = 0;
    for (int y = 0; y < plane.height(); y++) {
      long row = 0;
      for (int x = 0; x < width; x++) {
        int value = samples[y * width + x] & 0xFF;
        row += value;
        sumX += (long) value * x;
      }
      mass += row;
      sumY += row * y;
    }
    if (mass > 0) {
      centerX = (double) sumX / mass;
      centerY = (double) sumY / mass;
    }
  }

  /** For every column, Σ f y^q over the pixels of the disk in it. */
  private void sumColumns(double radius) {
    int width = plane.width();
    if (line.length < width) {
      line = new double[width];
      columns = new double[powers][width];
    }
    for (double[] column : columns) {
      Arrays.fill(column, 0, width, 0);
    }
    byte[] samples = plane.samples();
    int first = (int) Math.max(0, Math.ceil(centerY - radius));
    int last = (int) Math.min(plane.height() - 1, Math.floor(centerY + radius));
    for (int y = first; y <= last; y++) {
      double down = y - centerY;
      double reach = Math.sqrt(Math.max(0, radius * radius - down * down));
      int from = (int) Math.max(0, Math.ceil(centerX - reach));
      int to = (int) Math.min(width - 1, Math.floor(centerX + reach));
      for (int x = from; x <= to; x++) {
        line[x] = samples[y * width + x] & 0xFF;
      }
      double power = 1;
      for (int q = 0; q < powers; q++) {
        add(line, power, columns[q], from, to);
        power *= down / radius;
      }
    }
  }

  private static void add(double[] values, double factor, double[] sums, int from, int to) {
    for (int x = from; x <= to; x++) {
      sums[x] += factor * values[x];
    }
  }

  private void sumMoments(double radius) {
    Arrays.fill(moments, 0);
    for (int x = 0; x < plane.width(); x++) {
      double across = (x - centerX) / radius;
      double power = 1;
      for (int p = 0; p < powers; p++) {
        for (int q = 0; q + p < powers; q++) {
          moments[q * powers + p] += power * columns[q][x];
        }
        power *= across;
      }
    }
  }

  private double magnitude(int i) {
    double cosine = 0;
    double sine = 0;
    for (int m = 0; m < moments.length; m++) {
      cosine += real[i][m] * moments[m];
      sine += imaginary[i][m] * moments[m];
    }
    return Math.hypot(cosine, sine);
  }
}
