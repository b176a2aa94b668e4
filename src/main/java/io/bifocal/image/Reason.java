package io.bifocal.image;

import java.util.Locale;

/** Why a file gives no picture. */
public enum Reason {
  /** No bytes at all. */
  EMPTY,
  /** Nothing in the bytes says image. */
  NOT_AN_IMAGE,
  /** An image, but of a kind that is not read. */
  UNSUPPORTED,
  /** The data stops before the picture is complete. */
  TRUNCATED,
  /** The data contradicts itself or the standard of its format. */
  CORRUPT,
  /** More bytes than {@link Limits#maxBytes()}. */
  TOO_LARGE,
  /** More pixels than {@link Limits#maxPixels()}, or a side beyond 65,535. */
  TOO_MANY_PIXELS,
  /** The bytes could not be had from where they are stored. */
  UNREADABLE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in tables: snake case, {@code not_an_image}. */
  public String label() {
    return label;
  }
}
