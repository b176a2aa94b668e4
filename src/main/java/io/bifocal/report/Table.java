package io.bifocal.report;

import io.bifocal.analysis.statistics.Estimate;
import java.util.Locale;

/** A table that scrolls by itself where the screen is too narrow for it. */
final class Table implements AutoCloseable {
  /** Steps of the ground of {@link #heat}, as in the style. */
  private static final int HEATS = 10;

  private final Html html;

  /**
   * @param headings of the columns; those that end in {@code #} hold numbers, those that end in
   *     {@code ~} drawings that a phone has no room for
   */
  Table(Html html, String... headings) {
    this.html = html;
    html.open("div", "class", "scroll", "tabindex", "0").open("table").open("thead").open("tr");
    for (String heading : headings) {
      if (heading.endsWith("#")) {
        html.element(
            "th", heading.substring(0, heading.length() - 1), "scope", "col", "class", "number");
      } else if (heading.endsWith("~")) {
        html.element(
            "th", heading.substring(0, heading.length() - 1), "scope", "col", "class", "range");
      } else {
        html.element("th", heading, "scope", "col");
      }
    }
    html.close().close().open("tbody");
  }

  Table row() {
    html.open("tr");
    return this;
  }

  Table end() {
    html.close();
    return this;
  }

  /** What the row is about. */
  Table heading(String text) {
    html.open("th", "scope", "row").element("bdi", text).close();
    return this;
  }

  Table text(String text) {
    html.element("td", text);
    return this;
  }

  Table code(String text) {
    html.open("td").element("code", text).close();
    return this;
  }

  Table number(String text) {
    html.element("td", text, "class", "number");
    return this;
  }

  Table number(long value) {
    return number(Amounts.count(value));
  }

  /** A value with its interval in words: {@code 0.912 (0.900 to 0.923)}. */
  Table estimate(Estimate estimate) {
    html.open("td", "class", "number").text(Amounts.share(estimate.value()));
    String interval = Amounts.interval(estimate);
    if (!interval.isEmpty()) {
      html.text(" ").element("span", interval, "class", "between");
    }
    html.close();
    return this;
  }

  /** A text that is better not broken. */
  Table label(String text) {
    html.element("td", text, "class", "label");
    return this;
  }

  /** A value with its interval, drawn between {@code low} and {@code high}. */
  Table range(Estimate estimate, double low, double high) {
    html.open("td", "class", "range");
    if (!Double.isNaN(estimate.value())) {
      Svg.open(html, "class", "range", "aria-hidden", "true");
      if (low < 0 && high > 0) {
        String zero = Svg.percent(-low / (high - low));
        html.empty("line", "class", "grid", "x1", zero, "x2", zero, "y1", "0", "y2", "100%");
      }
      html.empty(
          "line",
          "class",
          "whisker",
          "x1",
          Svg.percent((estimate.low() - low) / (high - low)),
          "x2",
          Svg.percent((estimate.high() - low) / (high - low)),
          "y1",
          "50%",
          "y2",
          "50%");
      html.empty(
          "circle",
          "class",
          "part",
          "cx",
          Svg.percent((estimate.value() - low) / (high - low)),
          "cy",
          "50%",
          "r",
          "4");
      html.close();
    }
    html.close();
    return this;
  }

  /**
   * A share as text on a ground that is the darker the larger it is.
   *
   * @param darkest the value of the darkest ground
   */
  Table heat(double value, double darkest) {
    html.element("td", Amounts.share(value), "class", "number " + ground(value / darkest));
    return this;
  }

  /**
   * A count, on the ground of its share of {@code total}.
   *
   * @param style a further class, or empty
   */
  Table heatedCount(long count, long total, String style) {
    double share = total == 0 ? 0 : (double) count / (double) total;
    html.element("td", Amounts.count(count), "class", (ground(share) + " " + style).strip());
    return this;
  }

  private static String ground(double share) {
    long step = Double.isNaN(share) ? 0 : Math.round(HEATS * Math.max(0, Math.min(1, share)));
    return "heat h" + step;
  }

  /** A bar of {@code part} of {@code whole}, and the percentage. */
  Table bar(double part, double whole) {
    double percent = whole == 0 ? 0 : 100 * part / whole;
    html.open("td", "class", "bar")
        .open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "viewBox",
            "0 0 100 10",
            "preserveAspectRatio",
            "none",
            "aria-hidden",
            "true")
        .empty("rect", "class", "all", "width", "100", "height", "10")
        .empty(
            "rect",
            "class",
            "part",
            "width",
            String.format(Locale.ROOT, "%.2f", percent),
            "height",
            "10")
        .close()
        .element("span", Amounts.share(part, whole))
        .close();
    return this;
  }

  @Override
  public void close() {
    html.close().close().close();
  }
}
