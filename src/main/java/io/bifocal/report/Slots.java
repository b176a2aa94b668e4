package io.bifocal.report;

/**
 * How sets of features are told apart in pictures: by colour, by dashes and by markers, so that any
 * one of them is enough. Colours are in the style, chosen to be distinct with the common kinds of
 * colour blindness, after M. Okabe and K. Ito, Color universal design, 2008.
 */
final class Slots {
  /** Of what is not told apart. */
  static final int OTHER = 8;

  private static final String[] MARKERS = {
    "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
    "M-3.6 -3.6H3.6V3.6H-3.6Z",
    "M0 -4.8L4.6 3.6H-4.6Z",
    "M0 -5L5 0L0 5L-5 0Z",
    "M0 4.8L4.6 -3.6H-4.6Z",
    "M-1.6 -5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5V-1.6H-1.6Z",
    "M-5 -1.5H5V1.5H-5Z",
    "M-4 -2.6L-2.6 -4L0 -1.4L2.6 -4L4 -2.6L1.4 0L4 2.6L2.6 4L0 1.4L-2.6 4L-4 2.6L-1.4 0Z",
    "M-3 0A3 3 0 1 0 3 0A3 3 0 1 0 -3 0Z"
  };

  private Slots() {}

  /** The marker of a slot at a place of a drawing. */
  static void marker(Html html, int slot, String x, String y) {
    html.open("svg", "class", "mark", "x", x, "y", y);
    html.empty("path", "class", "marker s" + slot, "d", MARKERS[slot]);
    html.close();
  }

  /** A piece of the line of a slot with its marker, for a legend. */
  static void sample(Html html, int slot) {
    Svg.open(html, "class", "sample", "aria-hidden", "true");
    if (slot != OTHER) {
      html.empty(
          "line", "class", "curve s" + slot, "x1", "0", "x2", "100%", "y1", "50%", "y2", "50%");
    }
    marker(html, slot, "50%", "50%");
    html.close();
  }
}
