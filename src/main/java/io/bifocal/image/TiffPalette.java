package io.bifocal.image;

/**
 * The colour map of a TIFF: all reds, all greens, all blues, 16 bits each (TIFF 6.0, section 5).
 */
final class TiffPalette {
  private static final int COLOR_MAP = 320;

  private final int[] values;
  private final int entries;
  private final double most;

  private TiffPalette(int[] values, double most) {
    this.values = values;
    this.entries = values.length / 3;
    this.most = most;
  }

  static TiffPalette read(TiffDirectory directory) throws RejectedException {
    int[] values = new int[(int) Math.min(3 << 16, directory.count(COLOR_MAP))];
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) (directory.valueAt(COLOR_MAP, i) & 0xffff);
      largest = Math.max(largest, values[i]);
    }
    // Some writers stored 8 bits a colour; libtiff tells them in the same way.
    return new TiffPalette(values, largest < 256 ? 255 : 65_535);
  }

  /** Puts red, green and blue, 0 to 1, of an index; black where there is no such entry. */
  void color(int index, double[] color) {
    for (int i = 0; i < 3; i++) {
      color[i] = index < entries ? values[i * entries + index] / most : 0;
    }
  }
}
