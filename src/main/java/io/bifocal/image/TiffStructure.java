package io.bifocal.image;

import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * TIFF 6.0 and BigTIFF in both byte orders: the chain of directories, and the strips or tiles of
 * each, which must lie in the file. The first page is the picture.
 */
final class TiffStructure {
  private static final int BIG = 43;
  private static final int SHARED = 4;

  private final Bytes in;
  private final boolean big;
  private final long start;
  private final TiffDirectory first;

  private TiffStructure(Bytes in, boolean big, long start, TiffDirectory first) {
    this.in = in;
    this.big = big;
    this.start = start;
    this.first = first;
  }

  /** Reads as far as the first directory. */
  static TiffStructure read(Bytes in) throws RejectedException {
    in.order(in.at(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean big = in.seek(2).u16() == BIG;
    if (big && (in.u16() != 8 || in.u16() != 0)) {
      throw RejectedException.corrupt("BigTIFF whose offsets do not have 8 bytes");
    }
    long offset = big ? in.u64() : in.u32();
    return new TiffStructure(in, big, offset, TiffDirectory.read(in, offset, big));
  }

  TiffPage page() throws RejectedException {
    return TiffPage.of(first);
  }

  /** The fields of the first page. */
  TiffDirectory first() {
    return first;
  }

  void walk(Facts facts) throws RejectedException {
    TiffPage.requireNotRaw(first);
    TiffPage page = page();
    facts.orientation(page.orientation());
    facts.size(page.width(), page.height(), page.channels(), page.depth());
    page.requireReadable();
    new TiffData(in, first, page).requirePresent();
    int pages = 1;
    long bytes = first.bytes();
    Set<Long> seen = new HashSet<>(Set.of(start));
    for (long offset = first.next(); offset != 0; ) {
      // A chain that comes back to itself has been seen to its end.
      if (!seen.add(offset)) {
        break;
      }
      TiffDirectory next = TiffDirectory.read(in, offset, big);
      bytes += next.bytes();
      // Directories may share a value or two. Laid over each other by the thousand, they would make
      // reading them quadratic.
      if (bytes > (long) SHARED * in.size()) {
        throw RejectedException.corrupt("the directories overlap at byte " + offset);
      }
      new TiffData(in, next, TiffPage.of(next)).requireInFile();
      pages++;
      offset = next.next();
    }
    facts.frames(pages);
  }
}
