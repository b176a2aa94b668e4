package io.bifocal.inference;

/** Which part of a scaled picture is cut out of it. */
enum Crop {
  CENTRE(0.5, 0.5),
  UPPER_LEFT(0, 0),
  UPPER_RIGHT(1, 0),
  LOWER_LEFT(0, 1),
  LOWER_RIGHT(1, 1);

  private final double across;
  private final double down;

  Crop(double across, double down) {
    this.across = across;
    this.down = down;
  }

  /** Share of the columns left out that are to the left of it. */
  double across() {
    return across;
  }

  /** Share of the rows left out that are above it. */
  double down() {
    return down;
  }
}
