package io.bifocal.pipeline;

import io.bifocal.store.PackedRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A shard as Parquet: a row an image. */
final class ParquetShard implements ShardWriter {
  private final TableWriter<PackedRow> writer;

  ParquetShard(Path file, Configuration hadoop, List<String> attributes) throws IOException {
    writer = TableWriter.packed(file, hadoop, attributes);
  }

  @Override
  public long add(PackedImage image, InputStream content) throws IOException {
    byte[] bytes = content.readAllBytes();
    if (bytes.length != image.location().bytes()) {
      throw new IOException(
          image.location().path() + " has " + bytes.length + " bytes and not as many as listed");
    }
    writer.write(
        new PackedRow(
            bytes,
            image.location().path(),
            image.label(),
            image.split(),
            image.group(),
            image.attributes()));
    return writer.rows() - 1;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
