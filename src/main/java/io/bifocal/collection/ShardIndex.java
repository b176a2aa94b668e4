package io.bifocal.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What shards hold, kept from run to run: a file a shard, named by its path, with what it held when
 * it had the size and the modification time that the file says. It knows nothing of settings, so
 * that other labels need no other index. A file is there as a whole or not at all; one that is
 * damaged, or of a shard that has changed since, is made anew.
 *
 * @param folder where the files are
 * @param hadoop how to reach it
 */
record ShardIndex(String folder, SerializableConfiguration hadoop) implements Serializable {
  private static final String FORMAT = "bifocal shard index 1";

  private static final int BUFFER = 1 << 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first line of a file: what it is the index of. */
  record Heading(String format, String shard, long bytes, String modified) {}

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
    Heading heading =
        new Heading(
            FORMAT, tree.root() + "/" + shard.path(), shard.bytes(), shard.modified().toString());
    Path file = new Path(folder, sha256(heading.shard()) + ".json.gz");
    FileSystem files = file.getFileSystem(hadoop.value());
    if (!isOf(heading, files, file)) {
      build(heading, tree, shard.path(), files, file);
    }
    JsonParser lines = JSON.createParser(new GZIPInputStream(files.open(file), BUFFER));
    JSON.readValue(lines, Heading.class);
    return JSON.readerFor(Line.class).readValues(lines);
  }

  /** Whether {@code file} says so, and is whole to its last byte. */
  private static boolean isOf(Heading heading, FileSystem files, Path file) {
    try (InputStream in = new GZIPInputStream(files.open(file), BUFFER);
        JsonParser lines = JSON.createParser(in)) {
      boolean same = heading.equals(JSON.readValue(lines, Heading.class));
      if (same) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return same;
    } catch (IOException missingOrDamaged) {
      return false;
    }
  }

  private static void build(
      Heading heading, FileTree tree, String shard, FileSystem files, Path file)
      throws IOException {
    Path part = new Path(file.getParent(), "_" + UUID.randomUUID());
    try {
      try (SequenceWriter lines =
          JSON.writer()
              .withRootValueSeparator("\n")
              .writeValues(new GZIPOutputStream(files.create(part, false), BUFFER))) {
        lines.write(heading);
        write(tree, shard, lines);
      }
      files.delete(file, false);
      // Of two attempts at one task either may be the last: they write the same.
      if (!files.rename(part, file) && !files.exists(file)) {
        throw new IOException("cannot rename " + part + " to " + file);
      }
    } finally {
      files.delete(part, false);
    }
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

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
