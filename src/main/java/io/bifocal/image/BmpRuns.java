package io.bifocal.image;

/** The runs of a bitmap (BI_RLE8, BI_RLE4), as indices into its palette. */
final class BmpRuns {
  private static final int END_OF_ROW = 0;
  private static final int END = 1;
  private static final int MOVE = 2;

  private final Bytes in;
  private final boolean nibbles;
  private final int width;
  private final int height;
  private final byte[] indices;
  private int x;
  private int y;

  private BmpRuns(Bytes in, BmpHeader header) {
    this.in = in;
    nibbles = header.compression() == BmpHeader.RLE4;
    width = (int) header.width();
    height = (int) header.height();
    indices = new byte[width * height];
  }

  /**
   * Reads them up to their end, or to the last row, whichever comes first. What is left out has
   * index 0, what leaves a row is cut.
   *
   * @return width times height, the lowest row first
   */
  static byte[] read(Bytes in, BmpHeader header) throws RejectedException {
    BmpRuns runs = new BmpRuns(in.reading("runs").seek(header.pixels()), header);
    runs.readAll();
    return runs.indices;
  }

  private void readAll() throws RejectedException {
    while (!isComplete() || in.has(2)) {
      int count = in.u8();
      int value = in.u8();
      if (count > 0) {
        for (int i = 0; i < count; i++) {
          put(nibbles ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
        }
      } else if (value == END_OF_ROW) {
        x = 0;
        y++;
      } else if (value == END) {
        return;
      } else if (value == MOVE) {
        x += in.u8();
        y += in.u8();
      } else {
        literal(value);
      }
    }
  }

  /** Some writers leave out the mark at the end. */
  private boolean isComplete() {
    return y >= height || (y == height - 1 && x >= width);
  }

  private void literal(int count) throws RejectedException {
    int bytes = nibbles ? (count + 1) / 2 : count;
    in.require(bytes);
    int pair = 0;
    for (int i = 0; i < count; i++) {
      if (!nibbles) {
        put(in.u8());
      } else {
        pair = i % 2 == 0 ? in.u8() : pair << 4;
        put(pair >> 4 & 15);
      }
    }
    if ((bytes & 1) == 1 && in.has(1)) {
      in.skip(1);
    }
  }

  private void put(int index) {
    if (x < width && y < height) {
      indices[y * width + x] = (byte) index;
    }
    x++;
  }
}
