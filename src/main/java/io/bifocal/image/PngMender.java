package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes a valid PNG of a damaged one: the rows that inflate, and zeros for what is missing.
 * Checksums are not looked at.
 */
final class PngMender {
  private static final int SIGNATURE = 8;
  private static final int HEADER_END = 33;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final Inflater inflater = new Inflater();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final byte[] plain = new byte[1 << 15];
  private final byte[] packed = new byte[1 << 15];
  private long missing;

  private PngMender() {}

  /** A whole file of the same size in pixels. */
  static byte[] mended(byte[] bytes) throws RejectedException {
    PngMender mender = new PngMender();
    try {
      mender.mend(new Bytes(bytes));
      return mender.file.toByteArray();
    } finally {
      mender.inflater.end();
      mender.deflater.end();
    }
  }

  private void mend(Bytes in) throws RejectedException {
    missing = PngStructure.rowBytes(in);
    file.writeBytes(copy(in, 0, SIGNATURE));
    put("IHDR", copy(in, SIGNATURE + 8, HEADER_END - SIGNATURE - 12));
    in.seek(HEADER_END);
    boolean readable = true;
    while (in.has(8)) {
      long length = in.u32();
      String name = in.tag();
      int available = (int) Math.min(length, in.remaining());
      int data = in.position();
      if (name.equals("IDAT")) {
        readable = readable && inflate(in.view(data, available));
      } else if (rows.size() == 0 && missing > 0 && (name.equals("PLTE") || name.equals("tRNS"))) {
        put(name, copy(in, data, available));
      } else if (name.equals("IEND")) {
        break;
      }
      in.skip(Math.min(in.remaining(), length + 4));
    }
    pad();
    put("IDAT", rows.toByteArray());
    put("IEND", new byte[0]);
  }

  /** Whether the stream goes on after this piece. */
  private boolean inflate(ByteBuffer piece) {
    inflater.setInput(piece);
    try {
      int count = inflater.inflate(plain);
      while (count > 0 && missing > 0) {
        keep((int) Math.min(missing, count));
        count = inflater.inflate(plain);
      }
      return !inflater.needsDictionary();
    } catch (DataFormatException e) {
      return false;
    }
  }

  private void keep(int count) {
    missing -= count;
    deflater.setInput(plain, 0, count);
    for (int size = deflater.deflate(packed); size > 0; size = deflater.deflate(packed)) {
      rows.write(packed, 0, size);
    }
  }

  private void pad() {
    Arrays.fill(plain, (byte) 0);
    while (missing > 0) {
      keep((int) Math.min(missing, plain.length));
    }
    deflater.finish();
    while (!deflater.finished()) {
      rows.write(packed, 0, deflater.deflate(packed));
    }
  }

  private void put(String name, byte[] data) {
    byte[] named =
        ByteBuffer.allocate(4 + data.length)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 crc = new CRC32();
    crc.update(named);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(named);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] copy(Bytes in, int offset, int length) throws RejectedException {
    in.seek(offset).require(length);
    byte[] copy = new byte[length];
    in.view(offset, length).get(copy);
    return copy;
  }
}
