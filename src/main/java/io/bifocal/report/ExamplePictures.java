package io.bifocal.report;

import io.bifocal.analysis.compare.Example.OcclusionMap;
import io.bifocal.analysis.compare.Example.Picture;
import java.util.Locale;

/** Thumbnails of examples, as many as a page of less than 5 MB has room for. */
final class ExamplePictures {
  private static final int MOST_CHARACTERS = 3_000_000;

  /** What is drawn least strongly is not drawn. */
  private static final double FAINTEST = 0.05;

  private static final double STRONGEST = 0.75;

  private final Html html;
  private int characters;

  ExamplePictures(Html html) {
    this.html = html;
  }

  /** The image that is looked at. */
  void subject(Picture picture, String label) {
    html.open("div", "class", "covered");
    small(picture, label);
    html.close();
  }

  /** A thumbnail, or that there is none. */
  void small(Picture picture, String label) {
    String data = picture.thumbnail().orElse("");
    if (isPicture(data) && characters + data.length() <= MOST_CHARACTERS) {
      characters += data.length();
      html.empty("img", "src", data, "alt", label);
    } else {
      html.element("span", "no picture", "class", "missing");
    }
  }

  private static boolean isPicture(String data) {
    return data.startsWith("data:image/jpeg;base64,") || data.startsWith("data:image/png;base64,");
  }

  /** A thumbnail under a map of what covering its parts does. */
  void covered(Picture picture, OcclusionMap map) {
    double[][] drops = map.drops();
    if (drops.length == 0 || drops[0].length == 0) {
      return;
    }
    double most = 0;
    for (double[] row : drops) {
      for (double drop : row) {
        most = Math.max(most, Math.abs(drop));
      }
    }
    html.open("div", "class", "covered");
    small(picture, "where the answer of " + map.set() + " comes from");
    Svg.open(
        html,
        "viewBox",
        "0 0 " + drops[0].length + " " + drops.length,
        "preserveAspectRatio",
        "none",
        "role",
        "img");
    html.element("title", "What covering a part does to the answer of " + map.set());
    html.element(
        "desc",
        "A grid of "
            + drops.length
            + " rows by "
            + drops[0].length
            + " columns; the largest change of the probability of the right class is "
            + Amounts.share(most)
            + ".");
    for (int row = 0; row < drops.length; row++) {
      for (int column = 0; column < drops[row].length; column++) {
        cell(row, column, most == 0 ? 0 : drops[row][column] / most);
      }
    }
    html.close().close();
    html.element("span", "largest change " + Amounts.share(most), "class", "most");
  }

  private void cell(int row, int column, double strength) {
    if (!(Math.abs(strength) >= FAINTEST)) {
      return;
    }
    html.empty(
        "rect",
        "class",
        strength > 0 ? "lost" : "won",
        "x",
        String.valueOf(column),
        "y",
        String.valueOf(row),
        "width",
        "1",
        "height",
        "1",
        "opacity",
        String.format(Locale.ROOT, "%.2f", STRONGEST * Math.abs(strength)));
  }
}
