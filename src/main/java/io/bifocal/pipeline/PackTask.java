package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.ImageReader;
import io.bifocal.store.Json;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Writes whole shards in one task. A shard is written under a name of this attempt and then
 * renamed; its index comes last and says that it is done.
 *
 * @param target where the shards go
 * @param attributes names of the attributes that any image of the whole has
 * @param limit bytes that are held in memory at most; larger files are streamed
 */
record PackTask(
    ImageCollection collection,
    Store target,
    ShardFormat format,
    List<String> attributes,
    long limit,
    Progress.Counter counter)
    implements FlatMapFunction<Iterator<Row>, String>, Serializable {
  private static final long LARGEST_VALUE = 2047L << 20;

  /** What the names of indexes end with. */
  static final String INDEX = ".index.jsonl";

  /** The name of shard {@code number}, without its suffix. */
  static String name(int number) {
    return String.format(Locale.ROOT, "shard-%05d", number);
  }

  /** The name of the index of shard {@code number}. */
  static String index(int number) {
    return name(number) + INDEX;
  }

  /** Gives one {@link Report} as JSON. */
  @Override
  public Iterator<String> call(Iterator<Row> rows) {
    try (Work work = new Work(rows)) {
      return List.of(Json.write(work.run())).iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a task left out, by why.
   *
   * @param leftOut numbers of images
   */
  record Report(TreeMap<String, Long> leftOut) {}

  private final class Work implements AutoCloseable {
    private final ReadAhead<PackedImage> files;
    private final Sha256 sha256 = new Sha256();
    private final TreeMap<String, Long> leftOut = new TreeMap<>();
    private final Path draft;
    private int shard = -1;
    private ShardWriter writer;
    private StringBuilder index;

    Work(Iterator<Row> rows) {
      Iterator<PackedImage> images =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return rows.hasNext();
            }

            @Override
            public PackedImage next() {
              return PackedImage.of(rows.next());
            }
          };
      files =
          new ReadAhead<>(
              collection.reader(),
              images,
              image -> image.location().bytes() > limit ? null : image.location(),
              limit);
      draft = target.path("_pack/attempt-" + TaskContext.get().taskAttemptId());
    }

    Report run() throws IOException {
      while (files.hasNext()) {
        ReadAhead.Fetched<PackedImage> fetched = files.next();
        if (fetched.file().shard() != shard) {
          publish();
          shard = fetched.file().shard();
          writer = format.open(draft, target.hadoop(), attributes);
          index = new StringBuilder();
        }
        add(fetched);
        counter.image();
      }
      publish();
      return new Report(leftOut);
    }

    @Override
    public void close() throws IOException {
      files.close();
      if (writer != null) {
        // What is half written lies under the name of this attempt, and nobody publishes it.
        target.delete(draft);
      }
    }

    private void add(ReadAhead.Fetched<PackedImage> fetched) throws IOException {
      PackedImage image = fetched.file();
      if (fetched.failure() != null) {
        leaveOut("unreadable");
      } else if (fetched.bytes() == null) {
        stream(image);
      } else if (!sha256.of(fetched.bytes()).equals(image.imageId())) {
        leaveOut("changed since the scan");
      } else {
        write(image, new ByteArrayInputStream(fetched.bytes()));
      }
    }

    /** Read twice, so that what changed is noticed before it is in the shard. */
    private void stream(PackedImage image) throws IOException {
      if (format == ShardFormat.PARQUET && image.location().bytes() > LARGEST_VALUE) {
        leaveOut("larger than a value in Parquet may be");
        return;
      }
      try (ImageReader reader = collection.reader()) {
        try (InputStream content = reader.open(image.location())) {
          if (!sha256.of(content).equals(image.imageId())) {
            leaveOut("changed since the scan");
            return;
          }
        } catch (IOException e) {
          leaveOut("unreadable");
          return;
        }
        try (InputStream content = reader.open(image.location())) {
          write(image, content);
        }
      }
    }

    private void write(PackedImage image, InputStream content) throws IOException {
      long position = writer.add(image, content);
      index.append(Json.line(image.indexed(position))).append('\n');
    }

    private void leaveOut(String why) {
      leftOut.merge(why, 1L, Long::sum);
      counter.rejected();
    }

    private void publish() throws IOException {
      if (writer == null) {
        return;
      }
      writer.close();
      writer = null;
      replace(draft, name(shard) + format.suffix());
      Path draftOfIndex = draft.suffix(".index");
      try (OutputStream out = target.files().create(draftOfIndex, true)) {
        out.write(index.toString().getBytes(StandardCharsets.UTF_8));
      }
      replace(draftOfIndex, index(shard));
    }

    /** A run that was killed between the two may have left a shard without its index. */
    private void replace(Path from, String name) {
      target.delete(target.path(name));
      target.publish(from, target.path(name));
    }
  }
}
