package io.bifocal.image;

import io.bifocal.conf.Color;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The first frame of a GIF on its logical screen, which shows the background where nothing is
 * drawn.
 */
final class GifPixels {
  private GifPixels() {}

  /** Height by width of {@code header}, CV_8UC3; the caller closes it. */
  static Mat decode(byte[] bytes, Header header, Color background) throws RejectedException {
    Bytes in = new Bytes(bytes);
    GifFrame frame = GifStructure.firstFrame(in);
    GifFrame.Place place = frame.place();
    byte[] indices = frame.indices(in);
    Mat screen;
    try (Scalar color = Samples.scalar(background)) {
      screen = new Mat(header.height(), header.width(), opencv_core.CV_8UC3, color);
    }
    int columns = Math.min(place.width(), header.width() - place.left());
    int rows = Math.min(place.height(), header.height() - place.top());
    if (columns < 1) {
      return screen;
    }
    byte[] row = new byte[3 * columns];
    for (int y = 0; y < rows; y++) {
      try (BytePointer target = screen.ptr(place.top() + y, place.left())) {
        target.get(row);
        paint(row, in, frame, indices, y * place.width());
        target.put(row);
      }
    }
    return screen;
  }

  private static void paint(byte[] row, Bytes in, GifFrame frame, byte[] indices, int from) {
    for (int x = 0; x < row.length / 3; x++) {
      int index = indices[from + x] & 0xff;
      if (index != frame.transparent()) {
        for (int channel = 0; channel < 3; channel++) {
          row[3 * x + channel] = (byte) color(in, frame, index, 2 - channel);
        }
      }
    }
  }

  private static int color(Bytes in, GifFrame frame, int index, int channel) {
    if (frame.palette() < 0) {
      return index;
    }
    return index < frame.colors() ? in.at(frame.palette() + 3 * index + channel) : 0;
  }
}
