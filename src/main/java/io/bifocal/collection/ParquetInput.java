package io.bifocal.collection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in a tree. */
record ParquetInput(FileTree tree, Entry file) implements InputFile {
  /** A magic number at both ends, and the length of the footer. */
  private static final int SMALLEST = 12;

  private static final int MAGIC_BYTES = 4;

  @Override
  public long getLength() {
    return file.bytes();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return tree.seek(file.path());
  }

  /**
   * What the footer says.
   *
   * @throws RefusedException if the file is not readable as Parquet
   */
  ParquetMetadata footer() throws RefusedException {
    if (file.kind() != Entry.Kind.FILE) {
      throw new RefusedException("unreadable", "not a regular file");
    }
    if (file.bytes() == 0) {
      throw new RefusedException("empty", "the file has no bytes");
    }
    try (SeekableInputStream in = newStream()) {
      checkEnds(in);
      return footer(in);
    } catch (IOException e) {
      throw new RefusedException("unreadable", e.toString());
    }
  }

  private ParquetMetadata footer(SeekableInputStream in) throws RefusedException {
    try {
      return ParquetFileReader.readFooter(this, ParquetReadOptions.builder().build(), in);
    } catch (IOException | RuntimeException e) {
      throw RefusedException.of(e, "the footer cannot be read");
    }
  }

  private void checkEnds(SeekableInputStream in) throws IOException, RefusedException {
    if (!magic(in, 0).startsWith("PAR")) {
      throw new RefusedException("corrupt", "not a Parquet file: it does not begin with PAR1");
    }
    String end = file.bytes() < SMALLEST ? "" : magic(in, file.bytes() - MAGIC_BYTES);
    if (end.equals("PARE")) {
      throw new RefusedException("unsupported", "an encrypted Parquet file");
    }
    if (!end.equals("PAR1")) {
      throw new RefusedException("truncated", "the footer at the end of the file is missing");
    }
  }

  private static String magic(SeekableInputStream in, long position) throws IOException {
    in.seek(position);
    return new String(in.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
  }
}
