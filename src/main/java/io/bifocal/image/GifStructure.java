package io.bifocal.image;

import java.nio.ByteOrder;

/**
 * GIF 87a and 89a: blocks up to the trailer, and the code of the first frame. Not thread-safe: one
 * instance reads one file.
 */
final class GifStructure implements Structure {
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final long LARGE_SCREEN = 4_000_000;
  private static final int LARGEST_SHARE = 64;

  private int screenWidth;
  private int screenHeight;
  private int globalPalette = -1;
  private int globalColors;
  private int transparent = -1;
  private int frames;
  private GifFrame first;

  @Override
  public void walk(Bytes in, Facts facts) throws RejectedException {
    begin(in);
    facts.size(screenWidth, screenHeight, 3, 8);
    for (int block = block(in); block != TRAILER; block = block(in)) {
      if (block == EXTENSION) {
        extension(in);
      } else if (block == IMAGE) {
        image(in);
      } else {
        throw RejectedException.corrupt(
            "no block begins with " + block + ", at byte " + (in.position() - 1));
      }
    }
    if (first == null) {
      throw RejectedException.corrupt("the trailer comes before any picture");
    }
    facts.frames(frames);
    facts.channels(first.transparent() >= 0 ? 4 : 3);
    requireCovered();
    first.requireComplete(in);
  }

  /** The first frame of a file; reads no further than it must. */
  static GifFrame firstFrame(Bytes in) throws RejectedException {
    GifStructure gif = new GifStructure();
    gif.begin(in);
    while (gif.first == null) {
      int block = block(in);
      if (block == EXTENSION) {
        gif.extension(in);
      } else if (block == IMAGE) {
        gif.image(in);
      } else {
        throw RejectedException.corrupt("there is no picture");
      }
    }
    return gif.first;
  }

  private void begin(Bytes in) throws RejectedException {
    in.order(ByteOrder.LITTLE_ENDIAN).reading("logical screen descriptor").seek(6);
    screenWidth = in.u16();
    screenHeight = in.u16();
    int flags = in.u8();
    in.skip(2);
    if ((flags & 0x80) != 0) {
      globalPalette = in.position();
      globalColors = 2 << (flags & 7);
      in.reading("palette").skip(3L * globalColors);
    }
  }

  private static int block(Bytes in) throws RejectedException {
    return in.reading("blocks, which lack a trailer").u8();
  }

  private void extension(Bytes in) throws RejectedException {
    int label = in.reading("extension").u8();
    if (label == GRAPHIC_CONTROL && in.has(5) && in.at(in.position()) == 4 && first == null) {
      int flags = in.at(in.position() + 1);
      transparent = (flags & 1) != 0 ? in.at(in.position() + 4) : -1;
    }
    subBlocks(in);
  }

  private void image(Bytes in) throws RejectedException {
    in.reading("picture");
    int left = in.u16();
    int top = in.u16();
    int width = in.u16();
    int height = in.u16();
    int flags = in.u8();
    int palette = globalPalette;
    int colors = globalColors;
    if ((flags & 0x80) != 0) {
      palette = in.position();
      colors = 2 << (flags & 7);
      in.skip(3L * colors);
    }
    int codeSize = in.u8();
    int data = in.position();
    subBlocks(in);
    frames++;
    if (first != null) {
      return;
    }
    if (width == 0 || height == 0 || codeSize < 1 || codeSize > 11) {
      throw RejectedException.corrupt(
          "a frame of " + width + " by " + height + " pixels and code size " + codeSize);
    }
    first =
        new GifFrame(
            new GifFrame.Place(left, top, width, height, (flags & 0x40) != 0),
            palette,
            colors,
            transparent,
            codeSize,
            data);
  }

  private static void subBlocks(Bytes in) throws RejectedException {
    for (int length = in.u8(); length > 0; length = in.u8()) {
      in.skip(length);
    }
  }

  /** A huge screen around a tiny frame costs memory and shows nothing. */
  private void requireCovered() throws RejectedException {
    long screen = (long) screenWidth * screenHeight;
    long frame = (long) first.place().width() * first.place().height();
    if (screen > LARGE_SCREEN && screen / LARGEST_SHARE > frame) {
      throw RejectedException.corrupt(
          "a screen of "
              + screenWidth
              + " by "
              + screenHeight
              + " pixels for a first frame of "
              + first.place().width()
              + " by "
              + first.place().height());
    }
  }
}
