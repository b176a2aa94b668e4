package io.bifocal.analysis.classify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimizes smooth convex functions of many numbers, by L-BFGS with a line search that fulfils the
 * weak conditions of Wolfe.
 *
 * <p>D. C. Liu and J. Nocedal: On the limited memory BFGS method for large scale optimization.
 * Mathematical Programming 45, 1989, doi 10.1007/BF01589116. The line search is that of A. S. Lewis
 * and M. L. Overton: Nonsmooth optimization via quasi-Newton methods. Mathematical Programming 141,
 * 2013, doi 10.1007/s10107-012-0514-2.
 */
final class LimitedMemoryBfgs {
  private static final int MEMORY = 6;
  private static final int ITERATIONS = 300;
  private static final int TRIALS = 30;

  /** Of the slope at the start of a search: what the function falls by at least. */
  private static final double DECREASE = 1e-4;

  /** Of the same: what the slope has to come down to. */
  private static final double CURVATURE = 0.9;

  /** Relative decrease in an iteration from which on single precision tells no more. */
  private static final double STEADY = 1e-8;

  /** A function with its slopes. */
  interface Function {
    /**
     * The value at a place.
     *
     * @param slopes filled with the gradient, as {@link #dot} sees it
     */
    double value(double[] at, double[] slopes);

    /** The scalar product of directions or slopes. */
    double dot(double[] a, double[] b);

    /** How far slopes are from none. */
    double steepness(double[] slopes);
  }

  /** A step, and the change of the slopes along it. */
  @SuppressWarnings("ArrayRecordComponent") // Lives as long as the search.
  private record Step(double[] way, double[] change, double product) {}

  private LimitedMemoryBfgs() {}

  /**
   * Where {@code function} is smallest, beginning at {@code start}, which stays as it is.
   *
   * @param flat the largest steepness that counts as none
   */
  static double[] minimize(Function function, double[] start, double flat) {
    double[] at = start.clone();
    double[] slopes = new double[at.length];
    double value = function.value(at, slopes);
    Deque<Step> memory = new ArrayDeque<>();
    double[] next = new double[at.length];
    double[] nextSlopes = new double[at.length];
    for (int iteration = 0;
        iteration < ITERATIONS && function.steepness(slopes) > flat;
        iteration++) {
      double[] direction = direction(function, slopes, memory);
      double slope = function.dot(direction, slopes);
      double size = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(function.dot(slopes, slopes))) : 1;
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      double reached = Double.NaN;
      for (int trial = 0; trial < TRIALS && Double.isNaN(reached); trial++) {
        go(at, size, direction, next);
        double tried = function.value(next, nextSlopes);
        if (!(tried <= value + DECREASE * size * slope)) {
          high = size;
        } else if (function.dot(direction, nextSlopes) < CURVATURE * slope) {
          low = size;
        } else {
          reached = tried;
        }
        size = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
      }
      if (Double.isNaN(reached)) {
        // Down to rounding there is no lower place in this direction.
        break;
      }
      remember(function, memory, at, next, slopes, nextSlopes);
      double fallen = value - reached;
      value = reached;
      double[] swap = at;
      at = next;
      next = swap;
      swap = slopes;
      slopes = nextSlopes;
      nextSlopes = swap;
      if (fallen <= STEADY * Math.max(1, Math.abs(value))) {
        break;
      }
    }
    return at;
  }

  private static void go(double[] from, double size, double[] direction, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] + size * direction[i];
    }
  }

  private static void remember(
      Function function,
      Deque<Step> memory,
      double[] at,
      double[] next,
      double[] slopes,
      double[] nextSlopes) {
    double[] way = new double[at.length];
    double[] change = new double[at.length];
    for (int i = 0; i < way.length; i++) {
      way[i] = next[i] - at[i];
      change[i] = nextSlopes[i] - slopes[i];
    }
    double product = function.dot(way, change);
    if (product > 0) {
      if (memory.size() == MEMORY) {
        memory.removeFirst();
      }
      memory.addLast(new Step(way, change, product));
    }
  }

  /** The two loops of Nocedal. */
  private static double[] direction(Function function, double[] slopes, Deque<Step> memory) {
    double[] direction = slopes.clone();
    double[] factors = new double[memory.size()];
    int i = 0;
    for (Iterator<Step> newest = memory.descendingIterator(); newest.hasNext(); i++) {
      Step step = newest.next();
      factors[i] = function.dot(step.way(), direction) / step.product();
      add(direction, -factors[i], step.change());
    }
    if (!memory.isEmpty()) {
      Step last = memory.getLast();
      scale(direction, last.product() / function.dot(last.change(), last.change()));
    }
    for (Step step : memory) {
      i--;
      add(
          direction,
          factors[i] - function.dot(step.change(), direction) / step.product(),
          step.way());
    }
    scale(direction, -1);
    return direction;
  }

  private static void add(double[] to, double factor, double[] values) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * values[i];
    }
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
