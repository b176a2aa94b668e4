package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Row;

/** Whatever is in a text, its rows are what was meant, or say that they are not. */
class CsvManifestTest {
  private static final String DELIMITERS = ",;\t| :";

  @Property(tries = 500)
  void aTableThatWasWrittenByTheStandardIsReadBack(
      @ForAll("tables") List<List<String>> table,
      @ForAll("delimiters") char delimiter,
      @ForAll boolean quoteAll,
      @ForAll boolean carriageReturns)
      throws IOException {
    String end = carriageReturns ? "\r\n" : "\n";
    String text =
        table.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> quoted(cell, delimiter, quoteAll))
                        .collect(Collectors.joining(String.valueOf(delimiter))))
            .collect(Collectors.joining(end));
    CsvReader reader = new CsvReader(new BufferedReader(new StringReader(text)), delimiter);
    List<List<String>> read = new ArrayList<>();
    for (CsvReader.Line line = reader.next(); line != null; line = reader.next()) {
      assertEquals(null, line.problem());
      read.add(line.cells());
    }
    assertEquals(table, read);
  }

  @Property(tries = 500)
  void anyBytesGiveRowsOrTheUsersError(@ForAll("bytes") byte[] bytes) throws IOException {
    int lines = 1;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    check(new JsonManifest(text(bytes), "path"), lines);
    try {
      BufferedReader in = text(bytes);
      char delimiter = CsvManifest.delimiter(in);
      CsvManifest.header("x", in, delimiter);
      check(new CsvManifest(text(bytes), delimiter, "path"), lines);
    } catch (UserError e) {
      assertTrue(e.getMessage().startsWith("x"), e.getMessage());
    }
  }

  private static void check(ManifestText rows, int lines) {
    long before = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      long number = row.getLong(0);
      assertTrue(number > before && number <= lines, () -> number + " of " + lines);
      assertTrue((row.get(1) == null) == (row.get(3) != null), row::toString);
      before = number;
    }
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cells =
        Arbitraries.strings().withChars("ab \"\n\r,;\t|:é\u0000\uFFFF").ofMaxLength(6);
    return Arbitraries.integers()
        .between(1, 4)
        .flatMap(width -> cells.list().ofSize(width).list().ofMaxSize(6));
  }

  @Provide
  Arbitrary<Character> delimiters() {
    return Arbitraries.of(DELIMITERS.chars().mapToObj(c -> (char) c).toList());
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> telling =
        Arbitraries.of("path,\"\n\r{}[]:1;a".chars().mapToObj(c -> (byte) c).toList());
    return Arbitraries.oneOf(telling, Arbitraries.bytes()).array(byte[].class).ofMaxSize(60);
  }

  private static BufferedReader text(byte[] bytes) {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
  }

  private static String quoted(String cell, char delimiter, boolean always) {
    boolean needed =
        cell.isEmpty()
            || cell.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r' || c == delimiter);
    return always || needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
