package io.bifocal.image;

import java.util.HashMap;
import java.util.Map;

/**
 * One image file directory (TIFF 6.0, section 2, and its 64-bit form BigTIFF): numbered fields,
 * each an array of numbers somewhere in the file.
 */
final class TiffDirectory {
  /** A field's values: {@code count} of {@code size} bytes each, beginning at {@code offset}. */
  private record Field(int type, int size, long count, long offset) {}

  private static final int SHORT = 3;
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private final Bytes in;
  private final Map<Integer, Field> fields = new HashMap<>();
  private long next;
  private long bytes;

  private TiffDirectory(Bytes in) {
    this.in = in;
  }

  /**
   * Reads the directory at {@code offset}, and makes sure that all its values lie in the file.
   *
   * @param big whether offsets have 64 bits
   */
  static TiffDirectory read(Bytes in, long offset, boolean big) throws RejectedException {
    TiffDirectory directory = new TiffDirectory(in);
    in.reading("directory at byte " + offset).seek(offset);
    long entries = big ? in.u64() : in.u16();
    // Before any is read: a number of entries that the file has no room for is a truncated file.
    in.require(entries > in.size() ? Long.MAX_VALUE : entries * (big ? 20 : 12));
    directory.bytes = entries * (big ? 20 : 12);
    for (long i = 0; i < entries; i++) {
      directory.field(big);
    }
    in.reading("directory at byte " + offset);
    directory.next = big ? in.u64() : in.u32();
    return directory;
  }

  private void field(boolean big) throws RejectedException {
    int tag = in.u16();
    int type = in.u16();
    long count = big ? in.u64() : in.u32();
    int inline = big ? 8 : 4;
    int here = in.position();
    int size = type < SIZES.length ? SIZES[type] : 0;
    if (size > 0) {
      boolean fits = count <= inline / size;
      long offset = fits ? here : big ? in.u64() : in.u32();
      if (count > in.size() || offset > in.size() || offset + count * size > in.size()) {
        throw RejectedException.truncated(
            "the file ends at byte " + in.size() + ", before the values of tag " + tag);
      }
      bytes += fits ? 0 : count * size;
      fields.putIfAbsent(tag, new Field(type, size, count, offset));
    }
    in.seek((long) here + inline);
  }

  /** Where the next directory is, or 0. */
  long next() {
    return next;
  }

  /** How many bytes of the file it takes, its values included. */
  long bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** How many values a field has, 0 where there is no such field. */
  long count(int tag) {
    Field field = fields.get(tag);
    return field == null ? 0 : field.count();
  }

  /** The first value of a field, or {@code otherwise} where there is none. */
  long value(int tag, long otherwise) throws RejectedException {
    return count(tag) == 0 ? otherwise : valueAt(tag, 0);
  }

  /** The value at {@code index}, which must be less than {@link #count}. */
  long valueAt(int tag, long index) throws RejectedException {
    Field field = fields.get(tag);
    in.seek(field.offset() + index * field.size());
    return switch (field.size()) {
      case 1 -> in.u8();
      case 2 -> in.u16();
      case 4 -> in.u32();
      default -> in.u64();
    };
  }

  /** Where the value of a field of one 16-bit number stands in the file, or -1. */
  int offsetOfShort(int tag) {
    Field field = fields.get(tag);
    return field != null && field.type() == SHORT && field.count() == 1 ? (int) field.offset() : -1;
  }
}
