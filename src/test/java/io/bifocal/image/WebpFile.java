package io.bifocal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Wraps WebP bitstreams into extended files. */
final class WebpFile {
  private WebpFile() {}

  static byte[] riff(byte[]... chunks) {
    byte[] body = Data.join(chunks);
    return Data.join(Data.ascii("RIFF"), little(body.length + 4, 4), Data.ascii("WEBP"), body);
  }

  static byte[] chunk(String name, byte[] data) {
    return Data.join(Data.ascii(name), little(data.length, 4), data, new byte[data.length & 1]);
  }

  static byte[] extended(int flags, int width, int height) {
    return chunk("VP8X", Data.join(little(flags, 4), little(width - 1, 3), little(height - 1, 3)));
  }

  static byte[] frame(int left, int top, int width, int height, byte[] picture) {
    return chunk(
        "ANMF",
        Data.join(
            little(left / 2, 3),
            little(top / 2, 3),
            little(width - 1, 3),
            little(height - 1, 3),
            little(100, 3),
            little(0, 1),
            picture));
  }

  /** The picture's chunk of a simple file. */
  static byte[] picture(byte[] file) {
    return Arrays.copyOfRange(file, 12, file.length);
  }

  private static byte[] little(int value, int length) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return Arrays.copyOf(bytes, length);
  }
}
