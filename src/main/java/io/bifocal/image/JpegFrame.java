package io.bifocal.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A frame header (ITU-T T.81, B.2.2), and which of its components have had their data. */
final class JpegFrame {
  /** A component's identifier and how often it is sampled in each direction. */
  record Component(int id, int horizontal, int vertical) {}

  private final int width;
  private final int height;
  private final List<Component> components;
  static final int PROGRESSIVE = 0xc2;
  static final int LOSSLESS = 0xc3;

  private final int marker;
  private final Set<Integer> scanned = new HashSet<>();

  private JpegFrame(int width, int height, List<Component> components, int marker) {
    this.width = width;
    this.height = height;
    this.components = components;
    this.marker = marker;
  }

  /** Reads the contents of the segment that {@code marker} begins. */
  static JpegFrame read(Bytes in, int marker) throws RejectedException {
    if (in.size() < 6) {
      throw RejectedException.corrupt("the frame header is too short");
    }
    int precision = in.u8();
    int height = in.u16();
    int width = in.u16();
    int count = in.u8();
    if (precision != 8) {
      throw RejectedException.unsupported(precision + "-bit JPEG is not read");
    }
    if (height == 0) {
      throw RejectedException.unsupported("JPEG whose height follows its data (DNL) is not read");
    }
    if (count != 1 && count != 3 && count != 4) {
      throw RejectedException.unsupported("JPEG of " + count + " components is not read");
    }
    if (in.remaining() != 3 * count) {
      throw RejectedException.corrupt("the frame header has the wrong length");
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = in.u8();
      int sampling = in.u8();
      in.skip(1);
      components.add(component(id, sampling >> 4, sampling & 15));
    }
    return new JpegFrame(width, height, List.copyOf(components), marker);
  }

  private static Component component(int id, int horizontal, int vertical)
      throws RejectedException {
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
      throw RejectedException.corrupt(
          "component " + id + " is sampled " + horizontal + " by " + vertical);
    }
    return new Component(id, horizontal, vertical);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  List<Component> components() {
    return components;
  }

  /** The scan that {@code in}, the contents of an SOS segment, announces. */
  JpegScan scan(Bytes in, int position) throws RejectedException {
    int count = in.size() == 0 ? 0 : in.u8();
    if (count < 1 || count > 4 || in.remaining() != 2 * count + 3) {
      throw RejectedException.corrupt("the scan header before byte " + position + " is malformed");
    }
    List<Component> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(find(in.u8(), position));
      in.skip(1);
    }
    int first = in.u8();
    // What is the first coefficient elsewhere is the predictor of a lossless scan.
    if (first == 0 || marker == LOSSLESS) {
      parts.forEach(part -> scanned.add(part.id()));
    }
    long blocks = blocks(parts);
    // A Huffman code has a bit at least. A block of a sequential scan has two codes, a block in a
    // progressive scan of DC coefficients has one, and other progressive scans may skip blocks.
    // Arithmetic coding may take less, and lossless scans have no blocks.
    boolean coded = first == 0 && marker <= PROGRESSIVE;
    long bits = coded ? blocks * (marker == PROGRESSIVE ? 1 : 2) : 0;
    return new JpegScan(units(parts), blocks, bits);
  }

  /** Fails unless every component had the scan that begins its data. */
  void requireComplete(int position) throws RejectedException {
    for (Component component : components) {
      if (!scanned.contains(component.id())) {
        throw RejectedException.truncated(
            "the picture ends at byte "
                + position
                + " without data of component "
                + component.id());
      }
    }
  }

  private Component find(int id, int position) throws RejectedException {
    for (Component component : components) {
      if (component.id() == id) {
        return component;
      }
    }
    throw RejectedException.corrupt(
        "the scan before byte " + position + " is of component " + id + ", which does not exist");
  }

  private long blocks(List<Component> parts) {
    if (parts.size() == 1) {
      return units(parts);
    }
    int each = parts.stream().mapToInt(part -> part.horizontal() * part.vertical()).sum();
    return units(parts) * each;
  }

  /** The number of minimum coded units (T.81, A.2): blocks of one component, or groups of all. */
  private long units(List<Component> parts) {
    int across = components.stream().mapToInt(Component::horizontal).max().orElse(1);
    int down = components.stream().mapToInt(Component::vertical).max().orElse(1);
    if (parts.size() > 1) {
      return ceil(width, 8L * across) * ceil(height, 8L * down);
    }
    Component only = parts.get(0);
    return ceil(ceil((long) width * only.horizontal(), across), 8)
        * ceil(ceil((long) height * only.vertical(), down), 8);
  }

  private static long ceil(long value, long divisor) {
    return (value + divisor - 1) / divisor;
  }
}
