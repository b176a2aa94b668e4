package io.bifocal.image;

import java.util.Locale;

/** The containers that are read. */
public enum Format {
  JPEG,
  PNG,
  TIFF,
  WEBP,
  BMP,
  GIF,
  PNM;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in tables: lower case, {@code jpeg}. */
  public String label() {
    return label;
  }
}
