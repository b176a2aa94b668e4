package io.bifocal.collection;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as RFC 4180 defines it, with any delimiter, and with line feeds alone as well as behind
 * carriage returns. A quote within a cell that does not begin with one is a character like any
 * other. Empty lines are passed over.
 */
final class CsvReader {
  /** What is longer has lost its closing quote. */
  private static final int LONGEST_RECORD = 1 << 20;

  private static final int END = -1;

  private final BufferedReader in;
  private final char delimiter;
  private long line = 1;
  private int read;

  CsvReader(BufferedReader in, char delimiter) {
    this.in = in;
    this.delimiter = delimiter;
  }

  /**
   * A line of the table.
   *
   * @param line where it begins in the file, from 1
   * @param problem why its cells are not what was meant; null if they are
   */
  record Line(long line, List<String> cells, String problem) {}

  /** The next line of the table; null after the last. */
  Line next() throws IOException {
    Line record;
    do {
      record = record();
    } while (record != null && record.problem() == null && isEmpty(record));
    return record;
  }

  /** {@code ""} alone on a line is a cell, nothing at all is none. */
  private boolean isEmpty(Line record) {
    return record.cells().size() == 1 && record.cells().get(0).isEmpty() && read == 0;
  }

  private Line record() throws IOException {
    long start = line;
    read = 0;
    int character = take();
    if (character == END) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    String problem = null;
    StringBuilder cell = new StringBuilder();
    while (true) {
      boolean quoted = character == '"' && problem == null;
      if (quoted) {
        problem = quoted(cell, start);
        character = take();
        if (character == '\r') {
          character = afterReturn(cell);
        }
        if (problem == null && character != delimiter && character != '\n' && character != END) {
          problem = "line " + line + ": text after a closing quote";
        }
      }
      while (character != delimiter && character != '\n' && character != END) {
        append(cell, character);
        character = take();
      }
      boolean ends = character != delimiter;
      if (ends && !quoted && cell.length() > 0 && cell.charAt(cell.length() - 1) == '\r') {
        cell.setLength(cell.length() - 1);
        read--;
      }
      cells.add(cell.toString());
      cell.setLength(0);
      if (ends) {
        return new Line(start, cells, problem == null ? tooLong(start) : problem);
      }
      character = take();
    }
  }

  /** Reads up to the closing quote, which it takes. */
  private String quoted(StringBuilder cell, long start) throws IOException {
    while (true) {
      int character = take(true);
      if (character == END) {
        return "line " + start + ": a quote is opened and never closed";
      }
      if (character == '"') {
        in.mark(1);
        if (in.read() != '"') {
          in.reset();
          return null;
        }
      }
      append(cell, character);
    }
  }

  /** A carriage return belongs to the end of the line, or else to the text. */
  private int afterReturn(StringBuilder cell) throws IOException {
    int character = take();
    if (character != '\n' && character != END) {
      append(cell, '\r');
    }
    return character;
  }

  private int take() throws IOException {
    return take(false);
  }

  private int take(boolean withinQuotes) throws IOException {
    int character = in.read();
    if (character == '\n') {
      line++;
    }
    if (character != END && (character != '\n' || withinQuotes)) {
      read++;
    }
    return character;
  }

  private String tooLong(long start) {
    return read <= LONGEST_RECORD
        ? null
        : "line " + start + ": more than " + LONGEST_RECORD + " characters; is a quote not closed?";
  }

  private void append(StringBuilder cell, int character) {
    if (read <= LONGEST_RECORD) {
      cell.append((char) character);
    }
  }
}
