package io.bifocal.inference;

/**
 * One side of an output that has a value for each place of the input, coarser or finer than it, and
 * where the picture stands along it. A cell belongs to the picture if its centre lies within it.
 *
 * @param cells of the output along this side
 * @param first cell of the picture
 * @param end cell after its last one; at least {@code first + 1}
 * @param scale cells for each pixel of the picture
 * @param offset of the picture's first pixel in cells; negative if it is cut off
 */
record GridSide(int cells, int first, int end, double scale, double offset) {

  /** The columns of an output. */
  static GridSide columns(int cells, ModelInput input, Placement placement) {
    double share = (double) cells / input.width();
    return of(cells, placement.width(), placement.scaleX() * share, placement.left() * share);
  }

  /** The rows of an output. */
  static GridSide rows(int cells, ModelInput input, Placement placement) {
    double share = (double) cells / input.height();
    return of(cells, placement.height(), placement.scaleY() * share, placement.top() * share);
  }

  private static GridSide of(int cells, int pixels, double scale, double offset) {
    double to = offset + pixels * scale;
    int first = (int) Math.max(0, Math.ceil(offset - 0.5));
    int end = (int) Math.min(cells, Math.ceil(to - 0.5));
    if (first >= end) {
      // A picture so thin that it stands between two centres.
      first = (int) Math.max(0, Math.min(cells - 1, Math.floor((offset + to) / 2)));
      end = first + 1;
    }
    return new GridSide(cells, first, end, scale, offset);
  }

  /** How many cells show the picture. */
  int length() {
    return end - first;
  }

  /** The cell under the centre of a pixel of the picture; −1 if that was cut off. */
  int cell(int pixel) {
    double place = (pixel + 0.5) * scale + offset;
    if (place < 0 || place >= cells) {
      return -1;
    }
    return Math.max(first, Math.min(end - 1, (int) place));
  }
}
