package io.bifocal.collection;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** One task's part of a tree: a folder, with or without its subfolders. */
record Walk(String folder, Depth depth) implements Serializable {
  enum Depth {
    ITS_FILES,
    ALL_BELOW
  }

  /** The files of this part, in the order of the file system. */
  Iterator<Row> files(FileTree tree, PathRules rules) {
    return new Files(tree, rules);
  }

  private final class Files implements Iterator<Row> {
    private final FileTree tree;
    private final PathRules rules;
    private final Deque<String> folders = new ArrayDeque<>();
    private Stream<Entry> open = Stream.empty();
    private Iterator<Entry> entries = open.iterator();
    private Entry next;

    Files(FileTree tree, PathRules rules) {
      this.tree = tree;
      this.rules = rules;
      folders.push(folder);
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = Listing.row(next, rules.describe(next.path()));
      advance();
      return row;
    }

    private void advance() {
      next = null;
      while (next == null) {
        if (entries.hasNext()) {
          consider(entries.next());
        } else {
          open.close();
          if (folders.isEmpty()) {
            return;
          }
          enter(folders.pop());
        }
      }
    }

    private void consider(Entry entry) {
      if (entry.kind() != Entry.Kind.FOLDER) {
        next = rules.accept(entry.path()) ? entry : null;
      } else if (depth == Depth.ALL_BELOW) {
        folders.push(entry.path());
      }
    }

    private void enter(String path) {
      try {
        open = tree.list(path);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "folder '" + path + "' cannot be listed: " + e.getMessage(), e);
      }
      entries = open.iterator();
    }
  }
}
