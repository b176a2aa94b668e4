package io.bifocal.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.Serializable;

/**
 * What shards hold, kept from run to run. It knows nothing of settings, so that other labels need
 * no other index.
 */
record ShardIndex(KeptLines kept) implements Serializable {
  private static final String FORMAT = "bifocal shard index 1";

  /** A line: a sample, or at the end what is wrong with the shard. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(Sample sample, String reason, String problem) {}

  /** The shard cannot be gone through to its end, for reasons that lie outside it. */
  static final class UnreadableShardException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableShardException(IOException cause) {
      super(
          cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage(),
          cause);
    }
  }

  /**
   * The lines of {@code shard}, streamed; to be closed. It is gone through unless it is known.
   *
   * @throws UnreadableShardException if it cannot be read; nothing is kept then
   */
  MappingIterator<Line> open(FileTree tree, Entry shard) throws IOException {
    KeptLines.Heading heading =
        KeptLines.Heading.of(FORMAT, tree.root() + "/" + shard.path(), shard);
    return kept.open(heading, Line.class, lines -> write(tree, shard.path(), lines));
  }

  private static void write(FileTree tree, String shard, SequenceWriter lines) throws IOException {
    try (ShardBytes archive = open(tree, shard)) {
      Samples samples = new Samples(archive);
      for (Sample sample = next(samples); sample != null; sample = next(samples)) {
        lines.write(new Line(sample, null, null));
      }
      if (samples.damage().isPresent()) {
        DamagedShardException damage = samples.damage().get();
        lines.write(new Line(null, damage.reason(), damage.getMessage()));
      }
    }
  }

  private static ShardBytes open(FileTree tree, String shard) throws UnreadableShardException {
    try {
      return ShardBytes.open(tree, shard);
    } catch (IOException e) {
      throw new UnreadableShardException(e);
    }
  }

  private static Sample next(Samples samples) throws UnreadableShardException {
    try {
      return samples.next();
    } catch (IOException e) {
      throw new UnreadableShardException(e);
    }
  }
}
