package io.bifocal.report;

import java.util.Locale;

/** Images a second as an area over the time of the run; its labels keep their size on a phone. */
final class ThroughputChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 200;

  private ThroughputChart() {}

  static void write(Html html, Throughput throughput) {
    double top = niceAbove(throughput.highest());
    html.open("figure", "class", "chart");
    html.open("div", "class", "rates");
    html.element("span", Amounts.number(top));
    html.element("span", Amounts.number(top / 2));
    html.element("span", "0");
    html.close();
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "preserveAspectRatio",
        "none",
        "role",
        "img");
    html.element("title", "Images a second over the time of the run");
    for (int line = 1; line < 4; line++) {
      String y = String.valueOf(line * HEIGHT / 4);
      html.empty("line", "class", "grid", "x1", "0", "x2", String.valueOf(WIDTH), "y1", y, "y2", y);
    }
    html.empty("path", "class", "area", "d", area(throughput.rates(), top));
    html.close();
    html.open("div", "class", "times");
    html.element("span", "start");
    html.element("span", Amounts.duration(throughput.seconds() / 2));
    html.element("span", Amounts.duration(throughput.seconds()));
    html.close();
    html.element("figcaption", "images a second, over the time of the run");
    html.close();
  }

  private static String area(double[] rates, double top) {
    StringBuilder path = new StringBuilder("M0 " + HEIGHT);
    for (int i = 0; i < rates.length; i++) {
      double y = HEIGHT * (1 - rates[i] / top);
      path.append(
          String.format(Locale.ROOT, "V%.1fH%.1f", y, (double) WIDTH * (i + 1) / rates.length));
    }
    return path.append('V').append(HEIGHT).append('Z').toString();
  }

  /** 1, 2 or 5 times a power of ten. */
  static double niceAbove(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 5}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
