package io.bifocal.inference;

import io.bifocal.image.Picture;
import java.util.zip.CRC32;

/** Pictures that a formula gives, here and in the script that made the references. */
final class ResizeReference {
  private ResizeReference() {}

  /**
   * Channel k of the pixel (x, y) is (7 x² + 3 y² + 5 x y + 91 k) / 16, rounded down, modulo 256.
   */
  static Picture picture(int width, int height, int channels) {
    int[] values = new int[width * height * channels];
    int next = 0;
    for (long y = 0; y < height; y++) {
      for (long x = 0; x < width; x++) {
        for (int k = 0; k < channels; k++) {
          values[next++] = (int) ((7 * x * x + 3 * y * y + 5 * x * y + 91 * k) / 16 % 256);
        }
      }
    }
    return Models.picture(width, height, channels, values);
  }

  /** Eight hexadecimal digits. */
  static String crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return String.format("%08x", crc.getValue());
  }
}
