package io.bifocal.store;

import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.Gaussians;
import io.bifocal.inference.LinearClassifier;
import io.bifocal.inference.NeighbourBank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

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

  private final FitFolder<GuardFitRecord> folder;

  public GuardFits(Store store) {
    folder = new FitFolder<>(store, "guards", "model", "guards.parquet", GuardFitRecord.class);
  }

  /** Where they lie. */
  FitFolder<GuardFitRecord> folder() {
    return folder;
  }

  /** The newest fit of {@code model} under {@code configuration}; empty if there is none. */
  public Optional<GuardFitRecord> newest(String model, String configuration) {
    return folder.all(model).stream()
        .filter(fit -> fit.configuration().equals(configuration))
        .reduce((earlier, later) -> later);
  }

  /**
   * Puts what was learnt into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  public RunRecord.DataFile write(String model, String version, FittedGuards fitted, Path draft) {
    return folder.write(model, version, rows(fitted), draft);
  }

  /** Commits a fit, after its file: from now on the model's guards use it. */
  public void commit(GuardFitRecord fit) {
    folder.commit(fit);
  }

  /** What {@code fit} learnt. */
  public FittedGuards read(GuardFitRecord fit) {
    Map<String, List<float[]>> byRole = FitFolder.byRole(folder.read(fit.file()));
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
    rows.addAll(FitFolder.rows(TEMPERATURE, new float[] {fitted.temperature()}));
    if (fitted.gaussians().means().length > 0) {
      rows.addAll(FitFolder.rows(CENTER, fitted.gaussians().center()));
    }
    rows.addAll(FitFolder.rows(WHITENING, fitted.gaussians().whitening()));
    rows.addAll(FitFolder.rows(CLASS, fitted.gaussians().means()));
    rows.addAll(FitFolder.rows(NEIGHBOUR, fitted.neighbours().vectors()));
    rows.addAll(FitFolder.rows(DEEP, fitted.deep().weights()));
    rows.addAll(FitFolder.rows(CLASSICAL, fitted.classical().weights()));
    return rows;
  }
}
