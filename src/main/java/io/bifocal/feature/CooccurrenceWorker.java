package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the matrices of {@link GrayCooccurrence}, one step after the other. */
final class CooccurrenceWorker implements FeatureExtractor.Worker {
  private record Step(int down, int right) {

    static Step of(int distance, double degrees) {
      double angle = Math.toRadians(degrees);
      return new Step(rounded(distance * Math.sin(angle)), rounded(distance * Math.cos(angle)));
    }

    /** Halves away from 0. */
    private static int rounded(double value) {
      return (int) (Math.signum(value) * Math.round(Math.abs(value)));
    }
  }

  private final List<CooccurrenceStatistic> statistics;
  private final int length;
  private final int distances;
  private final int angles;
  private final boolean averages;
  private final int levels;

  /** Different steps; several distances and angles may share one. */
  private final List<Step> steps = new ArrayList<>();

  /** Which step belongs to a distance and an angle, at distance * angles + angle. */
  private final int[] stepOf;

  private final GrayPlane plane = new GrayPlane();
  private final CooccurrenceSums sums;
  private final double[][] results;

  /** Neighbouring pixels count in different tables: an increment need not wait for the last one. */
  private final int[] even;

  private final int[] odd;
  private byte[] quantized = new byte[0];

  CooccurrenceWorker(GrayCooccurrence recipe) {
    statistics = recipe.computed();
    length = recipe.length(Input.ORIGINAL);
    distances = recipe.distances().size();
    angles = recipe.angles().size();
    averages = recipe.average() == CooccurrenceAverage.ANGLES;
    levels = recipe.levels();
    stepOf = new int[distances * angles];
    for (int i = 0; i < stepOf.length; i++) {
      Step step = Step.of(recipe.distances().get(i / angles), recipe.angles().get(i % angles));
      if (!steps.contains(step)) {
        steps.add(step);
      }
      stepOf[i] = steps.indexOf(step);
    }
    sums = new CooccurrenceSums(levels, recipe.symmetric(), statistics);
    results = new double[steps.size()][statistics.size()];
    even = new int[levels * levels];
    odd = new int[levels * levels];
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    plane.load(picture.gray());
    int largest = quantize(plane.width() * plane.height());
    for (int s = 0; s < results.length; s++) {
      count(steps.get(s), largest + 1);
      sums.compute(even, largest + 1);
      for (int i = 0; i < results[s].length; i++) {
        results[s][i] = statistics.get(i).of(sums);
      }
    }
    write(vector);
  }

  @Override
  public void close() {}

  /** Fills {@link #quantized} and returns the largest level in it. */
  private int quantize(int pixels) {
    if (quantized.length < pixels) {
      quantized = new byte[pixels];
    }
    byte[] samples = plane.samples();
    int largest = 0;
    for (int i = 0; i < pixels; i++) {
      int level = ((samples[i] & 0xFF) * levels) >> 8;
      quantized[i] = (byte) level;
      largest = Math.max(largest, level);
    }
    return largest;
  }

  /** Counts into {@link #even}, as a matrix of {@code used} rows and columns. */
  private void count(Step step, int used) {
    Arrays.fill(even, 0, used * used, 0);
    Arrays.fill(odd, 0, used * used, 0);
    int width = plane.width();
    int columns = width - Math.abs(step.right);
    int rows = plane.height() - Math.abs(step.down);
    if (columns <= 0) {
      return;
    }
    int from = Math.max(0, -step.down) * width + Math.max(0, -step.right);
    int to = from + step.down * width + step.right;
    for (int y = 0; y < rows; y++) {
      count(quantized, from + y * width, to + y * width, columns, used, even, odd);
    }
    for (int i = 0; i < used * used; i++) {
      even[i] += odd[i];
    }
  }

  private static void count(
      byte[] pixels, int from, int to, int columns, int used, int[] even, int[] odd) {
    int x = 0;
    for (; x < columns - 1; x += 2) {
      even[(pixels[from + x] & 0xFF) * used + (pixels[to + x] & 0xFF)]++;
      odd[(pixels[from + x + 1] & 0xFF) * used + (pixels[to + x + 1] & 0xFF)]++;
    }
    if (x < columns) {
      even[(pixels[from + x] & 0xFF) * used + (pixels[to + x] & 0xFF)]++;
    }
  }

  private void write(float[] vector) {
    int next = 0;
    for (int d = 0; d < distances; d++) {
      if (averages) {
        for (int s = 0; s < statistics.size(); s++) {
          vector[next++] = (float) mean(d, s);
        }
        continue;
      }
      for (int a = 0; a < angles; a++) {
        for (double value : results[stepOf[d * angles + a]]) {
          vector[next++] = (float) value;
        }
      }
    }
  }

  private double mean(int distance, int statistic) {
    double sum = 0;
    for (int a = 0; a < angles; a++) {
      sum += results[stepOf[distance * angles + a]][statistic];
    }
    return sum / angles;
  }
}
