package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files chunk by chunk. */
final class PngFile {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  PngFile(int width, int height, int depth, int colorType) {
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) colorType)
            .array());
  }

  PngFile chunk(String name, byte[] data) {
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
    return this;
  }

  /** Filtered rows: each begins with its filter's byte. */
  PngFile rows(int... bytes) {
    return chunk("IDAT", deflated(Data.bytes(bytes)));
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).file.toByteArray();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] target = new byte[data.length + 100];
    int length = deflater.deflate(target);
    deflater.end();
    return Arrays.copyOf(target, length);
  }
}
