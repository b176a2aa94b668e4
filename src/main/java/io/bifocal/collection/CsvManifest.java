package io.bifocal.collection;

import io.bifocal.conf.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The rows of a CSV file with a header. */
final class CsvManifest extends ManifestText {
  private static final String DELIMITERS = ",;\t|";
  private static final int LONGEST_HEADER = 1 << 16;

  private final CsvReader lines;
  private final List<String> header;
  private final String key;

  /**
   * @param in at the beginning of the file
   * @param key name of the column of paths
   */
  CsvManifest(BufferedReader in, char delimiter, String key) throws IOException {
    super(in);
    this.lines = new CsvReader(in, delimiter);
    this.header = lines.next().cells();
    this.key = key;
  }

  /**
   * The header of a file.
   *
   * @param in at the beginning of the file
   * @throws UserError if it is none
   */
  static List<String> header(String name, BufferedReader in, char delimiter) throws IOException {
    CsvReader.Line header = new CsvReader(in, delimiter).next();
    if (header == null) {
      throw new UserError(name + " is empty; its first line has to name the columns");
    }
    if (header.problem() != null) {
      throw new UserError(name + ": the header cannot be read: " + header.problem());
    }
    Set<String> names = new HashSet<>();
    for (String column : header.cells()) {
      if (!names.add(column)) {
        throw new UserError(name + ": two columns are called '" + column + "'; rename one");
      }
    }
    return header.cells();
  }

  /**
   * The delimiter that a header has most of outside of quotes; the comma where it has none.
   *
   * @param in at the beginning of the file, and left there
   */
  static char delimiter(BufferedReader in) throws IOException {
    int[] counts = new int[DELIMITERS.length()];
    in.mark(LONGEST_HEADER);
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < LONGEST_HEADER; i++) {
      int character = in.read();
      if (character < 0 || (character == '\n' && !quoted && begun)) {
        break;
      }
      begun |= character != '\n' && character != '\r';
      quoted ^= character == '"';
      int known = DELIMITERS.indexOf(character);
      if (known >= 0 && !quoted) {
        counts[known]++;
      }
    }
    in.reset();
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }

  @Override
  Row read() throws IOException {
    CsvReader.Line line = lines.next();
    if (line == null) {
      return null;
    }
    if (line.problem() != null) {
      return ManifestRow.malformed(line.line(), line.problem());
    }
    List<String> cells = line.cells();
    if (cells.size() != header.size()) {
      return ManifestRow.malformed(
          line.line(),
          "line "
              + line.line()
              + " has "
              + cells.size()
              + " cells, the header has "
              + header.size());
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        values.put(header.get(i), cells.get(i));
      }
    }
    return ManifestRow.of(line.line(), values, key);
  }
}
