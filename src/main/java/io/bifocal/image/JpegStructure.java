package io.bifocal.image;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * JPEG (ITU-T T.81): marker segments, and entropy-coded data between them, from SOI to EOI. Bytes
 * after EOI are allowed; they are how phones append previews and videos. Not thread-safe: one
 * instance reads one file.
 */
final class JpegStructure implements Structure {
  private static final int SOF0 = 0xc0;
  private static final int SOF9 = 0xc9;
  private static final int SOF10 = 0xca;
  private static final int SOF11 = 0xcb;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int SOF15 = 0xcf;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DRI = 0xdd;
  private static final int APP1 = 0xe1;
  private static final int TEM = 0x01;

  // Made once: a file may have a million segments.
  private static final List<String> NAMES =
      IntStream.range(0, 256)
          .mapToObj(marker -> String.format(Locale.ROOT, "segment 0xff%02x", marker))
          .toList();
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private JpegFrame frame;
  private JpegWork work;
  private int restartInterval;
  private boolean exifSeen;

  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    work = new JpegWork(facts.maxPixels());
    in.seek(2);
    for (int marker = next(in); marker != EOI; marker = next(in)) {
      if (marker == TEM || (marker >= RST0 && marker <= RST7)) {
        continue;
      }
      if (marker == SOI || marker == 0) {
        throw unexpected(in, marker);
      }
      int start = in.position();
      int length = in.reading(name(marker)).u16();
      if (length < 2) {
        throw RejectedException.corrupt(
            "the " + name(marker) + " at byte " + start + " has length " + length);
      }
      in.require(length - 2);
      Bytes segment = in.slice(in.position(), length - 2).reading(name(marker));
      in.skip(length - 2);
      if (marker == SOS) {
        scan(in, segment);
      } else {
        note(marker, segment, facts, start);
      }
    }
    if (frame == null) {
      throw RejectedException.corrupt("the file ends without a frame header");
    }
    frame.requireComplete(in.position());
  }

  /** Whether the first scan holds all of the picture, so that a decoder reads no other. */
  static boolean isOneScan(Bytes in) throws RejectedException {
    int components = 0;
    in.seek(2);
    for (int marker = next(in); !isProgressive(marker) && marker != EOI; marker = next(in)) {
      if (marker == TEM || (marker >= RST0 && marker <= RST7)) {
        continue;
      }
      int length = in.u16() - 2;
      in.require(length);
      Bytes segment = in.slice(in.position(), length);
      if (marker == SOS) {
        return segment.u8() == components;
      }
      if (isFrame(marker)) {
        components = segment.skip(5).u8();
      }
      in.skip(length);
    }
    return false;
  }

  /** Huffman or arithmetic coded. */
  private static boolean isProgressive(int marker) {
    return marker == JpegFrame.PROGRESSIVE || marker == JpegFrame.PROGRESSIVE + 8;
  }

  /** How many scans a walk found. */
  int scans() {
    return work.scans();
  }

  private void note(int marker, Bytes segment, Facts facts, int start) throws RejectedException {
    if (marker == DRI) {
      restartInterval = within(segment, start).u16();
    } else if (marker == APP1 && !exifSeen && segment.matches(0, "Exif\0\0")) {
      exifSeen = true;
      facts.orientation(Exif.orientation(segment));
    } else if (marker == APP1 && segment.matches(0, XMP)) {
      facts.xmpOrientation(Xmp.orientation(segment));
    } else if (isFrame(marker)) {
      if (frame != null) {
        throw RejectedException.corrupt("a second frame header at byte " + start);
      }
      requireReadable(marker);
      frame = JpegFrame.read(within(segment, start), marker);
      facts.size(frame.width(), frame.height(), frame.components().size(), 8);
    }
  }

  /** A segment too short for what it holds is damage, wherever the file ends. */
  private static Bytes within(Bytes segment, int start) throws RejectedException {
    if (segment.size() < 2) {
      throw RejectedException.corrupt("the segment at byte " + start + " is too short");
    }
    return segment;
  }

  private void scan(Bytes in, Bytes segment) throws RejectedException {
    if (frame == null) {
      throw RejectedException.corrupt("picture data at byte " + in.position() + " has no frame");
    }
    JpegScan scan = frame.scan(segment, in.position());
    work.add(scan);
    int start = in.position();
    long restarts = 0;
    in.reading("picture data");
    while (true) {
      int marker = afterData(in);
      if (marker < RST0 || marker > RST7) {
        break;
      }
      if (restartInterval == 0 || marker - RST0 != restarts % 8) {
        throw RejectedException.corrupt(
            "restart marker " + (marker - RST0) + " out of order at byte " + in.position());
      }
      restarts++;
      in.skip(2);
    }
    scan.requireEnough(in.position() - start, in.position(), restartInterval, restarts);
  }

  /** Moves to the marker that ends a run of entropy-coded data, and returns it without its 0xff. */
  private static int afterData(Bytes in) throws RejectedException {
    int last = in.size() - 1;
    int at = in.position();
    while (at < last) {
      if (in.at(at) != 0xff) {
        at++;
      } else if (in.at(at + 1) == 0) {
        at += 2;
      } else if (in.at(at + 1) == 0xff) {
        at++;
      } else {
        in.seek(at);
        return in.at(at + 1);
      }
    }
    throw in.truncated();
  }

  private static int next(Bytes in) throws RejectedException {
    in.reading("markers");
    // Decoders skip what stands between two segments, as the writers of much software rely on.
    while (in.u8() != 0xff || (in.has(1) && in.at(in.position()) == 0)) {}
    int marker = in.u8();
    while (marker == 0xff) {
      marker = in.u8();
    }
    return marker;
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }

  private static void requireReadable(int marker) throws RejectedException {
    boolean readable = marker <= JpegFrame.LOSSLESS || marker == SOF9 || marker == SOF10;
    if (!readable) {
      throw RejectedException.unsupported(
          marker == SOF11
              ? "arithmetic-coded lossless JPEG is not read"
              : "hierarchical JPEG is not read");
    }
  }

  private static RejectedException unexpected(Bytes in, int marker) {
    return RejectedException.corrupt(
        String.format(
            Locale.ROOT, "marker 0xff%02x at byte %d is out of place", marker, in.position() - 2));
  }

  private static String name(int marker) {
    return NAMES.get(marker);
  }
}
