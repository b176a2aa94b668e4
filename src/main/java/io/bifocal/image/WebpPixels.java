package io.bifocal.image;

import io.bifocal.conf.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A WebP picture, or the first frame of an animation on a canvas of the background's colour; not
 * turned.
 */
final class WebpPixels {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int EXTENDED_CHUNK = 18;
  private static final int ALPHA = 0x10;

  private WebpPixels() {}

  /** CV_8UC3, or CV_8UC4 with straight alpha; the caller closes it. */
  static Mat decode(byte[] bytes, Header header, Color background) throws RejectedException {
    Bytes in = new Bytes(bytes).order(ByteOrder.LITTLE_ENDIAN).seek(RIFF_HEADER);
    while (in.has(CHUNK_HEADER)) {
      boolean animated = in.tag().equals("ANMF");
      long length = in.u32();
      if (animated) {
        return onCanvas(in.slice(in.position(), length), header, background);
      }
      in.skip(Math.min(in.remaining(), length + (length & 1)));
    }
    return Codec.decode(bytes, opencv_imgcodecs.IMREAD_UNCHANGED);
  }

  private static Mat onCanvas(Bytes frame, Header header, Color background)
      throws RejectedException {
    int left = frame.u24() * 2;
    int top = frame.u24() * 2;
    int width = frame.u24() + 1;
    int height = frame.u24() + 1;
    byte[] still = still(frame, width, height);
    try (Mat decoded = Codec.decode(still, opencv_imgcodecs.IMREAD_UNCHANGED)) {
      if (decoded.cols() != width || decoded.rows() != height) {
        throw RejectedException.corrupt("the first frame is not of the size that it declares");
      }
      Mat colors = Samples.on(decoded, background);
      try {
        return placed(colors, left, top, header, background);
      } finally {
        if (!colors.equals(decoded)) {
          colors.close();
        }
      }
    }
  }

  private static Mat placed(Mat colors, int left, int top, Header header, Color background) {
    Mat canvas;
    try (Scalar color = Samples.scalar(background)) {
      canvas = new Mat(header.storedHeight(), header.storedWidth(), opencv_core.CV_8UC3, color);
    }
    try (Rect place = new Rect(left, top, colors.cols(), colors.rows());
        Mat part = new Mat(canvas, place)) {
      colors.copyTo(part);
    }
    return canvas;
  }

  /** The frame's own chunks as a file of their own. */
  private static byte[] still(Bytes frame, int width, int height) {
    int chunks = frame.size() - FRAME_HEADER;
    ByteBuffer file =
        ByteBuffer.allocate(RIFF_HEADER + EXTENDED_CHUNK + chunks)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(ascii("RIFF"))
            .putInt(4 + EXTENDED_CHUNK + chunks)
            .put(ascii("WEBPVP8X"))
            .putInt(10)
            .putInt(ALPHA);
    put24(file, width - 1);
    put24(file, height - 1);
    return file.put(frame.view(FRAME_HEADER, chunks)).array();
  }

  private static void put24(ByteBuffer file, int value) {
    file.putShort((short) value).put((byte) (value >> 16));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
