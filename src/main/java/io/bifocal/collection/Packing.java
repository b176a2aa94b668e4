package io.bifocal.collection;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a shard is packed; both ways allow streams that are joined end to end. */
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  /** The names of shards. */
  static final String SHARD_NAMES = "(?i)\\.(tar|tgz|tar\\.gz|tar\\.zst|tar\\.zstd)\\z";

  private static final int BUFFER = 1 << 16;

  /** The packing of a shard of this name, in lower case. */
  static Packing of(String name) {
    if (name.endsWith(".tar")) {
      return NONE;
    }
    return name.endsWith("gz") ? GZIP : ZSTD;
  }

  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(packed, BUFFER);
      case ZSTD -> new ZstdInputStream(packed);
    };
  }
}
