package io.bifocal.inference;

/**
 * Where a picture stands in a network's input: a point (x, y) of the picture is at (x * scaleX +
 * left, y * scaleY + top) of the input, both in pixels from the upper left corner of the first one.
 *
 * @param width of the picture
 * @param height of the picture
 */
record Placement(int width, int height, double scaleX, double scaleY, double left, double top) {

  /** Where the column {@code x} of the input is in the picture, at most at its border. */
  double pictureX(double x) {
    return Math.max(0, Math.min(width, (x - left) / scaleX));
  }

  /** Where the row {@code y} of the input is in the picture, at most at its border. */
  double pictureY(double y) {
    return Math.max(0, Math.min(height, (y - top) / scaleY));
  }
}
