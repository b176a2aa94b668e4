package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The rings of {@link SpectrumSlope}, read from OpenCV's packed spectrum of real numbers. */
final class SpectrumWorker implements FeatureExtractor.Worker {
  private static final int FIRST_RING = 2;
  private static final double ROUNDING = 1e-20;

  private final GrayPlane plane = new GrayPlane();
  private final Mat spectrum;
  private double[] across = new double[0];
  private double[] down = new double[0];
  private double[] row = new double[0];
  private double[] firstColumn = new double[0];
  private double[] lastColumn = new double[0];
  private double[] squares = new double[0];
  private double[] power = new double[0];
  private double[] members = new double[0];
  private LogLine line = new LogLine(0);

  /** Of the picture, then of what it is filled up to. */
  private int width;

  private int height;
  private int columns;
  private int rows;

  /** The shorter side: frequencies are in cycles per so many pixels. */
  private int side;

  SpectrumWorker() {
    Natives.ensureLoaded();
    spectrum = new Mat();
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, 3);
    Arrays.fill(vector, 0);
    width = picture.width();
    height = picture.height();
    side = Math.min(width, height);
    if (side / 2 <= FIRST_RING) {
      return;
    }
    plane.load(picture.gray());
    columns = opencv_core.getOptimalDFTSize(width);
    rows = opencv_core.getOptimalDFTSize(height);
    ensureCapacity();
    double weight = window(across, width) * window(down, height);
    spectrum.create(rows, columns, opencv_core.CV_64FC1);
    DoublePointer values = new DoublePointer(spectrum.data());
    long step = spectrum.step1();
    fill(values, step);
    opencv_core.dft(spectrum, spectrum, 0, height);
    collect(values, step);
    fit(weight);
    if (line.points() > 1) {
      vector[0] = (float) line.slope();
      vector[1] = (float) line.intercept();
      vector[2] = (float) line.residual();
    }
  }

  @Override
  public void close() {
    spectrum.close();
  }

  private void ensureCapacity() {
    across = grown(across, width);
    down = grown(down, height);
    row = grown(row, columns);
    firstColumn = grown(firstColumn, rows);
    lastColumn = grown(lastColumn, rows);
    squares = grown(squares, columns);
    if (members.length < side + 1) {
      members = new double[side + 1];
      power = new double[side + 1];
      line = new LogLine(side);
    }
  }

  private static double[] grown(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }

  /** Fills in the weights of one side, and returns the sum of their squares. */
  static double window(double[] weights, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double sine = Math.sin(Math.PI * (i + 0.5) / length);
      weights[i] = sine * sine;
      sum += weights[i] * weights[i];
    }
    return sum;
  }

  private double mean() {
    byte[] pixels = plane.samples();
    double sum = 0;
    double weights = 0;
    for (int y = 0; y < height; y++) {
      double rowSum = 0;
      double rowWeights = 0;
      for (int x = 0; x < width; x++) {
        rowSum += across[x] * (pixels[y * width + x] & 0xFF);
        rowWeights += across[x];
      }
      sum += down[y] * rowSum;
      weights += down[y] * rowWeights;
    }
    return sum / weights;
  }

  private void fill(DoublePointer values, long step) {
    byte[] pixels = plane.samples();
    double mean = mean();
    Arrays.fill(row, 0, columns, 0);
    for (int y = height; y < rows; y++) {
      values.position(y * step).put(row, 0, columns);
    }
    for (int y = 0; y < height; y++) {
      double weight = down[y];
      for (int x = 0; x < width; x++) {
        row[x] = weight * across[x] * ((pixels[y * width + x] & 0xFF) - mean);
      }
      values.position(y * step).put(row, 0, columns);
    }
  }

  /**
   * Column 2u - 1 holds the real and column 2u the imaginary parts of frequency u along x; the
   * first column, and with an even number the last, are packed in the same way along y. A frequency
   * with its opposite, which is not stored, counts twice.
   */
  private void collect(DoublePointer values, long step) {
    Arrays.fill(power, 0);
    Arrays.fill(members, 0);
    int pairs = (columns - 1) / 2;
    for (int u = 0; u <= columns / 2; u++) {
      squares[u] = squared(u, columns);
    }
    for (int v = 0; v < rows; v++) {
      values.position(v * step).get(row, 0, columns);
      firstColumn[v] = row[0];
      lastColumn[v] = row[columns - 1];
      double square = squared(Math.min(v, rows - v), rows);
      for (int u = 1; u <= pairs; u++) {
        double real = row[2 * u - 1];
        double imaginary = row[2 * u];
        int ring = ring(square + squares[u]);
        power[ring] += 2 * (real * real + imaginary * imaginary);
        members[ring] += 2;
      }
    }
    collect(firstColumn, 0);
    if (columns % 2 == 0) {
      collect(lastColumn, squares[columns / 2]);
    }
  }

  private void collect(double[] column, double square) {
    add(square, column[0] * column[0], 1);
    for (int v = 1; v <= (rows - 1) / 2; v++) {
      double real = column[2 * v - 1];
      double imaginary = column[2 * v];
      add(square + squared(v, rows), real * real + imaginary * imaginary, 2);
    }
    if (rows % 2 == 0) {
      add(square + squared(rows / 2, rows), column[rows - 1] * column[rows - 1], 1);
    }
  }

  private void add(double square, double value, int times) {
    int ring = ring(square);
    power[ring] += times * value;
    members[ring] += times;
  }

  private double squared(int frequency, int length) {
    double cycles = (double) frequency * side / length;
    return cycles * cycles;
  }

  private static int ring(double square) {
    return (int) (Math.sqrt(square) + 0.5);
  }

  private void fit(double weight) {
    double all = 0;
    for (double value : power) {
      all += value;
    }
    line.clear();
    for (int k = FIRST_RING; k <= side / 2; k++) {
      if (members[k] > 0 && power[k] > 0 && power[k] >= ROUNDING * all) {
        line.add(Math.log10((double) k / side), Math.log10(power[k] / members[k] / weight));
      }
    }
  }
}
