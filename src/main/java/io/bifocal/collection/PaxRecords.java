package io.bifocal.collection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The extended headers of POSIX.1-2001: {@code length key=value}, a line each. */
final class PaxRecords {
  private static final Set<String> KNOWN =
      Set.of(
          "path",
          "linkpath",
          "size",
          "GNU.sparse.major",
          "GNU.sparse.size",
          "GNU.sparse.realsize",
          "GNU.sparse.map",
          "GNU.sparse.name");

  private PaxRecords() {}

  /**
   * The records of {@code content} that matter here; a value may be empty, which takes back what
   * stood before.
   *
   * @param at where it stands, for messages
   */
  static Map<String, byte[]> parse(byte[] content, long at) throws DamagedShardException {
    Map<String, byte[]> records = new HashMap<>();
    int start = 0;
    // Some writers fill up with zeros.
    while (start < content.length && content[start] != 0) {
      int space = indexOf(content, (byte) ' ', start);
      int end = space < 0 ? -1 : end(content, start, space);
      int equals = end < 0 ? -1 : indexOf(content, (byte) '=', space);
      if (equals < 0 || equals >= end) {
        throw DamagedShardException.corrupt(
            String.format(Locale.ROOT, "at byte %d: a malformed extended header", at + start));
      }
      String key = new String(content, space + 1, equals - space - 1, ISO_8859_1);
      if (KNOWN.contains(key)) {
        records.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
      }
      start = end;
    }
    return records;
  }

  /** The place after the record; negative if it is not where its length says. */
  private static int end(byte[] content, int start, int space) {
    String length = new String(content, start, space - start, ISO_8859_1);
    if (!length.matches("[0-9]{1,8}")) {
      return -1;
    }
    int end = start + Integer.parseInt(length);
    return end > space + 1 && end <= content.length && content[end - 1] == '\n' ? end : -1;
  }

  private static int indexOf(byte[] content, byte wanted, int from) {
    for (int i = from; i < content.length; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
