package io.bifocal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files of one strip, its directory first and its pixels last. */
final class TiffFile {
  private static final int SHORT = 3;

  private final ByteOrder order;
  private final TreeMap<Integer, int[]> fields = new TreeMap<>();

  TiffFile(ByteOrder order, int width, int height, int photometric, int... bits) {
    this.order = order;
    field(256, width).field(257, height).field(258, bits).field(259, 1);
    field(262, photometric).field(277, bits.length).field(278, height);
    field(273, 0).field(279, 0);
  }

  TiffFile field(int tag, int... values) {
    fields.put(tag, values);
    return this;
  }

  /** Strips of at most 64 kB in all, one after the other. */
  byte[] strips(byte[]... strips) {
    int[] lengths = new int[strips.length];
    for (int i = 0; i < strips.length; i++) {
      lengths[i] = strips[i].length;
    }
    return field(273, new int[strips.length]).field(279, lengths).strip(Data.join(strips));
  }

  byte[] strip(byte[] pixels) {
    int directory = 8;
    int values = directory + 2 + 12 * fields.size() + 4;
    int data = values;
    for (int[] field : fields.values()) {
      data += field.length > 2 ? 2 * field.length : 0;
    }
    int[] offsets = fields.get(273);
    int[] lengths = fields.get(279);
    if (lengths.length == 1) {
      lengths[0] = pixels.length;
    }
    for (int i = 0, at = data; i < offsets.length; i++) {
      offsets[i] = at;
      at += lengths[i];
    }
    ByteBuffer file = ByteBuffer.allocate(data + pixels.length).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    file.put(mark).put(mark).putShort((short) 42).putInt(directory);
    file.putShort((short) fields.size());
    for (Map.Entry<Integer, int[]> field : fields.entrySet()) {
      int[] numbers = field.getValue();
      file.putShort(field.getKey().shortValue()).putShort((short) SHORT).putInt(numbers.length);
      int next = file.position() + 4;
      if (numbers.length > 2) {
        file.putInt(values).position(values);
        values += 2 * numbers.length;
      }
      for (int number : numbers) {
        file.putShort((short) number);
      }
      file.position(next);
    }
    return file.position(data).put(pixels).array();
  }
}
