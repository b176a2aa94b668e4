package io.bifocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis of a {@link Plot}.
 *
 * @param name what is measured, with its unit
 * @param low where it begins
 * @param high where it ends
 * @param scale how it is divided
 * @param ticks where it says what it is
 */
record Axis(String name, double low, double high, Scale scale, List<Tick> ticks) {

  /** How values become places. */
  enum Scale {
    /** Equal differences are equally far apart. */
    LINEAR,
    /** Equal ratios are equally far apart; positive values only. */
    LOGARITHMIC
  }

  /** A place with a text. */
  record Tick(double value, String text) {}

  /** 0 at the low end, 1 at the high end. */
  double place(double value) {
    return switch (scale) {
      case LINEAR -> (value - low) / (high - low);
      case LOGARITHMIC -> Math.log(Math.max(value, low) / low) / Math.log(high / low);
    };
  }

  /** From a round number below the values to one above them. */
  static Axis around(String name, DoubleStream values, double least, double most) {
    double[] known = values.filter(Double::isFinite).sorted().toArray();
    double from = known.length == 0 ? least : Math.max(least, known[0]);
    double to = known.length == 0 ? most : Math.min(most, known[known.length - 1]);
    double step = ThroughputChart.niceAbove(Math.max(to - from, 0.01) / 5);
    int first = (int) Math.floor(from / step + 1e-9);
    int last = Math.max(first + 1, (int) Math.ceil(to / step - 1e-9));
    List<Tick> ticks = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, number(i * step)));
    }
    return new Axis(name, first * step, last * step, Scale.LINEAR, ticks);
  }

  /** Powers of ten and halves and fifths of them, a little beyond the values. */
  static Axis logarithmic(String name, DoubleStream values) {
    double[] known = values.filter(value -> value > 0).sorted().toArray();
    double low = known.length == 0 ? 1 : known[0] / 1.3;
    double high = known.length == 0 ? 10 : known[known.length - 1] * 1.3;
    boolean isWide = high / low > 500;
    List<Tick> ticks = new ArrayList<>();
    for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
      for (int digit : isWide ? new int[] {1} : new int[] {1, 2, 5}) {
        if (digit * power >= low && digit * power <= high) {
          ticks.add(new Tick(digit * power, number(digit * power)));
        }
      }
    }
    return new Axis(name, low, high, Scale.LOGARITHMIC, ticks);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceFirst("\\.?0+$", "").replaceFirst("^-?$", "0");
  }
}
