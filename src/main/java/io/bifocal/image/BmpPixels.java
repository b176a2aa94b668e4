package io.bifocal.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pixels of a bitmap. OpenCV reads those of 24 and 32 bits without masks; of the others it
 * refuses some, and takes palettes and masks from the wrong place in some.
 */
final class BmpPixels {
  private static final int IN_COLOR =
      opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  private final Bytes in;
  private final BmpHeader header;
  private final int width;
  private final int height;

  private BmpPixels(Bytes in, BmpHeader header) {
    this.in = in;
    this.header = header;
    width = (int) header.width();
    height = (int) header.height();
  }

  /** CV_8U in three channels, or four with straight alpha; the caller closes it. */
  static Mat decode(byte[] bytes) throws RejectedException {
    Bytes in = new Bytes(bytes);
    BmpHeader header = BmpHeader.read(in);
    if (header.bits() >= 24 && header.compression() == BmpHeader.RGB) {
      // The fourth byte of such a pixel is not alpha.
      return Codec.decode(bytes, IN_COLOR);
    }
    BmpPixels pixels = new BmpPixels(in, header);
    return header.hasPalette() ? pixels.indexed() : pixels.masked();
  }

  private Mat indexed() throws RejectedException {
    byte[] palette = header.palette(in);
    byte[] runs = header.isRuns() ? BmpRuns.read(in, header) : null;
    Mat result = new Mat(height, width, opencv_core.CV_8UC3);
    byte[] row = new byte[3 * width];
    for (int y = 0; y < height; y++) {
      long start = header.pixels() + y * header.rowBytes();
      if (runs == null) {
        in.reading("pixels").seek(start).require(header.rowBytes());
      }
      for (int x = 0; x < width; x++) {
        int index = runs != null ? runs[y * width + x] & 0xff : index(start, x);
        for (int channel = 0; channel < 3; channel++) {
          int at = 3 * index + channel;
          row[3 * x + channel] = at < palette.length ? palette[at] : 0;
        }
      }
      put(result, y, row);
    }
    return result;
  }

  private int index(long start, int x) {
    int bits = header.bits();
    long bit = (long) x * bits;
    int shift = 8 - bits - (int) (bit & 7);
    return in.at((int) (start + bit / 8)) >> shift & ((1 << bits) - 1);
  }

  private Mat masked() throws RejectedException {
    int[] masks = header.masks(in);
    int channels = masks[3] == 0 ? 3 : 4;
    Mat result = new Mat(height, width, opencv_core.CV_8UC(channels));
    byte[] row = new byte[channels * width];
    for (int y = 0; y < height; y++) {
      in.seek(header.pixels() + y * header.rowBytes());
      for (int x = 0; x < width; x++) {
        int pixel = header.bits() == 16 ? in.u16() : in.i32();
        for (int channel = 0; channel < channels; channel++) {
          row[channels * x + channel] = (byte) level(pixel, masks[channel]);
        }
      }
      put(result, y, row);
    }
    return result;
  }

  /** The bits under {@code mask}, stretched to 0..255 and rounded. */
  private static int level(int pixel, int mask) {
    if (mask == 0) {
      return 0;
    }
    int shift = Integer.numberOfTrailingZeros(mask);
    long most = (mask & 0xffffffffL) >> shift;
    long value = (pixel & mask & 0xffffffffL) >> shift;
    return (int) ((value * 510 + most) / (2 * most));
  }

  private void put(Mat result, int y, byte[] row) {
    try (BytePointer target = result.ptr(header.topDown() ? y : height - 1 - y)) {
      target.put(row);
    }
  }
}
