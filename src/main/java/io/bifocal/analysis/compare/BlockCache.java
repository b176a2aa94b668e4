package io.bifocal.analysis.compare;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The blocks that tasks of this JVM have read, for the next task; given up where memory is short.
 */
final class BlockCache {
  private static final Map<String, SoftReference<float[]>> BLOCKS = new HashMap<>();

  private BlockCache() {}

  /** The vectors of {@code block}, end to end; not to be changed. */
  static float[] values(Block block, int rows, Configuration hadoop) {
    synchronized (BLOCKS) {
      SoftReference<float[]> cached = BLOCKS.get(block.file());
      float[] values = cached == null ? null : cached.get();
      if (values == null) {
        BLOCKS.values().removeIf(reference -> reference.get() == null);
        values = BlockFile.read(block.file(), Math.multiplyExact(rows, block.length()), hadoop);
        BLOCKS.put(block.file(), new SoftReference<>(values));
      }
      return values;
    }
  }
}
