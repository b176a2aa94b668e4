package io.bifocal.image;

import org.bytedeco.opencv.opencv_core.Mat;

/** Decoded pixels on the heap. */
final class Pixels {
  private final int width;
  private final int height;
  private final int channels;
  private final int[] samples;

  private Pixels(int width, int height, int channels, int[] samples) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int channels() {
    return channels;
  }

  /** Row by row, channels in the order red, green, blue. */
  int[] samples() {
    return samples;
  }

  /** Probes and decodes. */
  static Pixels of(byte[] file) throws RejectedException {
    return of(file, Decoder.DEFAULT);
  }

  static Pixels of(byte[] file, Decoder decoder) throws RejectedException {
    return of(file, Probe.probe(file, Limits.DEFAULT), decoder);
  }

  static Pixels of(byte[] file, Header header, Decoder decoder) throws RejectedException {
    try (Picture picture = decoder.decode(file, header)) {
      Mat mat = picture.isGray() ? picture.gray() : picture.bgr();
      int channels = mat.channels();
      int[] samples = new int[mat.rows() * mat.cols() * channels];
      byte[] row = new byte[mat.cols() * channels];
      for (int y = 0; y < mat.rows(); y++) {
        mat.ptr(y).get(row);
        for (int i = 0; i < row.length; i++) {
          int channel = i % channels;
          samples[y * row.length + i - channel + channels - 1 - channel] = row[i] & 0xff;
        }
      }
      return new Pixels(picture.width(), picture.height(), channels, samples);
    }
  }

  static byte[] rgb(Pixels pixels) {
    return Data.bytes(pixels.samples());
  }

  /** Red, green and blue, or gray, of one pixel. */
  String at(int x, int y) {
    StringBuilder text = new StringBuilder();
    for (int channel = 0; channel < channels; channel++) {
      text.append(channel == 0 ? "" : " ").append(samples[(y * width + x) * channels + channel]);
    }
    return text.toString();
  }

  /** The corner in which red, green, blue and white shine most, clockwise from the top left. */
  String corners() {
    return corner(0, 0)
        + corner(width - 1, 0)
        + corner(width - 1, height - 1)
        + corner(0, height - 1);
  }

  private String corner(int x, int y) {
    int at = (y * width + x) * 3;
    boolean red = samples[at] > 127;
    boolean green = samples[at + 1] > 127;
    boolean blue = samples[at + 2] > 127;
    return red && green && blue ? "W" : red ? "R" : green ? "G" : blue ? "B" : "?";
  }
}
