package io.bifocal.image;

/** Reads the samples of a portable anymap row by row, written out as text or in bytes. */
final class PnmSamples {
  private final Bytes in;
  private final PnmHeader header;

  PnmSamples(Bytes in, PnmHeader header) throws RejectedException {
    this.in = in.reading("samples").seek(header.data());
    this.header = header;
  }

  /** Fills {@code row}, width times channels, with 0 to 255: dark to bright in bitmaps too. */
  void read(byte[] row) throws RejectedException {
    if (header.kind() == 4) {
      bits(row);
      return;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) scaled(sample());
    }
  }

  private int sample() throws RejectedException {
    if (header.kind() == 1) {
      return bit();
    }
    int value =
        header.isText() ? PnmHeader.number(in) : header.largest() < 256 ? in.u8() : in.u16();
    if (value > header.largest()) {
      throw RejectedException.corrupt(
          "a sample of " + value + " over " + header.largest() + " before byte " + in.position());
    }
    return value;
  }

  /** A digit of a plain bitmap, where 1 is black and white space may be left out. */
  private int bit() throws RejectedException {
    int c = PnmHeader.skipSpace(in);
    if (c != '0' && c != '1') {
      throw RejectedException.corrupt("no bit at byte " + (in.position() - 1));
    }
    return '1' - c;
  }

  private void bits(byte[] row) throws RejectedException {
    int packed = 0;
    for (int i = 0; i < row.length; i++) {
      packed = i % 8 == 0 ? in.u8() : packed << 1;
      row[i] = (byte) ((packed & 0x80) != 0 ? 0 : 255);
    }
  }

  private int scaled(int value) {
    int largest = header.largest();
    return largest == 255 ? value : (value * 510 + largest) / (2 * largest);
  }
}
