package io.bifocal.collection;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** The rows of one shard, streamed out of its index. */
final class ShardRows implements Iterator<Row> {
  private final Webdataset collection;
  private final Entry shard;
  private final MappingIterator<ShardIndex.Line> lines;
  private final Queue<Row> pending = new ArrayDeque<>();

  private ShardRows(Webdataset collection, Entry shard, MappingIterator<ShardIndex.Line> lines) {
    this.collection = collection;
    this.shard = shard;
    this.lines = lines;
    advance();
  }

  /**
   * The rows of a shard.
   *
   * @param listed the shard, a row of {@link Listing#SCHEMA}
   */
  static Iterator<Row> of(Webdataset collection, Row listed) {
    Entry shard =
        new Entry(
            listed.getAs("path"),
            Entry.Kind.FILE,
            listed.<Long>getAs("bytes"),
            listed.<Timestamp>getAs("modified").toInstant());
    if (listed.getAs("problem") != null) {
      return alone(collection, shard, listed.getAs("problem_reason"), listed.getAs("problem"));
    }
    if (shard.bytes() == 0) {
      return alone(collection, shard, "empty", "the shard has no bytes");
    }
    try {
      return new ShardRows(collection, shard, collection.index().open(collection.tree(), shard));
    } catch (ShardIndex.UnreadableShardException e) {
      return alone(collection, shard, "unreadable", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the index of '" + shard.path() + "' cannot be kept: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty();
  }

  @Override
  public Row next() {
    Row row = pending.poll();
    if (row == null) {
      throw new NoSuchElementException();
    }
    advance();
    return row;
  }

  private void advance() {
    try {
      while (pending.isEmpty() && lines.hasNextValue()) {
        add(lines.nextValue());
      }
      if (pending.isEmpty()) {
        lines.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the index of '" + shard.path() + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private void add(ShardIndex.Line line) {
    if (line.sample() == null) {
      pending.add(refusal(collection, shard, line.reason(), line.problem()));
      return;
    }
    Map<String, byte[]> sidecars = new HashMap<>();
    line.sample().sidecars().forEach((field, text) -> sidecars.put(field, FileNames.bytes(text)));
    line.sample().members().forEach(member -> pending.add(row(member, sidecars)));
  }

  private Row row(TarMember member, Map<String, byte[]> sidecars) {
    String path = shard.path() + "!" + member.name();
    PathFacts facts =
        collection.sidecars().facts(sidecars, collection.rules().describe(path, member.name()));
    Entry image = new Entry(path, Entry.Kind.FILE, member.bytes(), shard.modified());
    return member.problem() == null
        ? Listing.row(image, facts, shard.path(), member.position())
        : Listing.refused(image, facts, "unreadable", member.problem());
  }

  private static Iterator<Row> alone(
      Webdataset collection, Entry shard, String reason, String problem) {
    return List.of(refusal(collection, shard, reason, problem)).iterator();
  }

  private static Row refusal(Webdataset collection, Entry shard, String reason, String problem) {
    return Listing.refused(shard, collection.rules().describe(shard.path()), reason, problem);
  }
}
