package io.bifocal.collection;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The pages of a column without lists in one row group, read one by one as they are asked for:
 * Parquet's own reader holds the whole column of a row group, which for images is gigabytes.
 * Checksums are verified where a file has them.
 */
final class ColumnPages implements PageReader {
  private static final int HEADER_BUFFER = 8192;

  private final SeekableInputStream in;
  private final ColumnChunkMetaData chunk;
  private final BytesInputDecompressor decompressor;
  private final long end;
  private long position;
  private long rowsBefore;
  private DictionaryPage dictionary;

  ColumnPages(
      SeekableInputStream in, ColumnChunkMetaData chunk, BytesInputDecompressor decompressor) {
    this.in = in;
    this.chunk = chunk;
    this.decompressor = decompressor;
    this.position = chunk.getStartingPos();
    this.end = position + chunk.getTotalSize();
  }

  /** Rows in the pages that were read or passed over so far. */
  long rowsBefore() {
    return rowsBefore;
  }

  /** Goes to the page that holds {@code row}, without reading those before it. */
  void goTo(long row) {
    if (row < rowsBefore) {
      position = chunk.getStartingPos();
      rowsBefore = 0;
    }
    while (true) {
      Page page = next();
      if (page.isData() && rowsBefore + page.rows() > row) {
        return;
      }
      pass(page);
    }
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    if (dictionary == null && rowsBefore == 0) {
      pass(next(), PageType.DICTIONARY_PAGE);
    }
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount() - rowsBefore;
  }

  @Override
  public DataPage readPage() {
    Page page = next();
    while (!page.isData()) {
      pass(page);
      page = next();
    }
    DataPage data = data(page);
    pass(page);
    return data;
  }

  /** A page whose header was read and whose body comes next in {@code body}. */
  private record Page(PageHeader header, long start, InputStream body) {
    boolean isData() {
      return header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2;
    }

    int rows() {
      return header.isSetData_page_header_v2()
          ? header.getData_page_header_v2().getNum_values()
          : header.getData_page_header().getNum_values();
    }
  }

  private Page next() {
    try {
      in.seek(position);
      Counting counting = new Counting(new BufferedInputStream(in, HEADER_BUFFER));
      PageHeader header = Util.readPageHeader(counting);
      long start = position + counting.count;
      if (header.getCompressed_page_size() < 0
          || header.getUncompressed_page_size() < 0
          || start + header.getCompressed_page_size() > end) {
        throw new IOException("a page reaches beyond the end of its column");
      }
      return new Page(header, start, counting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pass(Page page, PageType type) {
    if (page.header().getType() == type) {
      pass(page);
    }
  }

  private void pass(Page page) {
    if (page.header().getType() == PageType.DICTIONARY_PAGE && dictionary == null) {
      dictionary =
          new DictionaryPage(
              BytesInput.from(decompressed(page)),
              page.header().getDictionary_page_header().getNum_values(),
              encoding(page.header().getDictionary_page_header().getEncoding()));
    }
    rowsBefore += page.isData() ? page.rows() : 0;
    position = page.start() + page.header().getCompressed_page_size();
  }

  private DataPage data(Page page) {
    PageHeader header = page.header();
    if (header.isSetData_page_header_v2()) {
      return data(page, header.getData_page_header_v2());
    }
    DataPageHeader data = header.getData_page_header();
    return new DataPageV1(
        BytesInput.from(decompressed(page)),
        data.getNum_values(),
        header.getUncompressed_page_size(),
        null,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  /** Only the values of such a page are compressed, not its levels. */
  private DataPage data(Page page, DataPageHeaderV2 data) {
    byte[] body = body(page);
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    BytesInput values = BytesInput.from(body, levels, body.length - levels);
    try {
      if (data.isIs_compressed() && body.length > levels) {
        int size = page.header().getUncompressed_page_size() - levels;
        values = BytesInput.from(buffer(decompressor.decompress(values, size)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, definition),
        encoding(data.getEncoding()),
        values,
        null);
  }

  private ByteBuffer decompressed(Page page) {
    try {
      int size = page.header().getUncompressed_page_size();
      return buffer(decompressor.decompress(BytesInput.from(body(page)), size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decompresses at once: what comes out of a decompressor may be a stream still. */
  private static ByteBuffer buffer(BytesInput decompressed) throws IOException {
    return decompressed.toInputStream().slice((int) decompressed.size());
  }

  private static byte[] body(Page page) {
    PageHeader header = page.header();
    try {
      byte[] body = page.body().readNBytes(header.getCompressed_page_size());
      if (body.length < header.getCompressed_page_size()) {
        throw new EOFException("the file ends within a page");
      }
      CRC32 crc = new CRC32();
      crc.update(body);
      if (header.isSetCrc() && (int) crc.getValue() != header.getCrc()) {
        throw new IOException("the checksum of a page is wrong");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
