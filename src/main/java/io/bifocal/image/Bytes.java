package io.bifocal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over encoded bytes. Reading past the end is a truncated file, never an exception of
 * another kind. All numbers are unsigned.
 */
final class Bytes {
  private final ByteBuffer data;
  private String part = "header";

  Bytes(byte[] data) {
    this(ByteBuffer.wrap(data));
  }

  private Bytes(ByteBuffer data) {
    this.data = data;
  }

  /** The bytes from {@code offset} on, {@code length} of them or as many as there are. */
  Bytes slice(long offset, long length) {
    int from = (int) Math.min(data.limit(), offset);
    return new Bytes(
        data.slice(from, (int) Math.min(data.limit() - (long) from, length)).order(data.order()));
  }

  /** A copy of the bytes from {@code offset} on, which must exist, the bits of each reversed. */
  Bytes reversed(long offset, long length) {
    byte[] copy = new byte[(int) length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (byte) (Integer.reverse(at((int) offset + i)) >>> 24);
    }
    return new Bytes(copy).order(data.order());
  }

  Bytes order(ByteOrder order) {
    data.order(order);
    return this;
  }

  /** Names what is being read, for the message if it ends too early. */
  Bytes reading(String name) {
    part = name;
    return this;
  }

  int size() {
    return data.limit();
  }

  int position() {
    return data.position();
  }

  int remaining() {
    return data.remaining();
  }

  boolean has(int count) {
    return data.remaining() >= count;
  }

  Bytes seek(long offset) throws RejectedException {
    if (offset < 0 || offset > data.limit()) {
      throw truncated();
    }
    data.position((int) offset);
    return this;
  }

  Bytes skip(long count) throws RejectedException {
    require(count);
    data.position((int) (data.position() + count));
    return this;
  }

  /** Fails unless {@code count} more bytes are there. */
  void require(long count) throws RejectedException {
    if (count < 0 || count > data.remaining()) {
      throw truncated();
    }
  }

  int u8() throws RejectedException {
    require(1);
    return data.get() & 0xff;
  }

  int u16() throws RejectedException {
    require(2);
    return data.getShort() & 0xffff;
  }

  int u24() throws RejectedException {
    require(3);
    int first = u8();
    int second = u8();
    int third = u8();
    return data.order() == ByteOrder.BIG_ENDIAN
        ? first << 16 | second << 8 | third
        : third << 16 | second << 8 | first;
  }

  long u32() throws RejectedException {
    require(4);
    return data.getInt() & 0xffffffffL;
  }

  int i32() throws RejectedException {
    require(4);
    return data.getInt();
  }

  /** A 64-bit number; those beyond 63 bits come back as the largest, which no file reaches. */
  long u64() throws RejectedException {
    require(8);
    long value = data.getLong();
    return value < 0 ? Long.MAX_VALUE : value;
  }

  /** Four bytes as Latin-1 text. */
  String tag() throws RejectedException {
    require(4);
    byte[] name = new byte[4];
    data.get(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** The byte at {@code offset}, which must exist. */
  int at(int offset) {
    return data.get(offset) & 0xff;
  }

  /** The bytes from {@code offset} on as a buffer of their own; they must exist. */
  ByteBuffer view(int offset, int length) {
    return data.slice(offset, length);
  }

  /** Whether the Latin-1 characters of {@code text} stand at {@code offset}. */
  boolean matches(int offset, String text) {
    if (offset < 0 || offset + (long) text.length() > data.limit()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(offset + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  RejectedException truncated() {
    return RejectedException.truncated("the file ends at byte " + size() + ", inside its " + part);
  }
}
