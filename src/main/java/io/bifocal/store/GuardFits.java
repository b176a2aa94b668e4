package io.bifocal.store;

import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.Gaussians;
import io.bifocal.inference.LinearClassifier;
import io.bifocal.inference.NeighbourBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * What was learnt for the guards of models, in a store. What is there never changes; a fit counts
 * once its record is there, and the newest one of a model's present configuration is used.
 */
public final class GuardFits {
  private static final String TEMPERATURE = "temperature";
  private static final String CENTER = "center";
  private static final String WHITENING = "whitening";
  private static final String CLASS = "class";
  private static final String NEIGHBOUR = "neighbour";
  private static final String DEEP = "deep-classifier";
  private static final String CLASSICAL = "classical-classifier";

  private final Store store;

  public GuardFits(Store store) {
    this.store = store;
  }

  /** The file of what was learnt, relative to the store. */
  static String file(String model, String version) {
    return folder(model) + "/version=" + version + "/guards.parquet";
  }

  private static String folder(String model) {
    return "guards/model=" + model;
  }

  /** The records of all fits, by model, and of each the oldest first. */
  public List<GuardFitRecord> all() {
    List<GuardFitRecord> all = new ArrayList<>();
    for (FileStatus folder : store.list(store.path("guards"))) {
      String name = folder.getPath().getName();
      if (name.startsWith("model=")) {
        all.addAll(all(name.substring("model=".length())));
      }
    }
    return List.copyOf(all);
  }

  private List<GuardFitRecord> all(String model) {
    return store.records(store.path(folder(model) + "/fits")).stream()
        .map(run -> record(model, run))
        .toList();
  }

  /** The newest fit of {@code model} under {@code configuration}; empty if there is none. */
  public Optional<GuardFitRecord> newest(String model, String configuration) {
    return all(model).stream()
        .filter(fit -> fit.configuration().equals(configuration))
        .reduce((earlier, later) -> later);
  }

  private GuardFitRecord record(String model, String run) {
    try {
      return Json.read(store.read(record(store.path(folder(model)), run)), GuardFitRecord.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path record(Path folder, String run) {
    return new Path(folder, "fits/" + run + ".json");
  }

  /**
   * Puts what was learnt into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  public RunRecord.DataFile write(String model, String version, FittedGuards fitted, Path draft) {
    String file = file(model, version);
    if (!store.exists(store.path(file))) {
      try (TableWriter<VocabularyRow> writer = TableWriter.vocabulary(draft, store.hadoop())) {
        for (VocabularyRow row : rows(fitted)) {
          writer.write(row);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      store.publish(draft, store.path(file));
    }
    return store.describe(file);
  }

  /** Commits a fit, after its file: from now on the model's guards use it. */
  public void commit(GuardFitRecord fit) {
    store.write(record(store.path(folder(fit.model())), fit.run()), Json.write(fit) + "\n");
  }

  /** What {@code fit} learnt. */
  public FittedGuards read(GuardFitRecord fit) {
    Map<String, List<float[]>> byRole = new HashMap<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), store.path(fit.file().path()))
            .withConf(store.hadoop())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        byRole
            .computeIfAbsent(row.getString("role", 0), role -> new ArrayList<>())
            .add(Vocabularies.floats(row, "values"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<float[]> temperature = byRole.getOrDefault(TEMPERATURE, List.of());
    List<float[]> center = byRole.getOrDefault(CENTER, List.of());
    return new FittedGuards(
        temperature.isEmpty() ? 1 : temperature.get(0)[0],
        new Gaussians(
            center.isEmpty() ? new float[0] : center.get(0),
            byRole.getOrDefault(WHITENING, List.of()).toArray(float[][]::new),
            byRole.getOrDefault(CLASS, List.of()).toArray(float[][]::new)),
        NeighbourBank.of(byRole.getOrDefault(NEIGHBOUR, List.of())),
        new LinearClassifier(byRole.getOrDefault(DEEP, List.of()).toArray(float[][]::new)),
        new LinearClassifier(byRole.getOrDefault(CLASSICAL, List.of()).toArray(float[][]::new)));
  }

  private static List<VocabularyRow> rows(FittedGuards fitted) {
    List<VocabularyRow> rows = new ArrayList<>();
    add(rows, TEMPERATURE, new float[][] {{fitted.temperature()}});
    if (fitted.gaussians().means().length > 0) {
      add(rows, CENTER, new float[][] {fitted.gaussians().center()});
    }
    add(rows, WHITENING, fitted.gaussians().whitening());
    add(rows, CLASS, fitted.gaussians().means());
    add(rows, NEIGHBOUR, fitted.neighbours().vectors());
    add(rows, DEEP, fitted.deep().weights());
    add(rows, CLASSICAL, fitted.classical().weights());
    return rows;
  }

  private static void add(List<VocabularyRow> rows, String role, float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      rows.add(new VocabularyRow(role, i, vectors[i], null, null));
    }
  }
}
