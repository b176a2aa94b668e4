package io.bifocal.feature;

/** The least-squares line through points, which are added one by one. */
final class LogLine {
  private final double[] xs;
  private final double[] ys;
  private int points;

  LogLine(int most) {
    xs = new double[most];
    ys = new double[most];
  }

  void clear() {
    points = 0;
  }

  void add(double x, double y) {
    xs[points] = x;
    ys[points] = y;
    points++;
  }

  int points() {
    return points;
  }

  /** 0 with fewer than two points; the points must not all have one x. */
  double slope() {
    double meanX = mean(xs);
    double meanY = mean(ys);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < points; i++) {
      products += (xs[i] - meanX) * (ys[i] - meanY);
      squares += (xs[i] - meanX) * (xs[i] - meanX);
    }
    return points < 2 ? 0 : products / squares;
  }

  /** The line's value at 0. */
  double intercept() {
    return points == 0 ? 0 : mean(ys) - slope() * mean(xs);
  }

  /** The root of the mean squared distance of the points from the line, along y. */
  double residual() {
    double slope = slope();
    double intercept = intercept();
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double rest = ys[i] - intercept - slope * xs[i];
      sum += rest * rest;
    }
    return points == 0 ? 0 : Math.sqrt(sum / points);
  }

  private double mean(double[] values) {
    double sum = 0;
    for (int i = 0; i < points; i++) {
      sum += values[i];
    }
    return sum / points;
  }
}
