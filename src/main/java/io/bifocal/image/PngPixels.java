package io.bifocal.image;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The default image of a PNG; not turned. */
final class PngPixels {
  private static final int SIGNATURE = 8;
  private static final int DEPTH = 24;
  private static final int CHUNK_FRAME = 12;

  private PngPixels() {}

  /** 8 or 16 bits in one or three channels, or four with straight alpha; the caller closes it. */
  static Mat decode(byte[] bytes, Header header) throws RejectedException {
    Mat pixels =
        Codec.decode(isAnimated(bytes) ? still(bytes) : bytes, opencv_imgcodecs.IMREAD_UNCHANGED);
    if (pixels.channels() == 1 && header.channels() == 2) {
      return Samples.replace(pixels, mat -> keyed(mat, new Bytes(bytes)));
    }
    return pixels;
  }

  /** OpenCV forgets that one gray level is transparent. */
  private static Mat keyed(Mat pixels, Bytes in) throws RejectedException {
    int stored = in.at(DEPTH);
    int mask = (1 << stored) - 1;
    in.seek(SIGNATURE);
    long length = in.u32();
    while (!in.tag().equals("tRNS")) {
      in.skip(length + 4);
      length = in.u32();
    }
    int scale = stored < 8 ? 255 / mask : 1;
    double level = (in.u16() & mask) * (double) scale;
    try (Scalar key = new Scalar(level);
        Mat keyed = new Mat(1, 1, opencv_core.CV_64F, key);
        Mat alpha = new Mat()) {
      opencv_core.compare(pixels, keyed, alpha, opencv_core.CMP_NE);
      alpha.convertTo(alpha, pixels.depth(), stored == 16 ? 257 : 1, 0);
      Mat result = new Mat();
      try (MatVector channels = new MatVector(pixels, pixels, pixels, alpha)) {
        opencv_core.merge(channels, result);
      }
      return result;
    }
  }

  /** Whether an animation's control chunk stands where it must, before the picture data. */
  private static boolean isAnimated(byte[] bytes) throws RejectedException {
    Bytes in = new Bytes(bytes).seek(SIGNATURE);
    while (true) {
      long length = in.u32();
      String name = in.tag();
      if (name.equals("acTL") || name.equals("IDAT")) {
        return name.equals("acTL");
      }
      in.skip(length + 4);
    }
  }

  /** OpenCV would compose an animation; without its chunks only the default image is left. */
  private static byte[] still(byte[] bytes) throws RejectedException {
    Bytes in = new Bytes(bytes).seek(SIGNATURE);
    ByteBuffer kept = ByteBuffer.allocate(bytes.length).put(bytes, 0, SIGNATURE);
    while (in.has(CHUNK_FRAME)) {
      int start = in.position();
      long length = in.u32();
      String name = in.tag();
      in.skip(length + 4);
      if (!name.equals("acTL") && !name.equals("fcTL") && !name.equals("fdAT")) {
        kept.put(bytes, start, in.position() - start);
      }
    }
    byte[] file = new byte[kept.position()];
    kept.flip().get(file);
    return file;
  }
}
