package io.bifocal.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The ICC profile (ISO 15076-1) in an image file. It is looked for only where the settings ask for
 * it; a file whose profile cannot be found has none.
 */
final class EmbeddedProfile {
  private static final int LARGEST = 4 << 20;
  private static final int TIFF_TAG = 34_675;
  private static final String JPEG_MARK = "ICC_PROFILE\0";
  private static final int JPEG_PART = 14;

  private EmbeddedProfile() {}

  /** The profile's bytes, 4 MiB at most. */
  static Optional<byte[]> find(byte[] file, Format format) {
    Bytes in = new Bytes(file);
    try {
      byte[] profile =
          switch (format) {
            case JPEG -> jpeg(in);
            case PNG -> png(in);
            case TIFF -> tiff(in);
            case WEBP -> webp(in);
            default -> new byte[0];
          };
      return profile.length == 0 ? Optional.empty() : Optional.of(profile);
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  /** Parts in APP2 segments, numbered from 1, in any order (ICC.1, annex B.4). */
  private static byte[] jpeg(Bytes in) throws RejectedException {
    byte[][] parts = new byte[256][];
    in.seek(2);
    for (int marker = marker(in); marker != 0xda && marker != 0xd9; marker = marker(in)) {
      if (marker == 1 || (marker >= 0xd0 && marker <= 0xd7)) {
        continue;
      }
      int length = Math.max(0, in.u16() - 2);
      in.require(length);
      int data = in.position();
      if (marker == 0xe2 && length > JPEG_PART && in.matches(data, JPEG_MARK)) {
        parts[in.at(data + 12)] = copy(in, data + JPEG_PART, length - JPEG_PART);
      }
      in.seek((long) data + length);
    }
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    for (int i = 1; i < parts.length && parts[i] != null && profile.size() < LARGEST; i++) {
      profile.writeBytes(parts[i]);
    }
    return profile.toByteArray();
  }

  private static int marker(Bytes in) throws RejectedException {
    while (in.u8() != 0xff) {}
    int marker = in.u8();
    while (marker == 0xff) {
      marker = in.u8();
    }
    return marker;
  }

  private static byte[] png(Bytes in) throws RejectedException {
    in.seek(8);
    while (in.has(8)) {
      long length = in.u32();
      String name = in.tag();
      if (name.equals("IDAT")) {
        break;
      }
      if (name.equals("iCCP")) {
        Bytes chunk = in.slice(in.position(), length);
        while (chunk.u8() != 0) {}
        chunk.skip(1);
        Bytes profile = PngText.inflated(chunk.slice(chunk.position(), chunk.size()), LARGEST);
        return copy(profile, 0, profile.size());
      }
      in.skip(length + 4);
    }
    return new byte[0];
  }

  private static byte[] tiff(Bytes in) throws RejectedException {
    TiffDirectory first = TiffStructure.read(in).first();
    byte[] profile = new byte[(int) Math.min(LARGEST, first.count(TIFF_TAG))];
    for (int i = 0; i < profile.length; i++) {
      profile[i] = (byte) first.valueAt(TIFF_TAG, i);
    }
    return profile;
  }

  private static byte[] webp(Bytes in) throws RejectedException {
    in.order(ByteOrder.LITTLE_ENDIAN).seek(12);
    while (in.has(8)) {
      boolean found = in.tag().equals("ICCP");
      long length = in.u32();
      if (found) {
        return copy(in, in.position(), (int) Math.min(LARGEST, length));
      }
      in.skip(length + (length & 1));
    }
    return new byte[0];
  }

  private static byte[] copy(Bytes in, int offset, int length) throws RejectedException {
    in.seek(offset).require(length);
    byte[] copy = new byte[length];
    in.view(offset, length).get(copy);
    return copy;
  }
}
