package io.bifocal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the data files of one version: which are rewritten together as one, and which
 * stay as they are.
 *
 * @param groups files that become one each, or none if no row of them stays
 * @param kept files that nothing has to be done for
 */
public record Compaction(List<List<Piece>> groups, List<Piece> kept) {

  /**
   * A data file.
   *
   * @param path relative to the folder of its version
   * @param rows its rows
   * @param bytes its size
   * @param superseded rows among them that no kept run needs
   */
  public record Piece(String path, long rows, long bytes, long superseded) {
    /** What is left of its bytes, about. */
    long remaining() {
      return rows == 0 ? 0 : (long) ((double) bytes / rows * (rows - superseded));
    }

    private boolean isClean() {
      return superseded == 0 && rows > 0;
    }
  }

  /** Whether a file of {@code bytes} is merged with others where {@code target} is aimed at. */
  static boolean isSmall(long bytes, long target) {
    return bytes < target / 2;
  }

  /**
   * Superseded rows are left out of whatever file they are in; small files are merged up to {@code
   * target} bytes. A file that would only be copied stays.
   *
   * @param pieces in the order in which they are merged
   */
  static Compaction of(List<Piece> pieces, long target) {
    List<List<Piece>> groups = new ArrayList<>();
    List<Piece> kept = new ArrayList<>();
    List<Piece> merged = new ArrayList<>();
    long bytes = 0;
    for (Piece piece : pieces) {
      if (!isSmall(piece.remaining(), target)) {
        if (piece.isClean()) {
          kept.add(piece);
        } else {
          groups.add(List.of(piece));
        }
        continue;
      }
      if (!merged.isEmpty() && bytes + piece.remaining() > target) {
        groups.add(List.copyOf(merged));
        merged.clear();
        bytes = 0;
      }
      merged.add(piece);
      bytes += piece.remaining();
    }
    if (merged.size() == 1 && merged.get(0).isClean()) {
      kept.add(merged.get(0));
    } else if (!merged.isEmpty()) {
      groups.add(List.copyOf(merged));
    }
    return new Compaction(List.copyOf(groups), List.copyOf(kept));
  }

  /** Rows that are left out. */
  public long superseded() {
    return groups.stream().flatMap(List::stream).mapToLong(Piece::superseded).sum();
  }

  /** Files that are rewritten. */
  public long rewritten() {
    return groups.stream().mapToLong(List::size).sum();
  }
}
