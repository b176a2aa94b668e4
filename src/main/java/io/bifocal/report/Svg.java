package io.bifocal.report;

import java.util.Locale;

/**
 * Drawings whose places are percentages of their size, so that lines grow with the screen and texts
 * and markers keep theirs.
 */
final class Svg {
  /** Side of the square that paths are written in, which is then stretched. */
  private static final int SIDE = 1000;

  private Svg() {}

  /** Begins a drawing. */
  static void open(Html html, String... attributes) {
    String[] all = new String[attributes.length + 2];
    all[0] = "xmlns";
    all[1] = "http://www.w3.org/2000/svg";
    System.arraycopy(attributes, 0, all, 2, attributes.length);
    html.open("svg", all);
  }

  /** Begins a part of a drawing whose paths are in thousandths of its width and height. */
  static void stretched(Html html) {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + SIDE + " " + SIDE,
        "preserveAspectRatio",
        "none",
        "width",
        "100%",
        "height",
        "100%");
  }

  /** {@code 12.34%} of a share of 1. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /** A place of a path; shares of width and height. */
  static String place(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", SIDE * x, SIDE * y);
  }
}
