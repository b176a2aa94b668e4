package io.bifocal.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells formats by their first bytes, and names those that are not read. */
final class Magic {
  /** What stands at an offset, in Latin-1, and what that means. */
  private record Sign<T>(int offset, String bytes, T meaning) {}

  private static final List<Sign<Format>> FORMATS =
      List.of(
          new Sign<>(0, "\u00ff\u00d8\u00ff", Format.JPEG),
          new Sign<>(0, "\u0089PNG\r\n\u001a\n", Format.PNG),
          new Sign<>(0, "GIF87a", Format.GIF),
          new Sign<>(0, "GIF89a", Format.GIF),
          new Sign<>(8, "WEBP", Format.WEBP),
          new Sign<>(0, "II*\0", Format.TIFF),
          new Sign<>(0, "MM\0*", Format.TIFF),
          new Sign<>(0, "II+\0", Format.TIFF),
          new Sign<>(0, "MM\0+", Format.TIFF));

  private static final List<Sign<String>> UNSUPPORTED =
      List.of(
          new Sign<>(0, "\0\0\0\fjP  \r\n\u0087\n", "JPEG 2000"),
          new Sign<>(0, "\u00ffO\u00ffQ", "JPEG 2000"),
          new Sign<>(0, "\u00ff\n", "JPEG XL"),
          new Sign<>(0, "\0\0\0\fJXL \r\n\u0087\n", "JPEG XL"),
          new Sign<>(0, "II\u00bc", "JPEG XR"),
          new Sign<>(0, "8BPS", "Photoshop PSD"),
          new Sign<>(0, "\0\0\1\0", "Windows icon (ICO)"),
          new Sign<>(0, "\0\0\2\0", "Windows cursor (CUR)"),
          new Sign<>(0, "IIRO", "camera raw (Olympus ORF)"),
          new Sign<>(0, "IIRS", "camera raw (Olympus ORF)"),
          new Sign<>(0, "MMOR", "camera raw (Olympus ORF)"),
          new Sign<>(0, "IIU\0", "camera raw (Panasonic RW2)"),
          new Sign<>(0, "FUJIFILMCCD-RAW", "camera raw (Fujifilm RAF)"),
          new Sign<>(6, "HEAPCCDR", "camera raw (Canon CRW)"),
          new Sign<>(8, "CR\2", "camera raw (Canon CR2)"),
          new Sign<>(0, "\0MRM", "camera raw (Minolta MRW)"),
          new Sign<>(0, "FOVb", "camera raw (Sigma X3F)"),
          new Sign<>(0, "v/1\1", "OpenEXR"),
          new Sign<>(0, "#?RADIANCE", "Radiance HDR"),
          new Sign<>(0, "#?RGBE", "Radiance HDR"),
          new Sign<>(0, "PF\n", "PFM"),
          new Sign<>(0, "Pf\n", "PFM"),
          new Sign<>(0, "DDS ", "DirectDraw surface (DDS)"),
          new Sign<>(0, "qoif", "QOI"),
          new Sign<>(0, "gimp xcf", "GIMP XCF"),
          new Sign<>(0, "AT&TFORM", "DjVu"),
          new Sign<>(0, "\u008aMNG", "MNG"),
          new Sign<>(0, "\u008bJNG", "JNG"),
          new Sign<>(0, "Y\u00a6j\u0095", "Sun raster"),
          new Sign<>(0, "SIMPLE  =", "FITS"),
          new Sign<>(128, "DICM", "DICOM"));

  private static final List<Sign<String>> NOT_IMAGES =
      List.of(
          new Sign<>(0, "%PDF", "a PDF document"),
          new Sign<>(0, "PK\3\4", "a ZIP archive"),
          new Sign<>(0, "\u001f\u008b", "gzip data"),
          new Sign<>(0, "Rar!", "a RAR archive"),
          new Sign<>(0, "7z\u00bc\u00af", "a 7z archive"),
          new Sign<>(0, "(\u00b5/\u00fd", "zstd data"),
          new Sign<>(257, "ustar", "a tar archive"),
          new Sign<>(0, "PAR1", "a Parquet file"),
          new Sign<>(0, "\u007fELF", "a program"),
          new Sign<>(0, "MZ", "a program"),
          new Sign<>(0, "version https://git-lfs", "a Git LFS pointer, not the file itself"),
          new Sign<>(4, "ftyp", "a video or audio file"),
          new Sign<>(0, "RIFF", "a video or audio file"),
          new Sign<>(0, "ID3", "an audio file"),
          new Sign<>(0, "OggS", "a video or audio file"),
          new Sign<>(0, "\u001aE\u00df\u00a3", "a video file"));

