package io.bifocal.store;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file whose SHA-256 is known once it is written: what a run record says of it. */
final class DigestedFile implements OutputFile {
  private final OutputFile file;
  private final MessageDigest digest = Sha256.digest();
  private long bytes;

  DigestedFile(OutputFile file) {
    this.file = file;
  }

  /** SHA-256 of the closed file, in lower-case hexadecimal digits. To be asked for once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The bytes written so far. */
  long bytes() {
    return bytes;
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new Digesting(file.create(blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return new Digesting(file.createOrOverwrite(blockSize));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private final class Digesting extends PositionOutputStream {
    private final PositionOutputStream out;

    Digesting(PositionOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      digest.update((byte) value);
      bytes++;
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
      out.write(values, offset, length);
      digest.update(values, offset, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
