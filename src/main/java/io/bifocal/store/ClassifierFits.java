package io.bifocal.store;

import io.bifocal.inference.LinearClassifier;
import io.bifocal.inference.VectorClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Classifiers of vectors in a store. One that is there never changes; a fit counts once its record
 * is there, and the newest one of a classifier's present configuration is used.
 */
public final class ClassifierFits {
  private static final String MEAN = "mean";
  private static final String LIMIT = "limit";
  private static final String CLASS = "class";

  private final FitFolder<ClassifierFitRecord> folder;

  public ClassifierFits(Store store) {
    folder =
        new FitFolder<>(
            store, "classifiers", "name", "classifier.parquet", ClassifierFitRecord.class);
  }

  /** Where they lie. */
  FitFolder<ClassifierFitRecord> folder() {
    return folder;
  }

  /** The newest fit of {@code name} under {@code configuration}; empty if there is none. */
  public Optional<ClassifierFitRecord> newest(String name, String configuration) {
    return folder.all(name).stream()
        .filter(fit -> fit.configuration().equals(configuration))
        .reduce((earlier, later) -> later);
  }

  /**
   * Puts a classifier into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  public RunRecord.DataFile write(
      String name, String version, VectorClassifier classifier, Path draft) {
    List<VocabularyRow> rows = new ArrayList<>();
    rows.addAll(FitFolder.rows(MEAN, classifier.means()));
    rows.addAll(FitFolder.rows(LIMIT, classifier.limits()));
    rows.addAll(FitFolder.rows(CLASS, classifier.linear().weights()));
    return folder.write(name, version, rows, draft);
  }

  /** Commits a fit, after its file: from now on runs use it. */
  public void commit(ClassifierFitRecord fit) {
    folder.commit(fit);
  }

  /** The classifier that {@code fit} learnt. */
  public VectorClassifier read(ClassifierFitRecord fit) {
    Map<String, List<float[]>> byRole = FitFolder.byRole(folder.read(fit.file()));
    return new VectorClassifier(
        fit.labels(),
        byRole.get(MEAN).get(0),
        byRole.get(LIMIT).get(0),
        new LinearClassifier(byRole.get(CLASS).toArray(float[][]::new)));
  }
}
