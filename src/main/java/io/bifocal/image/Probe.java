package io.bifocal.image;

/**
 * Says what an image file is, and whether it is whole, without decoding it. The format is decided
 * by the first bytes, never by a name; limits are applied to the header before anything else is
 * read; then the structure is walked to its end.
 *
 * <p>Cost: the bytes are read once; PNG data is inflated (not filtered), because only so a short or
 * damaged stream is found. Memory does not depend on what the header declares.
 *
 * <p>What it cannot find: damage inside the entropy-coded data of a JPEG or WebP, or the fax code
 * of a TIFF, that leaves enough bytes and no stray marker. Of that, {@link Decoder} finds what its
 * decoders report.
 */
public final class Probe {
  private Probe() {}

  /**
   * Reads one file's header and walks the rest.
   *
   * @param bytes the whole file
   * @param limits what it may cost; the number of bytes is for the caller to check
   * @throws RejectedException if no picture is to be had from it; it carries the header if the size
   *     was read
   */
  public static Header probe(byte[] bytes, Limits limits) throws RejectedException {
    Bytes in = new Bytes(bytes);
    Format format = Magic.format(in);
    Facts facts = new Facts(format, limits);
    try {
      structure(format).walk(in, facts);
    } catch (RejectedException e) {
      throw facts.isSized() ? e.with(facts.header()) : e;
    }
    return facts.header();
  }

  private static Structure structure(Format format) {
    return switch (format) {
      case JPEG -> (in, facts) -> new JpegStructure().walk(in, facts);
      case PNG -> (in, facts) -> new PngStructure().walk(in, facts);
      case TIFF -> (in, facts) -> TiffStructure.read(in).walk(facts);
      case WEBP -> (in, facts) -> new WebpStructure().walk(in, facts);
      case BMP -> new BmpStructure();
      case GIF -> (in, facts) -> new GifStructure().walk(in, facts);
      case PNM -> new PnmStructure();
    };
  }
}
