package io.bifocal.conf;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** An opaque colour, 8 bits a channel, as in CSS: {@code #ffffff}, {@code white}, {@code black}. */
public record Color(int red, int green, int blue) implements Serializable {
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  /** The colour that {@code text} says. */
  public static Color parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    String code =
        switch (name) {
          case "white" -> "#ffffff";
          case "black" -> "#000000";
          default -> name;
        };
    if (!HEX.matcher(code).matches()) {
      throw new UserError("'" + text + "' is not a colour; give white, black or #rrggbb");
    }
    int rgb = HexFormat.fromHexDigits(code, 1, 7);
    return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
