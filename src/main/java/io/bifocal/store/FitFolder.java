package io.bifocal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * A kind of things that are learnt, in a store: {@code
 * <folder>/<key>=<name>/version=<version>/<file>} and a record of each fit, {@code
 * <folder>/<key>=<name>/fits/<run>.json}. What is there never changes; a fit counts once its record
 * is there.
 *
 * @param <T> the record of a fit
 */
final class FitFolder<T extends Record & LearntFit> {
  private final Store store;
  private final String folder;
  private final String key;
  private final String file;
  private final Class<T> type;

  /**
   * @param folder of the kind, relative to the store
   * @param key what names stand for
   * @param file name of what is learnt
   */
  FitFolder(Store store, String folder, String key, String file, Class<T> type) {
    this.store = store;
    this.folder = folder;
    this.key = key + "=";
    this.file = file;
    this.type = type;
  }

  /** All kinds that there are. */
  static List<FitFolder<?>> kinds(Store store) {
    return List.of(
        new Vocabularies(store).folder(),
        new GuardFits(store).folder(),
        new ClassifierFits(store).folder());
  }

  /** What it holds, for people. */
  String things() {
    return folder;
  }

  /** The file of what was learnt, relative to the store. */
  String file(String name, String version) {
    return of(name) + "/version=" + version + "/" + file;
  }

  private String record(String name, String run) {
    return of(name) + "/fits/" + run + ".json";
  }

  private String of(String name) {
    return folder + "/" + key + name;
  }

  /** The records of all fits, by name, and of each the oldest first. */
  List<T> all() {
    List<T> all = new ArrayList<>();
    for (FileStatus child : store.list(store.path(folder))) {
      String name = child.getPath().getName();
      if (name.startsWith(key)) {
        all.addAll(all(name.substring(key.length())));
      }
    }
    return List.copyOf(all);
  }

  /** The records of {@code name}, the oldest first. */
  List<T> all(String name) {
    return store.records(store.path(of(name) + "/fits")).stream()
        .map(run -> read(store.path(record(name, run))))
        .toList();
  }

  private T read(Path record) {
    try {
      return Json.read(store.read(record), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits a fit, after its file. */
  void commit(T fit) {
    store.write(store.path(record(fit.subject(), fit.run())), Json.write(fit) + "\n");
  }

  /**
   * Puts what was learnt into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  RunRecord.DataFile write(String name, String version, List<VocabularyRow> rows, Path draft) {
    String target = file(name, version);
    if (!store.exists(store.path(target))) {
      try (TableWriter<VocabularyRow> writer = TableWriter.vocabulary(draft, store.hadoop())) {
        for (VocabularyRow row : rows) {
          writer.write(row);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      store.publish(draft, store.path(target));
    }
    return store.describe(target);
  }

  /** The rows of what was learnt, in their order. */
  List<VocabularyRow> read(RunRecord.DataFile learnt) {
    List<VocabularyRow> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), store.path(learnt.path()))
            .withConf(store.hadoop())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(
            new VocabularyRow(
                row.getString("role", 0),
                (int) row.getLong("index", 0),
                floats(row, "values"),
                has(row, "weight") ? row.getFloat("weight", 0) : null,
                has(row, "variances") ? floats(row, "variances") : null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }

  static float[] floats(Group row, String column) {
    Group list = row.getGroup(column, 0);
    float[] values = new float[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.getGroup(0, i).getFloat(0, 0);
    }
    return values;
  }

  /** The vectors of rows by their role. */
  static Map<String, List<float[]>> byRole(List<VocabularyRow> rows) {
    Map<String, List<float[]>> byRole = new HashMap<>();
    for (VocabularyRow row : rows) {
      byRole.computeIfAbsent(row.role(), role -> new ArrayList<>()).add(row.values());
    }
    return byRole;
  }

  /** Rows of one role. */
  static List<VocabularyRow> rows(String role, float[]... vectors) {
    List<VocabularyRow> rows = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      rows.add(new VocabularyRow(role, i, vectors[i], null, null));
    }
    return rows;
  }

  /** The record of a fit and the folder of what it learnt. */
  List<String> paths(T fit) {
    return List.of(
        record(fit.subject(), fit.run()), new Path(fit.file().path()).getParent().toString());
  }
}
