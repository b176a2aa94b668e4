package io.bifocal.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What {@link DecodeChild} and its process say to each other. Questions come from us and are
 * trusted. Answers come from a process that a hostile file may have led astray: every number in
 * them is checked before it is used.
 */
final class DecodeWire {
  /** A file to decode. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one image.
  record Question(Decoder decoder, Header header, byte[] bytes) {}

  private static final int READY = 0xb1f0ca10;
  private static final int PIXELS = 0xb1f0ca11;
  private static final int REJECTED = 0xb1f0ca12;
  private static final int END = 0xb1f0ca1f;
  private static final int LONGEST_DETAIL = 300;

  private DecodeWire() {}

  static void writeReady(DataOutputStream out) throws IOException {
    out.writeInt(READY);
    out.flush();
  }

  static void readReady(DataInputStream in) throws IOException {
    require(in.readInt() == READY);
  }

  static void write(DataOutputStream out, Question question) throws IOException {
    ByteArrayOutputStream decoder = new ByteArrayOutputStream();
    try (ObjectOutputStream object = new ObjectOutputStream(decoder)) {
      object.writeObject(question.decoder());
    }
    write(out, decoder.toByteArray());
    Header header = question.header();
    out.writeUTF(header.format().name());
    out.writeInt(header.width());
    out.writeInt(header.height());
    out.writeInt(header.channels());
    out.writeInt(header.depth());
    out.writeInt(header.frames());
    out.writeInt(header.orientation());
    write(out, question.bytes());
    out.flush();
  }

  static Question readQuestion(DataInputStream in) throws IOException {
    byte[] decoder = readBytes(in);
    Header header =
        new Header(
            Format.valueOf(in.readUTF()),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt());
    byte[] bytes = readBytes(in);
    try (ObjectInputStream object = new ObjectInputStream(new ByteArrayInputStream(decoder))) {
      return new Question((Decoder) object.readObject(), header, bytes);
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  static void write(DataOutputStream out, Mat pixels) throws IOException {
    out.writeInt(PIXELS);
    out.writeByte(pixels.channels());
    byte[] row = new byte[pixels.cols() * pixels.channels()];
    for (int y = 0; y < pixels.rows(); y++) {
      try (BytePointer source = pixels.ptr(y)) {
        source.get(row);
      }
      out.write(row);
    }
    out.writeInt(END);
    out.flush();
  }

  static void write(DataOutputStream out, RejectedException rejection) throws IOException {
    out.writeInt(REJECTED);
    out.writeUTF(rejection.reason().name());
    String detail = rejection.getMessage();
    out.writeUTF(detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
    out.writeInt(END);
    out.flush();
  }

  /**
   * The answer to a question about a picture of this header.
   *
   * @return its pixels, CV_8UC1 or CV_8UC3; the caller closes them
   * @throws RejectedException the other side's
   * @throws IOException if it ends before the answer does, or is no answer
   */
  static Mat readAnswer(DataInputStream in, Header header) throws IOException, RejectedException {
    int kind = in.readInt();
    if (kind == REJECTED) {
      throw readRejection(in);
    }
    require(kind == PIXELS);
    int channels = in.readUnsignedByte();
    require(channels == 1 || channels == 3);
    return readPixels(in, header, channels);
  }

  private static RejectedException readRejection(DataInputStream in) throws IOException {
    String reason = in.readUTF();
    String detail = in.readUTF();
    require(in.readInt() == END);
    try {
      return new RejectedException(Reason.valueOf(reason), detail);
    } catch (IllegalArgumentException e) {
      throw new IOException("no valid answer", e);
    }
  }

  private static Mat readPixels(DataInputStream in, Header header, int channels)
      throws IOException {
    Mat pixels = new Mat(header.height(), header.width(), opencv_core.CV_8UC(channels));
    boolean complete = false;
    try {
      byte[] row = new byte[header.width() * channels];
      for (int y = 0; y < header.height(); y++) {
        in.readFully(row);
        try (BytePointer target = pixels.ptr(y)) {
          target.put(row);
        }
      }
      require(in.readInt() == END);
      complete = true;
      return pixels;
    } finally {
      if (!complete) {
        pixels.close();
      }
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void require(boolean valid) throws IOException {
    if (!valid) {
      throw new IOException("no valid answer");
    }
  }
}
