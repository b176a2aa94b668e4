package io.bifocal.image;

/** The header while it is being read: a structure notes what it finds, in the order it finds it. */
final class Facts {
  private static final int LONGEST_SIDE = 65_535;

  private final Format format;
  private final Limits limits;
  private int width;
  private int height;
  private int channels;
  private int depth;
  private int frames = 1;
  private int orientation;
  private int xmpOrientation;

  Facts(Format format, Limits limits) {
    this.format = format;
    this.limits = limits;
  }

  /**
   * Notes the size as stored, and refuses it before anything else is read if it is out of bounds.
   */
  void size(long storedWidth, long storedHeight, int channelCount, int bits)
      throws RejectedException {
    if (storedWidth < 1 || storedHeight < 1) {
      throw RejectedException.corrupt(
          "the header says " + storedWidth + " by " + storedHeight + " pixels");
    }
    width = (int) Math.min(Integer.MAX_VALUE, storedWidth);
    height = (int) Math.min(Integer.MAX_VALUE, storedHeight);
    channels = channelCount;
    depth = bits;
    if (Math.max(storedWidth, storedHeight) > LONGEST_SIDE) {
      throw tooMany("a side over " + LONGEST_SIDE);
    }
    if (storedWidth * storedHeight > limits.maxPixels()) {
      throw tooMany("over the limit of " + limits.maxPixels());
    }
  }

  void channels(int count) {
    channels = count;
  }

  void frames(int count) {
    frames = count;
  }

  /** Notes an EXIF orientation, 0 for none; the first one in the file counts. */
  void orientation(int value) {
    if (orientation == 0) {
      orientation = value;
    }
  }

  long maxPixels() {
    return limits.maxPixels();
  }

  /** Notes an orientation in XMP, 0 for none; it counts where EXIF says none. */
  void xmpOrientation(int value) {
    if (xmpOrientation == 0) {
      xmpOrientation = value;
    }
  }

  boolean isSized() {
    return width > 0;
  }

  Header header() {
    int turn = Math.max(1, orientation == 0 ? xmpOrientation : orientation);
    boolean lies = turn > 4;
    return new Header(
        format, lies ? height : width, lies ? width : height, channels, depth, frames, turn);
  }

  private RejectedException tooMany(String bound) {
    return new RejectedException(
        Reason.TOO_MANY_PIXELS, width + " by " + height + " pixels, " + bound);
  }
}
