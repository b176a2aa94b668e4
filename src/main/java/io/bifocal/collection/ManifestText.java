package io.bifocal.collection;

import io.bifocal.conf.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The rows of a manifest that is a text, read one by one; its file is closed after the last. */
abstract class ManifestText implements Iterator<Row> {
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader in;
  private Row next;
  private boolean begun;

  ManifestText(BufferedReader in) {
    this.in = in;
  }

  /** Opens a text in UTF-8, with or without a byte order mark. */
  static BufferedReader open(FileTree tree, String path) throws IOException {
    Reader decoded = new InputStreamReader(tree.open(path), StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(decoded);
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    return in;
  }

  /** What cannot be read although it is there is the user's to mend. */
  static UserError unreadable(String name, IOException e) {
    return new UserError("collection.manifest: " + name + " cannot be read: " + e, e);
  }

  /** The next row, or null after the last. */
  abstract Row read() throws IOException;

  @Override
  public final boolean hasNext() {
    if (!begun) {
      begun = true;
      advance();
    }
    return next != null;
  }

  @Override
  public final Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    advance();
    return row;
  }

  private void advance() {
    try {
      next = read();
      if (next == null) {
        in.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