  private static final Set<String> HEIF =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1");
  private static final int SNIFFED = 512;

  private Magic() {}

  /**
   * Decides the format.
   *
   * @throws RejectedException EMPTY, UNSUPPORTED with the format's name, or NOT_AN_IMAGE with what
   *     it looks like
   */
  static Format format(Bytes in) throws RejectedException {
    if (in.size() == 0) {
      throw new RejectedException(Reason.EMPTY, "the file has no bytes");
    }
    String other = match(in, UNSUPPORTED, null);
    if (other == null) {
      other = isoMedia(in);
    }
    if (other != null) {
      throw RejectedException.unsupported(other + " is not read");
    }
    if (isPnm(in)) {
      return Format.PNM;
    }
    if (isBmp(in)) {
      return Format.BMP;
    }
    Format format = match(in, FORMATS, null);
    if (format == null || (format == Format.WEBP && !in.matches(0, "RIFF"))) {
      throw notAnImage(in);
    }
    return format;
  }

  private static <T> T match(Bytes in, List<Sign<T>> signs, T otherwise) {
    for (Sign<T> sign : signs) {
      if (in.matches(sign.offset(), sign.bytes())) {
        return sign.meaning();
      }
    }
    return otherwise;
  }

  /** The name of an image format in an ISO base media file (ISO/IEC 14496-12), or null. */
  private static String isoMedia(Bytes in) throws RejectedException {
    if (!in.matches(4, "ftyp") || in.size() < 12) {
      return null;
    }
    String brand = in.seek(8).tag();
    in.seek(0);
    if (brand.equals("avif") || brand.equals("avis")) {
      return "AVIF";
    }
    if (brand.equals("crx ")) {
      return "camera raw (Canon CR3)";
    }
    return HEIF.contains(brand) ? "HEIC" : null;
  }

  /** P1 to P7 and white space or a comment. */
  private static boolean isPnm(Bytes in) {
    return in.size() >= 3
        && in.at(0) == 'P'
        && in.at(1) >= '1'
        && in.at(1) <= '7'
        && (Character.isWhitespace(in.at(2)) || in.at(2) == '#');
  }

  /** BM alone begins many a text: the size of the second header must be one that exists. */
  private static boolean isBmp(Bytes in) {
    return in.matches(0, "BM")
        && in.size() >= 18
        && in.at(15) == 0
        && in.at(16) == 0
        && in.at(17) == 0
        && BmpStructure.HEADER_SIZES.contains(in.at(14));
  }

  private static RejectedException notAnImage(Bytes in) {
    String text = text(in);
    if (text != null && text.contains("<svg")) {
      return RejectedException.unsupported("SVG is not read");
    }
    String looks = match(in, NOT_IMAGES, null);
    if (looks == null) {
      looks = text != null ? textual(text) : binary(in);
    }
    return new RejectedException(Reason.NOT_AN_IMAGE, looks);
  }

  private static String textual(String text) {
    return text.contains("<html") || text.contains("<!doctype html")
        ? "looks like an HTML page"
        : "looks like text";
  }

  private static String binary(Bytes in) {
    StringBuilder first = new StringBuilder("unknown data, beginning with");
    boolean zero = true;
    for (int i = 0; i < Math.min(SNIFFED, in.size()); i++) {
      if (i < 8) {
        first.append(String.format(Locale.ROOT, " %02x", in.at(i)));
      }
      zero &= in.at(i) == 0;
    }
    return zero ? "nothing but zeros at its beginning" : first.toString();
  }

  /** The beginning in lower case if it is text, otherwise null. */
  private static String text(Bytes in) {
    int length = Math.min(SNIFFED, in.size());
    byte[] start = new byte[length];
    in.view(0, length).get(start);
    for (byte b : start) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return null;
      }
    }
    String text = new String(start, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') >= 0 && text.indexOf('\ufffd') < text.length() - 1
        ? null
        : text.toLowerCase(Locale.ROOT);
  }
}
