package io.bifocal.pipeline;

import io.bifocal.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A shard as a POSIX tar: for each image its label as {@code .cls}, the rest as {@code .json}, then
 * the image itself. The same images give the same bytes: no times, no owners.
 */
final class TarShard implements ShardWriter {
  private static final int READ_BY_ALL = 0100644;

  private final TarArchiveOutputStream tar;

  TarShard(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  @Override
  public long add(PackedImage image, InputStream content) throws IOException {
    if (image.label() != null) {
      text(image.key() + ".cls", image.label());
    }
    text(image.key() + ".json", Json.line(image.facts()));
    return member(image.member(), image.location().bytes(), content);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private void text(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    member(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  private long member(String name, long size, InputStream content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(READ_BY_ALL);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    long position = tar.getBytesWritten();
    content.transferTo(tar);
    tar.closeArchiveEntry();
    return position;
  }
}
