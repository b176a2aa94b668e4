package io.bifocal.preprocess;

/** What a point became. */
public enum BlurKind {
  /** A Gaussian spot; {@code size} is its standard deviation. */
  GAUSSIAN,
  /** A disk, as a lens out of focus makes it; {@code size} is its radius. */
  DISK,
  /** A line, as a moving camera makes it; {@code size} is its length. */
  MOTION,
  /** The values of {@code kernel}. */
  KERNEL
}
