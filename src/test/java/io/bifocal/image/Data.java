package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes for fixtures. */
final class Data {
  private Data() {}

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** {@code bytes} with {@code inserted} at {@code offset}. */
  static byte[] insert(byte[] bytes, int offset, byte[] inserted) {
    return join(
        Arrays.copyOf(bytes, offset), inserted, Arrays.copyOfRange(bytes, offset, bytes.length));
  }

  /** An EXIF block, from its TIFF header on, that says nothing but the orientation. */
  static byte[] exif(int orientation) {
    return bytes(
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        1,
        18,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        orientation,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  /** Where {@code wanted} first stands in {@code bytes}. */
  static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not in there");
  }
}
