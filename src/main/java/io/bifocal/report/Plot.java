package io.bifocal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A picture with two axes. Its texts are HTML or stand outside what is stretched, so that they are
 * as large on a phone as on a desktop. What lines are called is said beside their ends where there
 * is room, and below the picture where there is not.
 */
final class Plot implements AutoCloseable {
  /** Between the middles of two names, as a share of the height: a line of text. */
  private static final double LEAST_GAP = 0.055;

  private final Html html;
  private final Axis x;
  private final Axis y;
  private final List<Name> names = new ArrayList<>();

  private record Name(int slot, String text, double value, double place) {}

  /** A place in the units of the axes. */
  record Place(double x, double y) {}

  /**
   * Begins a picture.
   *
   * @param kind further classes of its style: {@code small} for one of many
   * @param title for those who cannot see it
   * @param description what it shows, for them too
   */
  Plot(Html html, String kind, Axis x, Axis y, String title, String description) {
    this.html = html;
    this.x = x;
    this.y = y;
    html.open("figure", "class", ("plot " + kind).strip());
    html.element("figcaption", title);
    html.element("div", y.name(), "class", "axis");
    html.open("div", "class", "frame");
    html.open("div", "class", "ys", "aria-hidden", "true");
    for (Axis.Tick tick : y.ticks()) {
      html.element("span", tick.text(), "style", "top:" + Svg.percent(1 - y.place(tick.value())));
    }
    html.close();
    Svg.open(html, "role", "img", "class", "drawing");
    html.element("title", title);
    html.element("desc", description);
    for (Axis.Tick tick : y.ticks()) {
      String place = Svg.percent(1 - y.place(tick.value()));
      html.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", place, "y2", place);
    }
  }

  /** An area between two lines. */
  Plot band(int slot, List<Place> low, List<Place> high) {
    if (low.size() > 1) {
      List<Place> back = new ArrayList<>(high);
      Collections.reverse(back);
      path("band s" + slot, lines("M", low) + lines("L", back) + "Z");
    }
    return this;
  }

  /** A line from place to place. */
  Plot line(int slot, List<Place> places) {
    if (places.size() > 1) {
      path("curve s" + slot, lines("M", places));
    }
    return this;
  }

  /** A line that belongs to no set: a diagonal, a frontier. */
  Plot guide(List<Place> places) {
    path("guide", lines("M", places));
    return this;
  }

  private void path(String style, String path) {
    Svg.stretched(html);
    html.empty("path", "class", style, "d", path).close();
  }

  private String lines(String first, List<Place> places) {
    StringBuilder path = new StringBuilder();
    for (Place place : places) {
      path.append(path.isEmpty() ? first : "L")
          .append(Svg.place(x.place(place.x()), 1 - y.place(place.y())));
    }
    return path.toString();
  }

  /** A marker. */
  Plot mark(int slot, double xValue, double yValue) {
    Slots.marker(html, slot, Svg.percent(x.place(xValue)), Svg.percent(1 - y.place(yValue)));
    return this;
  }

  /** An upright line from one value to another: an interval. */
  Plot interval(int slot, double xValue, double low, double high) {
    String at = Svg.percent(x.place(xValue));
    html.empty(
        "line",
        "class",
        "interval s" + slot,
        "x1",
        at,
        "x2",
        at,
        "y1",
        Svg.percent(1 - y.place(low)),
        "y2",
        Svg.percent(1 - y.place(high)));
    return this;
  }

  /** A place on the x axis, with the range that it may lie in. */
  Plot upright(double value, double low, double high, String text) {
    double from = Double.isNaN(low) ? 0 : Math.max(0, x.place(low));
    double to = Double.isNaN(high) ? 1 : Math.min(1, x.place(high));
    String at = Svg.percent(x.place(value));
    html.empty(
        "rect",
        "class",
        "between",
        "x",
        Svg.percent(from),
        "y",
        "0",
        "width",
        Svg.percent(Math.max(0, to - from)),
        "height",
        "100%");
    html.empty("line", "class", "crossing", "x1", at, "x2", at, "y1", "0", "y2", "100%");
    html.element(
        "text",
        text,
        "class",
        "note",
        "x",
        at,
        "y",
        "100%",
        "dx",
        x.place(value) > 0.5 ? "-6" : "6",
        "dy",
        "-8",
        "text-anchor",
        x.place(value) > 0.5 ? "end" : "start");
    return this;
  }

  /** Names what ends at a height of {@code yValue}, a share, and says it. */
  Plot name(int slot, String text, double yValue) {
    names.add(new Name(slot, text, yValue, Math.min(1, Math.max(0, 1 - y.place(yValue)))));
    return this;
  }

  @Override
  public void close() {
    html.close();
    html.open("div", "class", "xs", "aria-hidden", "true");
    for (Axis.Tick tick : x.ticks()) {
      html.element("span", tick.text(), "style", "left:" + Svg.percent(x.place(tick.value())));
    }
    html.close();
    html.element("div", x.name(), "class", "axis below");
    if (!names.isEmpty()) {
      names();
    }
    html.close().close();
  }

  private void names() {
    List<Name> sorted = names.stream().sorted(Comparator.comparingDouble(Name::place)).toList();
    double[] places = spread(sorted.stream().mapToDouble(Name::place).toArray());
    html.open("ul", "class", "names");
    for (int i = 0; i < places.length; i++) {
      html.open("li", "style", String.format(Locale.ROOT, "--at:%.2f%%", 100 * places[i]));
      Slots.sample(html, sorted.get(i).slot());
      html.element("bdi", sorted.get(i).text())
          .element("span", Amounts.share(sorted.get(i).value()))
          .close();
    }
    html.close();
  }

  /** Moves ascending places apart that are too close, and back up where they would leave. */
  static double[] spread(double[] places) {
    double[] apart = places.clone();
    for (int i = 1; i < apart.length; i++) {
      apart[i] = Math.max(apart[i], apart[i - 1] + LEAST_GAP);
    }
    double most = 1;
    for (int i = apart.length - 1; i >= 0; i--) {
      apart[i] = Math.min(apart[i], most);
      most = apart[i] - LEAST_GAP;
    }
    return apart;
  }
}
