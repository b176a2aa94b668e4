package io.bifocal.image;

/**
 * One frame of a GIF as its blocks describe it.
 *
 * @param place where it stands on the logical screen
 * @param palette offset of its palette in the file, or -1 where it has none and indices are grays
 * @param colors entries of the palette
 * @param transparent the index that shows what lies behind, or -1
 * @param codeSize bits of its pixels' indices, 1 to 11: more than 8 are of no use, but are written
 * @param data offset of its first block of code
 */
record GifFrame(Place place, int palette, int colors, int transparent, int codeSize, int data) {

  private static final int[] PASS_START = {0, 4, 2, 1};
  private static final int[] PASS_STEP = {8, 8, 4, 2};

  record Place(int left, int top, int width, int height, boolean interlaced) {
    long pixels() {
      return (long) width * height;
    }
  }

  /** Fails unless the code holds all pixels; keeps none of them. */
  void requireComplete(Bytes in) throws RejectedException {
    GifLzw code = new GifLzw(in, codeSize, data);
    long pixels = 0;
    while (pixels < place.pixels()) {
      int next = code.next();
      if (next < 0) {
        throw RejectedException.truncated(
            "the first frame ends before byte "
                + in.position()
                + " after "
                + pixels
                + " of "
                + place.pixels()
                + " pixels");
      }
      pixels += code.length(next);
    }
  }

  /** Indices into the palette, row by row from the top; 0 where the code ends early. */
  byte[] indices(Bytes in) throws RejectedException {
    requireComplete(in);
    GifLzw code = new GifLzw(in, codeSize, data);
    byte[] coded = new byte[(int) place.pixels()];
    int at = 0;
    while (at < coded.length) {
      int next = code.next();
      code.write(next, coded, at);
      at += code.length(next);
    }
    return place.interlaced() ? woven(coded) : coded;
  }

  private byte[] woven(byte[] coded) {
    byte[] rows = new byte[coded.length];
    int from = 0;
    for (int pass = 0; pass < PASS_START.length; pass++) {
      for (int y = PASS_START[pass]; y < place.height(); y += PASS_STEP[pass]) {
        System.arraycopy(coded, from, rows, y * place.width(), place.width());
        from += place.width();
      }
    }
    return rows;
  }
}
