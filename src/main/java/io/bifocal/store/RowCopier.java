package io.bifocal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Copies rows of data files, one after the other, and changes nothing of them, whatever their
 * columns. Schema, compression and the columns that have dictionaries are those of the source;
 * files that differ in these do not become one.
 */
final class RowCopier implements AutoCloseable {
  /** As task writers have it: what is not yet written lies on the heap. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Configuration hadoop;
  private final Path folder;
  private final List<RunRecord.DataFile> written = new ArrayList<>();
  private Form form;
  private ParquetWriter<Group> writer;
  private DigestedFile file;
  private long rows;

  /** How a file is written. */
  private record Form(MessageType schema, CompressionCodecName codec, Set<String> dictionaries) {
    static Form of(ParquetMetadata footer) {
      List<ColumnChunkMetaData> columns = footer.getBlocks().get(0).getColumns();
      return new Form(
          footer.getFileMetaData().getSchema(),
          columns.get(0).getCodec(),
          columns.stream()
              .filter(column -> column.getEncodings().stream().anyMatch(Encoding::usesDictionary))
              .map(column -> column.getPath().toDotString())
              .collect(Collectors.toUnmodifiableSet()));
    }

    boolean isReadAs(Form other) {
      return other != null && schema.equals(other.schema) && codec == other.codec;
    }
  }

  /**
   * @param folder where the copies are written, {@code part-0.parquet} and so on
   */
  RowCopier(Configuration hadoop, Path folder) {
    this.hadoop = hadoop;
    this.folder = folder;
  }

  /**
   * Appends the rows of {@code source}.
   *
   * @param leftOut the numbers of those that are left out, from 0
   */
  void copy(Path source, BitSet leftOut) throws IOException {
    ParquetMetadata footer = footer(source);
    long number = 0;
    long total = footer.getBlocks().stream().mapToLong(block -> block.getRowCount()).sum();
    if (leftOut.cardinality() == total) {
      return;
    }
    begin(Form.of(footer));
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), source).withConf(hadoop).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (!leftOut.get(Math.toIntExact(number++))) {
          writer.write(row);
          rows++;
        }
      }
    }
    if (number != total) {
      throw new IOException(source + " has " + number + " rows, its footer says " + total);
    }
  }

  /** The files, by their names in the folder; ends the copy. */
  List<RunRecord.DataFile> finish() throws IOException {
    end();
    return List.copyOf(written);
  }

  /** After a failure a file is left half written, in a folder that nobody publishes. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  private ParquetMetadata footer(Path source) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(source, hadoop))) {
      return reader.getFooter();
    }
  }

  private void begin(Form wanted) throws IOException {
    if (wanted.isReadAs(form)) {
      return;
    }
    end();
    form = wanted;
    file = new DigestedFile(HadoopOutputFile.fromPath(new Path(folder, name()), hadoop));
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(file)
            .withConf(hadoop)
            .withType(wanted.schema())
            .withCompressionCodec(wanted.codec())
            .withRowGroupSize(ROW_GROUP_BYTES)
            // A hundred pictures may be more than the heap holds.
            .withMinRowCountForPageSizeCheck(1)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    for (String[] column : wanted.schema().getPaths()) {
      String path = String.join(".", column);
      builder.withDictionaryEncoding(path, wanted.dictionaries().contains(path));
    }
    writer = builder.build();
    rows = 0;
  }

  private void end() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
      written.add(new RunRecord.DataFile(name(), rows, file.bytes(), file.sha256()));
    }
  }

  private String name() {
    return String.format(Locale.ROOT, "part-%d.parquet", written.size());
  }
}
