package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What text chunks of a PNG say of its orientation: XMP in iTXt, and EXIF as ImageMagick writes it,
 * in hexadecimal digits. Text that cannot be read says nothing.
 */
final class PngText {
  private static final String XMP = "XML:com.adobe.xmp\0";
  private static final String EXIF = "Raw profile type exif\0";
  private static final String APP1 = "Raw profile type APP1\0";
  private static final int LONGEST = 1 << 22;

  private PngText() {}

  /** Notes an orientation, if this chunk holds one. */
  static void note(String name, Bytes chunk, Facts facts) {
    try {
      if (name.equals("iTXt") && chunk.matches(0, XMP)) {
        facts.xmpOrientation(Xmp.orientation(international(chunk)));
      } else if (chunk.matches(0, EXIF) || chunk.matches(0, APP1)) {
        boolean compressed = name.equals("zTXt");
        Bytes text = chunk.slice(EXIF.length() + (compressed ? 1 : 0), chunk.size());
        facts.orientation(Exif.orientation(profile(compressed ? inflated(text, LONGEST) : text)));
      }
    } catch (RejectedException e) {
      // As with EXIF: what cannot be read does not cost the picture.
      return;
    }
  }

  /** Past the flags, the language and the translated keyword. */
  private static Bytes international(Bytes chunk) throws RejectedException {
    chunk.seek(XMP.length());
    boolean compressed = chunk.u8() == 1;
    chunk.skip(1);
    for (int zeros = 0; zeros < 2; ) {
      zeros += chunk.u8() == 0 ? 1 : 0;
    }
    Bytes text = chunk.slice(chunk.position(), chunk.size());
    return compressed ? inflated(text, LONGEST) : text;
  }

  /** A name, a length and so many bytes in hexadecimal digits, with white space between them. */
  private static Bytes profile(Bytes text) throws RejectedException {
    text.seek(0);
    PnmHeader.skipSpace(text);
    while (!Character.isWhitespace(text.u8())) {}
    int length = Math.min(PnmHeader.number(text), text.size() / 2);
    byte[] profile = new byte[length];
    for (int i = 0; i < length; i++) {
      int high = Character.digit(PnmHeader.skipSpace(text), 16);
      int low = Character.digit(PnmHeader.skipSpace(text), 16);
      profile[i] = (byte) ((high << 4) | (low & 15));
    }
    return new Bytes(profile);
  }

  /** What a zlib stream inflates to, {@code most} bytes of it at most. */
  static Bytes inflated(Bytes stream, int most) throws RejectedException {
    Inflater inflater = new Inflater();
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 13];
    try {
      ByteBuffer input = stream.view(0, stream.size());
      inflater.setInput(input);
      for (int count = 1; count > 0 && result.size() < most; ) {
        count = inflater.inflate(part);
        result.write(part, 0, count);
      }
    } catch (DataFormatException e) {
      throw RejectedException.corrupt("text does not inflate");
    } finally {
      inflater.end();
    }
    return new Bytes(result.toByteArray());
  }
}
