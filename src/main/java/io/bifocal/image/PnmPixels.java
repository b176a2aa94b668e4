package io.bifocal.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The pixels of a portable anymap, scaled to 8 bits. */
final class PnmPixels {
  private PnmPixels() {}

  /**
   * Height by width, one channel (gray), three (blue, green, red) or four (and alpha), 8 bits each;
   * the caller closes it.
   */
  static Mat decode(byte[] bytes) throws RejectedException {
    Bytes in = new Bytes(bytes);
    PnmHeader header = PnmHeader.read(in);
    PnmSamples samples = new PnmSamples(in, header);
    int stored = header.channels();
    int channels = stored == 2 ? 4 : stored;
    byte[] source = new byte[header.width() * stored];
    byte[] target = new byte[header.width() * channels];
    Mat result = new Mat(header.height(), header.width(), opencv_core.CV_8UC(channels));
    try {
      for (int y = 0; y < header.height(); y++) {
        samples.read(source);
        arrange(source, stored, target, channels);
        try (BytePointer row = result.ptr(y)) {
          row.put(target);
        }
      }
    } catch (RejectedException e) {
      result.close();
      throw e;
    }
    return result;
  }

  /** From gray, gray and alpha, RGB or RGBA to OpenCV's order of channels. */
  private static void arrange(byte[] source, int stored, byte[] target, int channels) {
    int colors = stored < 3 ? 1 : 3;
    for (int from = 0, to = 0; from < source.length; from += stored, to += channels) {
      for (int channel = 0; channel < Math.min(channels, 3); channel++) {
        target[to + channel] = source[from + (colors == 1 ? 0 : 2 - channel)];
      }
      if (channels == 4) {
        target[to + 3] = source[from + stored - 1];
      }
    }
  }
}
