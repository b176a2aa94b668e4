package io.bifocal.store;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/**
 * Writes rows of one table straight into a Parquet file, from within a task, without Spark rows in
 * between. Compressed with zstd; dictionaries are off for the columns whose values never repeat.
 *
 * @param <T> the row
 */
public final class TableWriter<T> implements AutoCloseable {
  /** Small enough for several writers in one task: what is not yet written lies on the heap. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  /** A row group is what readers share out; one of images holds some hundred of them. */
  private static final long PACKED_ROW_GROUP_BYTES = 64L << 20;

  private final ParquetWriter<T> writer;
  private final DigestedFile file;
  private long rows;

  private TableWriter(Builder<T> builder) throws IOException {
    this.writer = builder.build();
    this.file = builder.file;
  }

  /** A writer of {@code features}. The file is there, whole, once it is closed. */
  public static TableWriter<FeatureRow> features(Path file, Configuration hadoop)
      throws IOException {
    return open(file, hadoop, new FeatureWriteSupport(), "vector.list.element");
  }

  /**
   * A writer of {@code predictions}. The file is there, whole, once it is closed.
   *
   * @param columns those besides the usual ones
   */
  public static TableWriter<PredictionRow> predictions(
      Path file, Configuration hadoop, PredictionColumns columns) throws IOException {
    PredictionWriteSupport support = new PredictionWriteSupport(columns);
    if (!columns.masks()) {
      return open(file, hadoop, support, "embedding.list.element");
    }
    return new TableWriter<>(
        unrepeated(file, hadoop, support, "embedding.list.element", "mask")
            // A hundred masks of large pictures may be more than the heap holds.
            .withMinRowCountForPageSizeCheck(1));
  }

  /** A writer of {@code pictures}. The file is there, whole, once it is closed. */
  public static TableWriter<PictureRow> pictures(Path file, Configuration hadoop)
      throws IOException {
    return new TableWriter<>(
        unrepeated(file, hadoop, new PictureWriteSupport(), "image")
            // PNGs are compressed already, and a hundred of them may be more than the heap holds.
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withMinRowCountForPageSizeCheck(1));
  }

  /** A writer of {@code keypoints}. The file is there, whole, once it is closed. */
  public static TableWriter<KeypointRow> keypoints(Path file, Configuration hadoop)
      throws IOException {
    // Descriptors are of 256 different values or of bits, which a dictionary makes bytes of.
    return open(file, hadoop, new KeypointWriteSupport(), "keypoints.list.element.response");
  }

  /** A writer of vectors of changed pictures. The file is there, whole, once it is closed. */
  public static TableWriter<VariantRow> variants(Path file, Configuration hadoop)
      throws IOException {
    // A content has a row for each variant, which are neighbours.
    return new TableWriter<>(
        builder(file, hadoop, new VariantWriteSupport())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryEncoding("vector.list.element", false));
  }

  /** A writer of a vocabulary. The file is there, whole, once it is closed. */
  static TableWriter<VocabularyRow> vocabulary(Path file, Configuration hadoop) throws IOException {
    return open(file, hadoop, new VocabularyWriteSupport(), "values.list.element");
  }

  /** A writer of rejected contents. The file is there, whole, once it is closed. */
  public static TableWriter<RejectionRow> rejections(Path file, Configuration hadoop)
      throws IOException {
    return open(file, hadoop, new RejectionWriteSupport(), "detail");
  }

  /**
   * A writer of packed images, which are compressed already. The file is there, whole, once it is
   * closed.
   *
   * @param attributes names of the attributes that any image has
   */
  public static TableWriter<PackedRow> packed(
      Path file, Configuration hadoop, List<String> attributes) throws IOException {
    return new TableWriter<>(
        builder(file, hadoop, new PackedWriteSupport(attributes))
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(PACKED_ROW_GROUP_BYTES)
            .withDictionaryEncoding("image.bytes", false)
            .withDictionaryEncoding("image.path", false));
  }

  /** Appends a row. */
  public void write(T row) throws IOException {
    writer.write(row);
    rows++;
  }

  /** The rows written so far. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /**
   * What a run record says of the closed file, {@code path} being where it will lie. To be asked
   * for once.
   */
  public RunRecord.DataFile written(String path) {
    return new RunRecord.DataFile(path, rows, file.bytes(), file.sha256());
  }

  private static <T> TableWriter<T> open(
      Path file, Configuration hadoop, WriteSupport<T> support, String... unrepeated)
      throws IOException {
    return new TableWriter<>(unrepeated(file, hadoop, support, unrepeated));
  }

  /** With dictionaries off for these columns and {@code image_id}. */
  private static <T> Builder<T> unrepeated(
      Path file, Configuration hadoop, WriteSupport<T> support, String... columns)
      throws IOException {
    Builder<T> builder =
        builder(file, hadoop, support)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryEncoding("image_id", false);
    for (String column : columns) {
      builder.withDictionaryEncoding(column, false);
    }
    return builder;
  }

  private static <T> Builder<T> builder(Path file, Configuration hadoop, WriteSupport<T> support)
      throws IOException {
    return new Builder<>(new DigestedFile(HadoopOutputFile.fromPath(file, hadoop)), support)
        .withConf(hadoop)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> support;
    private final DigestedFile file;

    Builder(DigestedFile file, WriteSupport<T> support) {
      super(file);
      this.file = file;
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Its successor is not in the Parquet of Spark 3.5.
    protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
      return support;
    }
  }
}
