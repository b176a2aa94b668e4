package io.bifocal.image;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import javax.imageio.IIOImage;

/** JPEG files with segments of one's own. */
final class JpegFile {
  private JpegFile() {}

  static byte[] segment(int marker, byte[] data) {
    int length = data.length + 2;
    return Data.join(Data.bytes(0xff, marker, length >> 8, length), data);
  }

  static byte[] withExif(byte[] file, int orientation) {
    byte[] exif = Data.join(Data.ascii("Exif\0\0"), Data.exif(orientation));
    return Data.insert(file, 2, segment(0xe1, exif));
  }

  static byte[] withAdobe(byte[] file, int transform) {
    byte[] adobe = Data.join(Data.ascii("Adobe"), Data.bytes(0, 100, 0, 0, 0, 0, transform));
    return Data.insert(file, 2, segment(0xee, adobe));
  }

  /** Four components of one value each, without any segment that says what they mean. */
  static byte[] fourComponents(int width, int height, int... values) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, values);
      }
    }
    return Encoded.jdk("jpeg", new IIOImage(raster, null, null), null, false);
  }
}
