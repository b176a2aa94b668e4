package io.bifocal.collection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;

/**
 * A header of a tar archive: V7, ustar (POSIX.1-1988) or GNU.
 *
 * @param name with the prefix of ustar before it
 * @param type what it is; {@code 0} and NUL both for a regular file
 * @param size of what follows
 * @param link target of a link
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one member.
record TarHeader(byte[] name, char type, long size, byte[] link) {
  static final int BLOCK = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;
  private static final int TYPE = 156;

  /**
   * Reads a header.
   *
   * @param at where it stands, for messages
   * @throws DamagedShardException if its checksum is wrong or its size is no number
   */
  static TarHeader parse(byte[] block, long at) throws DamagedShardException {
    long stored = octal(block, CHECKSUM, CHECKSUM_END);
    if (stored < 0 || (stored != sum(block, 0xFF) && stored != sum(block, -1))) {
      throw DamagedShardException.corrupt(
          String.format(Locale.ROOT, "at byte %d: no tar header, or one that was damaged", at));
    }
    long size = (block[124] & 0x80) == 0 ? octal(block, 124, 136) : base256(block, 124, 136);
    if (size < 0) {
      throw DamagedShardException.corrupt(
          String.format(Locale.ROOT, "at byte %d: a header whose size is no size", at));
    }
    byte[] name = text(block, 0, 100);
    // GNU writes "ustar  " and has other things where the prefix is.
    boolean ustar = new String(block, 257, 6, ISO_8859_1).equals("ustar\0");
    byte[] prefix = ustar ? text(block, 345, 500) : new byte[0];
    return new TarHeader(
        prefix.length == 0 ? name : joined(prefix, name),
        (char) (block[TYPE] & 0xFF),
        size,
        text(block, 157, 257));
  }

  /** Old tars summed signed bytes. */
  private static long sum(byte[] block, int mask) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block[i] & mask;
    }
    return sum;
  }

  /** A number in octal digits; 0 where there are none, negative if it is none. */
  private static long octal(byte[] block, int start, int end) {
    String field = new String(block, start, end - start, ISO_8859_1);
    int nul = field.stripLeading().indexOf('\0');
    String digits = (nul < 0 ? field : field.stripLeading().substring(0, nul)).strip();
    if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
      return -1;
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  /** GNU's binary numbers; negative if it is negative or beyond 63 bits. */
  private static long base256(byte[] block, int start, int end) {
    if ((block[start] & 0x7F) != 0) {
      return -1;
    }
    long value = 0;
    for (int i = start + 1; i < end; i++) {
      if (value >> 55 != 0) {
        return -1;
      }
      value = value << 8 | (block[i] & 0xFF);
    }
    return value;
  }

  private static byte[] text(byte[] block, int start, int end) {
    int stop = start;
    while (stop < end && block[stop] != 0) {
      stop++;
    }
    return Arrays.copyOfRange(block, start, stop);
  }

  private static byte[] joined(byte[] prefix, byte[] name) {
    byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    joined[prefix.length] = '/';
    System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
    return joined;
  }
}
