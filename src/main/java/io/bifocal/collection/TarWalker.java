package io.bifocal.collection;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Goes through a tar archive once, from header to header: V7, ustar, GNU and PAX. What follows a
 * pair of zero blocks is read on, so that archives joined end to end give all their members; an
 * archive may end without them. Directories and what describes the archive are no members.
 */
final class TarWalker {
  /** Far beyond any name: longer ones are an attack on the memory. */
  private static final int MOST_EXTENDED = 1 << 20;

  private static final int SPARSE_CONTINUES = 482;
  private static final int SPARSE_CONTINUES_FURTHER = 504;

  private final ShardBytes archive;
  private final Predicate<String> wanted;
  private final byte[] block = new byte[TarHeader.BLOCK];
  private final Map<String, byte[]> global = new HashMap<>();
  private Map<String, byte[]> extended = new HashMap<>();
  private byte[] content;
  private long next;

  /**
   * @param wanted names of the members whose content is read on the way, unless it is larger than a
   *     sidecar may be
   */
  TarWalker(ShardBytes archive, Predicate<String> wanted) {
    this.archive = archive;
    this.wanted = wanted;
  }

  /**
   * The next member; its content is there to the end. Null after the last.
   *
   * @throws DamagedShardException where the archive is no tar, or ends within a member
   */
  TarMember next() throws IOException {
    while (true) {
      long at = next;
      if (!nextBlock()) {
        return null;
      }
      if (!isZero(block, block.length)) {
        TarMember member = read(TarHeader.parse(block, at), at);
        if (member != null) {
          return member;
        }
      }
    }
  }

  /** The content of the member that {@link #next} gave last; null if it was not wanted. */
  byte[] content() {
    return content;
  }

  private TarMember read(TarHeader header, long at) throws IOException {
    switch (header.type()) {
      case 'x', 'X' ->
          extended.putAll(PaxRecords.parse(extension(header, at), at + TarHeader.BLOCK));
      case 'g' -> global.putAll(PaxRecords.parse(extension(header, at), at + TarHeader.BLOCK));
      case 'L' -> extended.putIfAbsent("path", untilNul(extension(header, at)));
      case 'K' -> extended.putIfAbsent("linkpath", untilNul(extension(header, at)));
      default -> {
        Map<String, byte[]> facts = new HashMap<>(global);
        facts.putAll(extended);
        extended = new HashMap<>();
        facts.values().removeIf(value -> value.length == 0);
        return member(header, facts, at);
      }
    }
    return null;
  }

  private TarMember member(TarHeader header, Map<String, byte[]> facts, long at)
      throws IOException {
    if (header.type() == 'S') {
      skipSparseMap();
    }
    byte[] path = facts.getOrDefault("path", header.name());
    String name = FileNames.text(facts.getOrDefault("GNU.sparse.name", path));
    long position = next;
    long size = hasContent(header.type()) ? size(header, facts, at) : 0;
    if (size > Long.MAX_VALUE - position - TarHeader.BLOCK) {
      throw DamagedShardException.corrupt(
          String.format(Locale.ROOT, "at byte %d: a member of %d bytes", at, size));
    }
    boolean folder = header.type() == '5' || (header.type() == '\0' && name.endsWith("/"));
    boolean member = !folder && "VDN".indexOf(header.type()) < 0;
    String problem = problem(header, facts);
    try {
      pass(position, size, member && problem == null && wanted.test(name));
    } catch (DamagedShardException e) {
      throw e.within(name);
    }
    next = position + padded(size);
    return member ? new TarMember(name, position, size, problem) : null;
  }

  /** Devices, folders and links have none, whatever their size says. */
  private static boolean hasContent(char type) {
    return "123456".indexOf(type) < 0;
  }

  private static long size(TarHeader header, Map<String, byte[]> facts, long at)
      throws DamagedShardException {
    if (!facts.containsKey("size")) {
      return header.size();
    }
    try {
      long size = Long.parseLong(FileNames.text(facts.get("size")));
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException isNone) {
      // Said below.
    }
    throw DamagedShardException.corrupt(
        String.format(Locale.ROOT, "at byte %d: an extended header whose size is no size", at));
  }

  private static String problem(TarHeader header, Map<String, byte[]> facts) {
    boolean sparse =
        header.type() == 'S' || facts.keySet().stream().anyMatch(key -> key.contains("sparse"));
    if (sparse) {
      return "a sparse file of GNU tar, which is not unpacked";
    }
    return switch (header.type()) {
      case '1', '2' ->
          "a link to '"
              + FileNames.text(facts.getOrDefault("linkpath", header.link()))
              + "', which is not followed";
      case '3', '4', '6' -> "not a regular file: a device or a pipe";
      case 'M' -> "the rest of a file that begins on another volume";
      default -> null;
    };
  }

  /** Passes the content and makes sure that all of it is there. */
  private void pass(long position, long size, boolean keep) throws IOException {
    content = null;
    if (keep && size <= Sidecars.MOST_BYTES) {
      archive.moveTo(position);
      content = new byte[(int) size];
      if (archive.readFully(content, (int) size) < size) {
        throw endsEarly();
      }
    } else if (size > 0) {
      archive.moveTo(position + size - 1);
      if (archive.read(new byte[1], 0, 1) < 0) {
        throw endsEarly();
      }
    }
  }

  private byte[] extension(TarHeader header, long at) throws IOException {
    if (header.size() > MOST_EXTENDED) {
      throw DamagedShardException.corrupt(
          String.format(
              Locale.ROOT, "at byte %d: an extended header of %d bytes", at, header.size()));
    }
    int size = (int) header.size();
    byte[] extension = new byte[size];
    archive.moveTo(next);
    if (archive.readFully(extension, size) < size) {
      throw endsEarly();
    }
    next += padded(size);
    return extension;
  }

  private void skipSparseMap() throws IOException {
    boolean further = block[SPARSE_CONTINUES] != 0;
    while (further) {
      if (!nextBlock()) {
        throw endsEarly();
      }
      further = block[SPARSE_CONTINUES_FURTHER] != 0;
    }
  }

  /** Reads a block; whether there is one. A part of one that is zero is the end cut short. */
  private boolean nextBlock() throws IOException {
    archive.moveTo(next);
    int read = archive.readFully(block, block.length);
    if (read < block.length && !isZero(block, read)) {
      throw endsEarly();
    }
    if (read < block.length && !extended.isEmpty()) {
      throw endsEarly();
    }
    next += read;
    return read == block.length;
  }

  private DamagedShardException endsEarly() {
    return DamagedShardException.truncated(
        String.format(Locale.ROOT, "ends early: there is more to come at byte %d", next));
  }

  private static long padded(long size) {
    return (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] untilNul(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return Arrays.copyOf(text, end);
  }
}
