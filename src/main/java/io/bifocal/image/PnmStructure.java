package io.bifocal.image;

/** Portable anymaps: the header, and as many samples as it promises. */
final class PnmStructure implements Structure {
  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    PnmHeader header = PnmHeader.read(in);
    facts.size(header.width(), header.height(), header.channels(), header.depth());
    in.reading("samples");
    // A written-out sample takes a digit at the least.
    long row = header.isText() ? (long) header.width() * header.channels() : header.rowBytes();
    in.require(row * header.height());
    if (header.isText() || !header.fillsItsBits()) {
      readAll(in, header);
    }
  }

  private static void readAll(Bytes in, PnmHeader header) throws RejectedException {
    PnmSamples samples = new PnmSamples(in, header);
    byte[] row = new byte[header.width() * header.channels()];
    for (int y = 0; y < header.height(); y++) {
      samples.read(row);
    }
  }
}
