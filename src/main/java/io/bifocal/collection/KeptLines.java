package io.bifocal.collection;

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
 * What is found out once about files and kept from run to run, as lines of JSON: an index a file,
 * named by what it is of, with what that held when it had the size and the modification time that
 * the index says. An index is there as a whole or not at all; one that is damaged, or of a file
 * that has changed since, is made anew.
 *
 * @param folder where the indexes are
 * @param hadoop how to reach it
 */
record KeptLines(String folder, SerializableConfiguration hadoop) implements Serializable {
  private static final int BUFFER = 1 << 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The first line of an index.
   *
   * @param format of its lines
   * @param of the file, and which part of it
   */
  record Heading(String format, String of, long bytes, String modified) {
    static Heading of(String format, String what, Entry file) {
      return new Heading(format, what, file.bytes(), file.modified().toString());
    }
  }

  /** Finds out what is to be kept; if it throws, nothing is. */
  @FunctionalInterface
  interface Source {
    void writeTo(SequenceWriter lines) throws IOException;
  }

  /**
   * The lines under {@code heading}, streamed; to be closed. They are those of {@code source},
   * which is asked unless they are known.
   */
  <T> MappingIterator<T> open(Heading heading, Class<T> line, Source source) throws IOException {
    Path file = new Path(folder, sha256(heading.of()) + ".json.gz");
    FileSystem files = file.getFileSystem(hadoop.value());
    if (!isOf(heading, files, file)) {
      build(heading, source, files, file);
    }
    JsonParser lines = JSON.createParser(new GZIPInputStream(files.open(file), BUFFER));
    JSON.readValue(lines, Heading.class);
    return JSON.readerFor(line).readValues(lines);
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

  private static void build(Heading heading, Source source, FileSystem files, Path file)
      throws IOException {
    Path part = new Path(file.getParent(), "_" + UUID.randomUUID());
    try {
      try (SequenceWriter lines =
          JSON.writer()
              .withRootValueSeparator("\n")
              .writeValues(new GZIPOutputStream(files.create(part, false), BUFFER))) {
        lines.write(heading);
        source.writeTo(lines);
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
