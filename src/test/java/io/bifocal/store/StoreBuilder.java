package io.bifocal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Makes stores for tests, of runs whose contents are named by letters. */
final class StoreBuilder {
  private final Store store;
  private final List<RunRecord.DataFile> files = new ArrayList<>();
  private final List<RunRecord.Produced> producers = new ArrayList<>();
  private final String run;

  /** A run that begins. */
  StoreBuilder(Store store, String run) {
    this.store = store;
    this.run = run;
  }

  static String folder(String version) {
    return RunRecord.Produced.folder("features", "hog", version);
  }

  /** Its snapshot: of {@code images} only the column that counts here. */
  StoreBuilder images(String contents) {
    return write("images", contents);
  }

  /** It uses a version. */
  StoreBuilder uses(String version, String configuration) {
    producers.add(
        new RunRecord.Produced("features", "hog", version, configuration, 1, 0, 0, 0, 0, 0, 0));
    return this;
  }

  /** It adds a file with rows of {@code contents} to a version. */
  StoreBuilder adds(String version, String contents) {
    return write(folder(version), contents);
  }

  /** Its record; without it the run was killed. */
  void commit() {
    RunRecord like = Records.of(run);
    store.commit(
        new RunRecord(
            run,
            like.job(),
            like.outcome(),
            like.started(),
            like.finished(),
            like.seconds(),
            like.bifocal(),
            like.spark(),
            like.collection(),
            like.inspection(),
            like.images(),
            like.work(),
            producers,
            files,
            like.timeline(),
            like.drift()));
  }

  private StoreBuilder write(String folder, String contents) {
    String name =
        String.format(Locale.ROOT, "%s/run=%s/part-%06d.parquet", folder, run, files.size());
    Path file = store.path(name);
    TableWriter<FeatureRow> written;
    try (TableWriter<FeatureRow> writer = TableWriter.features(file, store.hadoop())) {
      for (int i = 0; i < contents.length(); i++) {
        char content = contents.charAt(i);
        writer.write(new FeatureRow(String.valueOf(content), new float[] {content}, null, 1));
      }
      written = writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(written.written(name));
    return this;
  }

  /** All rows of a version or a snapshot: content and value, sorted. */
  static List<String> rows(Store store, String folder) {
    List<String> rows = new ArrayList<>();
    for (FileStatus file : store.dataFiles(store.path(folder))) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file.getPath())
              .withConf(store.hadoop())
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          char value = (char) FitFolder.floats(row, "vector")[0];
          rows.add(row.getString("image_id", 0) + value);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    rows.sort(null);
    return rows;
  }
}
