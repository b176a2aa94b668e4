package io.bifocal.image;

/** Where the pixels of a TIFF page are: in strips of some rows, or in tiles. */
final class TiffData {
  private static final int ROWS_PER_STRIP = 278;
  private static final int PLANAR = 284;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SUBSAMPLING = 530;
  private static final long LARGEST_TILE = 1 << 24;

  private final Bytes in;
  private final TiffDirectory directory;
  private final TiffPage page;
  private final boolean tiled;

  TiffData(Bytes in, TiffDirectory directory, TiffPage page) {
    this.in = in;
    this.directory = directory;
    this.page = page;
    tiled = directory.has(TILE_OFFSETS);
  }

  /** Fails unless every strip or tile that is listed lies in the file. */
  void requireInFile() throws RejectedException {
    int offsets = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
    int bytes = tiled ? TILE_BYTES : STRIP_BYTES;
    long count = Math.min(directory.count(offsets), directory.count(bytes));
    for (long i = 0; i < count; i++) {
      long offset = directory.valueAt(offsets, i);
      long length = directory.valueAt(bytes, i);
      if (offset > in.size() || length > in.size() - offset) {
        throw RejectedException.truncated(
            "the file ends at byte "
                + in.size()
                + ", before its "
                + (tiled ? "tile " : "strip ")
                + i
                + " does at byte "
                + (offset + length));
      }
    }
  }

  /** Fails unless there are as many strips or tiles as the size needs, each of them whole. */
  void requirePresent() throws RejectedException {
    long wide = tiled ? side(TILE_WIDTH) : page.width();
    long high =
        tiled
            ? side(TILE_WIDTH + 1)
            : Math.min(page.height(), directory.value(ROWS_PER_STRIP, page.height()));
    if (tiled && wide * high > LARGEST_TILE) {
      throw RejectedException.unsupported(
          "TIFF with tiles of " + wide + " by " + high + " pixels is not read");
    }
    if (high < 1) {
      throw RejectedException.corrupt("strips of no rows");
    }
    boolean separate = directory.value(PLANAR, 1) == 2;
    long planes = separate ? page.samples() : 1;
    long needed = ceil(page.width(), wide) * ceil(page.height(), high) * planes;
    long count =
        Math.min(
            directory.count(tiled ? TILE_OFFSETS : STRIP_OFFSETS),
            directory.count(tiled ? TILE_BYTES : STRIP_BYTES));
    if (page.compression() == TiffPage.OLD_JPEG) {
      // Where its parts are is told in more than one way (TIFF Technical Note 2, appendix).
      requireInFile();
      return;
    }
    if (count < needed) {
      throw RejectedException.corrupt(
          count + " of " + needed + (tiled ? " tiles" : " strips") + " are listed");
    }
    requireInFile();
    for (long i = 0; i < needed; i++) {
      long strip = i % (needed / planes);
      long rows = tiled ? high : Math.min(high, page.height() - strip * high);
      requireWhole(i, wide, rows, separate);
    }
  }

  private void requireWhole(long index, long wide, long rows, boolean separate)
      throws RejectedException {
    long length = directory.valueAt(tiled ? TILE_BYTES : STRIP_BYTES, index);
    long offset = directory.valueAt(tiled ? TILE_OFFSETS : STRIP_OFFSETS, index);
    long bits = (long) page.bits() * (separate ? 1 : page.samples());
    long pixels = rows * ((wide * bits + 7) / 8);
    if (page.photometric() == TiffPage.YCBCR && page.compression() != 7) {
      pixels = subsampled(wide, rows);
    }
    boolean reversed = page.fillOrder() == 2 && page.compression() != TiffPage.JPEG;
    TiffStrip strip =
        reversed
            ? new TiffStrip(in.reversed(offset, length), 0, length, page.compression())
            : new TiffStrip(in, offset, length, page.compression());
    strip.requireHolds(pixels);
  }

  /** Bytes of YCbCr whose colours are stored once for a group of pixels (TIFF 6.0, section 21). */
  private long subsampled(long wide, long rows) throws RejectedException {
    boolean given = directory.count(SUBSAMPLING) == 2;
    long across = given ? directory.valueAt(SUBSAMPLING, 0) : 2;
    long down = given ? directory.valueAt(SUBSAMPLING, 1) : 2;
    if (across < 1 || across > 4 || down < 1 || down > 4) {
      throw RejectedException.corrupt("colours sampled once in " + across + " by " + down);
    }
    return ceil(wide, across) * ceil(rows, down) * (across * down + 2);
  }

  private long side(int tag) throws RejectedException {
    long side = directory.value(tag, 0);
    if (side < 1 || side > 65_535) {
      throw RejectedException.corrupt("tiles with a side of " + side + " pixels");
    }
    return side;
  }

  private static long ceil(long value, long divisor) {
    return (value + divisor - 1) / divisor;
  }
}
