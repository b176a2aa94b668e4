package io.bifocal.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the row groups of tables of images hold, kept from run to run: to learn how long the images
 * are, all of them have to be read. Row groups that are damaged or cannot be read are not kept.
 */
record RowGroupIndex(KeptLines kept) implements Serializable {
  private static final String FORMAT = "bifocal row group index 1";

  /**
   * A row of the table, or what is wrong with the rest of its row group.
   *
   * @param number of the row in the file
   * @param bytes of its image; null where there is none
   * @param texts its other columns
   * @param reason null for a row
   * @param problem null for a row
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(Long number, Long bytes, Map<String, String> texts, String reason, String problem) {}

  private static final class NotKeptException extends IOException {
    private static final long serialVersionUID = 1;

    NotKeptException(String problem) {
      super(problem);
    }
  }

  /** The lines of row group {@code number}, streamed. */
  Iterator<Line> open(FileTree tree, Entry file, int number, TableFacts facts) {
    String part = tree.root() + "/" + file.path() + "#" + number + " " + facts.key();
    try {
      return kept.open(
          KeptLines.Heading.of(FORMAT, part, file),
          Line.class,
          out -> write(read(tree, file, number, facts), out));
    } catch (NotKeptException damaged) {
      return read(tree, file, number, facts);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the index of '" + file.path() + "' cannot be kept: " + e.getMessage(), e);
    }
  }

  private static void write(Iterator<Line> rows, SequenceWriter out) throws IOException {
    while (rows.hasNext()) {
      Line row = rows.next();
      if (row.reason() != null) {
        throw new NotKeptException(row.problem());
      }
      out.write(row);
    }
  }

  private static Iterator<Line> read(FileTree tree, Entry file, int number, TableFacts facts) {
    return ParquetRows.of(tree, file, number, new Lengths(facts));
  }

  private record Lengths(TableFacts facts) implements ParquetRows.Form<Line> {
    @Override
    public ParquetColumns columns(Entry file, ParquetMetadata footer) {
      return ParquetColumns.ofImages(file.path(), footer, facts);
    }

    @Override
    public Line row(Entry file, long number, ColumnValues key, Map<String, String> texts) {
      Long bytes = key.isNull() ? null : (long) key.binary().length();
      return new Line(number, bytes, texts, null, null);
    }

    @Override
    public Line refused(Entry file, RefusedException why) {
      return new Line(null, null, null, why.reason(), why.getMessage());
    }
  }
}
