package io.bifocal.image;

import java.nio.ByteOrder;

/**
 * WebP (RFC 9649): the RIFF chunks, and the headers of the lossy (RFC 6386) and lossless
 * bitstreams. Bytes after the RIFF chunk are allowed. Not thread-safe: one instance reads one file.
 */
final class WebpStructure implements Structure {
  private static final int RIFF_HEADER = 12;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA = 0x10;

  private boolean extended;
  private int canvasWidth;
  private int canvasHeight;
  private int frames;

  @Override
  public void walk(Bytes file, Facts facts) throws RejectedException {
    long declared = file.order(ByteOrder.LITTLE_ENDIAN).seek(4).u32() + 8;
    if (declared < RIFF_HEADER) {
      throw RejectedException.corrupt("the RIFF chunk says it has " + (declared - 8) + " bytes");
    }
    Bytes in = file.slice(0, declared).seek(RIFF_HEADER);
    boolean first = true;
    while (first || in.remaining() > 1) {
      chunk(in, facts, first);
      first = false;
    }
    if (declared > file.size()) {
      throw RejectedException.truncated("the file ends at byte " + file.size() + " of " + declared);
    }
    if (frames == 0) {
      throw RejectedException.truncated("there is no picture in it");
    }
    facts.frames(frames);
  }

  private void chunk(Bytes in, Facts facts, boolean first) throws RejectedException {
    int start = in.position();
    String name = in.reading("chunk at byte " + start).tag();
    long length = in.u32();
    int data = in.position();
    Bytes body = in.slice(data, length).reading(name);
    switch (name) {
      case "VP8X" -> extended(body, facts, first, start);
      case "VP8 ", "VP8L" -> {
        if (!extended || frames == 0) {
          picture(name, body, length, facts);
        }
      }
      case "ANMF" -> frame(body, start);
      case "EXIF" -> facts.orientation(Exif.orientation(body));
      case "XMP " -> facts.xmpOrientation(Xmp.orientation(body));
      default -> {
        if (first) {
          throw RejectedException.corrupt("the first chunk is not a picture");
        }
      }
    }
    in.skip(length);
    if ((length & 1) == 1 && in.has(1)) {
      in.skip(1);
    }
  }

  private void extended(Bytes body, Facts facts, boolean first, int start)
      throws RejectedException {
    if (!first) {
      throw RejectedException.corrupt("VP8X at byte " + start + " is not the first chunk");
    }
    extended = true;
    int flags = body.u8();
    body.skip(3);
    canvasWidth = body.u24() + 1;
    canvasHeight = body.u24() + 1;
    facts.size(canvasWidth, canvasHeight, (flags & ALPHA) != 0 ? 4 : 3, 8);
  }

  private void picture(String name, Bytes body, long length, Facts facts) throws RejectedException {
    WebpBitstream stream = WebpBitstream.read(name, body);
    if (!extended) {
      facts.size(stream.width(), stream.height(), stream.alpha() ? 4 : 3, 8);
    } else if (stream.width() != canvasWidth || stream.height() != canvasHeight) {
      throw RejectedException.corrupt(
          "a picture of "
              + stream.width()
              + " by "
              + stream.height()
              + " pixels on a canvas of "
              + canvasWidth
              + " by "
              + canvasHeight);
    }
    if (stream.least() > length) {
      throw RejectedException.truncated(
          name.strip()
              + " has "
              + length
              + " bytes; its first partition alone ends at "
              + stream.least());
    }
    frames++;
  }

  private void frame(Bytes body, int start) throws RejectedException {
    if (!extended) {
      throw RejectedException.corrupt("a frame at byte " + start + " without VP8X before it");
    }
    int left = body.u24() * 2;
    int top = body.u24() * 2;
    int width = body.u24() + 1;
    int height = body.u24() + 1;
    if (left + width > canvasWidth || top + height > canvasHeight) {
      throw RejectedException.corrupt("the frame at byte " + start + " leaves the canvas");
    }
    body.seek(FRAME_HEADER);
    frames++;
  }
}
