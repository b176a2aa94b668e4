package io.bifocal.collection;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.SeekableInputStream;

/** One row group of an open Parquet file. */
final class RowGroup implements Closeable {
  private final ParquetMetadata footer;
  private final BlockMetaData block;
  private final long firstRow;
  private final SeekableInputStream in;
  private final CompressionCodecFactory codecs =
      ParquetReadOptions.builder().build().getCodecFactory();

  RowGroup(ParquetInput file, ParquetMetadata footer, int index) throws IOException {
    this.footer = footer;
    this.block = footer.getBlocks().get(index);
    this.firstRow =
        footer.getBlocks().subList(0, index).stream().mapToLong(BlockMetaData::getRowCount).sum();
    this.in = file.newStream();
  }

  /** The number of its first row in the file, from 0. */
  long firstRow() {
    return firstRow;
  }

  long rows() {
    return block.getRowCount();
  }

  /** The values of {@code column}, which has no lists. */
  ColumnValues values(ColumnDescriptor column) {
    ColumnChunkMetaData chunk =
        block.getColumns().stream()
            .filter(c -> Arrays.equals(c.getPath().toArray(), column.getPath()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a row group lacks a column"));
    if (chunk.getValueCount() != rows()) {
      throw new IllegalArgumentException(
          "a column has " + chunk.getValueCount() + " values in a row group of " + rows());
    }
    return new ColumnValues(
        new ColumnPages(in, chunk, codecs.getDecompressor(chunk.getCodec())),
        column,
        footer.getFileMetaData().getSchema(),
        footer.getFileMetaData().getCreatedBy());
  }

  @Override
  public void close() throws IOException {
    codecs.release();
    in.close();
  }
}
