package io.bifocal.pipeline;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a packed collection is made of. */
public enum ShardFormat {
  /** Tar archives as WebDataset defines them. */
  WEBDATASET(".tar") {
    @Override
    ShardWriter open(Path file, Configuration hadoop, List<String> attributes) throws IOException {
      return new TarShard(file.getFileSystem(hadoop).create(file, true));
    }
  },
  /** Parquet files whose images are structs of bytes and path, as Hugging Face writes them. */
  PARQUET(".parquet") {
    @Override
    ShardWriter open(Path file, Configuration hadoop, List<String> attributes) throws IOException {
      return new ParquetShard(file, hadoop, attributes);
    }
  };

  private final String suffix;

  ShardFormat(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  /**
   * Begins the shard {@code file}.
   *
   * @param attributes names of the attributes that any image of the whole has
   */
  abstract ShardWriter open(Path file, Configuration hadoop, List<String> attributes)
      throws IOException;
}
