package io.bifocal.image;

/**
 * The header of a portable anymap (netpbm: pbm, pgm, ppm and pam, magic numbers P1 to P7).
 *
 * @param kind the digit of the magic number
 * @param channels samples a pixel: 1 gray, 2 gray and alpha, 3 colour, 4 colour and alpha
 * @param largest the sample that means full brightness, 1 to 65,535
 * @param data where the samples begin
 */
record PnmHeader(int kind, int width, int height, int channels, int largest, int data) {
  private static final int PAM = 7;
  private static final int LARGEST_NUMBER = 1_000_000_000;

  static PnmHeader read(Bytes in) throws RejectedException {
    int kind = in.at(1) - '0';
    in.reading("header").seek(2);
    return kind == PAM ? pam(in) : plain(in, kind);
  }

  private static PnmHeader plain(Bytes in, int kind) throws RejectedException {
    int width = number(in);
    int height = number(in);
    boolean bitmap = kind == 1 || kind == 4;
    int largest = bitmap ? 1 : number(in);
    // One byte of white space, already read, parts the header from the samples.
    return checked(
        new PnmHeader(kind, width, height, kind == 3 || kind == 6 ? 3 : 1, largest, in.position()));
  }

  private static PnmHeader pam(Bytes in) throws RejectedException {
    int width = 0;
    int height = 0;
    int depth = 0;
    int largest = 0;
    in.skip(1);
    for (String word = word(in); !word.equals("ENDHDR"); word = word(in)) {
      switch (word) {
        case "WIDTH" -> width = number(in);
        case "HEIGHT" -> height = number(in);
        case "DEPTH" -> depth = number(in);
        case "MAXVAL" -> largest = number(in);
        case "TUPLTYPE" -> word(in);
        default ->
            throw RejectedException.corrupt("unknown header line before byte " + in.position());
      }
    }
    if (depth < 1 || depth > 4) {
      throw RejectedException.unsupported("PAM of " + depth + " channels is not read");
    }
    return checked(new PnmHeader(PAM, width, height, depth, largest, in.position()));
  }

  private static PnmHeader checked(PnmHeader header) throws RejectedException {
    if (header.largest < 1 || header.largest > 65_535) {
      throw RejectedException.corrupt("the largest sample is " + header.largest);
    }
    return header;
  }

  boolean isText() {
    return kind <= 3;
  }

  /** Whether samples in bytes cannot exceed the largest. */
  boolean fillsItsBits() {
    return kind == 4 || largest == 255 || largest == 65_535;
  }

  /** Bits a sample as stored. */
  int depth() {
    return largest == 1 ? 1 : largest < 256 ? 8 : 16;
  }

  /** Bytes of a row; only where samples are not text. */
  long rowBytes() {
    long samples = (long) width * channels;
    return kind == 4 ? (samples + 7) / 8 : samples * (largest < 256 ? 1 : 2);
  }

  /** A decimal number and the byte after it, past white space and comments. */
  static int number(Bytes in) throws RejectedException {
    int c = skipSpace(in);
    if (c < '0' || c > '9') {
      throw RejectedException.corrupt("no number at byte " + (in.position() - 1));
    }
    long value = 0;
    while (c >= '0' && c <= '9') {
      value = Math.min(LARGEST_NUMBER, value * 10 + c - '0');
      c = in.has(1) ? in.u8() : ' ';
    }
    if (!Character.isWhitespace(c)) {
      throw RejectedException.corrupt("no number at byte " + (in.position() - 1));
    }
    return (int) value;
  }

  /** The first byte that is neither white space nor in a comment. */
  static int skipSpace(Bytes in) throws RejectedException {
    int c = in.u8();
    boolean comment = c == '#';
    while (comment || Character.isWhitespace(c)) {
      c = in.u8();
      comment = comment ? c != '\n' && c != '\r' : c == '#';
    }
    return c;
  }

  private static String word(Bytes in) throws RejectedException {
    StringBuilder word = new StringBuilder();
    for (int c = skipSpace(in); !Character.isWhitespace(c); c = in.u8()) {
      if (word.length() > 32) {
        throw RejectedException.corrupt("no header line at byte " + in.position());
      }
      word.append((char) c);
    }
    return word.toString();
  }
}
