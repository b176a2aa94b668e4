package io.bifocal.store;

import io.bifocal.feature.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The vocabularies in a store. One that is there never changes; a fit counts once its record is
 * there, and the newest one of a recipe tells which vocabulary extractors use.
 */
public final class Vocabularies {
  private static final String MEAN = "mean";
  private static final String AXIS = "axis";
  private static final String WORD = "word";

  private final FitFolder<FitRecord> folder;

  public Vocabularies(Store store) {
    folder =
        new FitFolder<>(store, "vocabularies", "recipe", "vocabulary.parquet", FitRecord.class);
  }

  /** Where they lie. */
  FitFolder<FitRecord> folder() {
    return folder;
  }

  /** The newest fit of {@code recipe}; empty if there is none. */
  public Optional<FitRecord> newest(String recipe) {
    return folder.all(recipe).stream().reduce((earlier, later) -> later);
  }

  /**
   * Puts a vocabulary into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  public RunRecord.DataFile write(
      String recipe, String version, Vocabulary vocabulary, Path draft) {
    return folder.write(recipe, version, rows(vocabulary), draft);
  }

  /** Commits a fit, after its vocabulary: from now on extractors use it. */
  public void commit(FitRecord fit) {
    folder.commit(fit);
  }

  /** The vocabulary that {@code fit} learnt. */
  public Vocabulary read(FitRecord fit) {
    List<VocabularyRow> rows = folder.read(fit.file());
    Map<String, List<float[]>> byRole = FitFolder.byRole(rows);
    List<VocabularyRow> mixture = rows.stream().filter(row -> row.weight() != null).toList();
    float[] weights = new float[mixture.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = mixture.get(i).weight();
    }
    return new Vocabulary(
        byRole.getOrDefault(MEAN, List.of(new float[0])).get(0),
        byRole.getOrDefault(AXIS, List.of()).toArray(float[][]::new),
        byRole.getOrDefault(WORD, List.of()).toArray(float[][]::new),
        weights,
        mixture.stream().map(VocabularyRow::variances).toArray(float[][]::new));
  }

  private static List<VocabularyRow> rows(Vocabulary vocabulary) {
    List<VocabularyRow> rows = new ArrayList<>();
    if (vocabulary.projection().length > 0) {
      rows.addAll(FitFolder.rows(MEAN, vocabulary.mean()));
    }
    rows.addAll(FitFolder.rows(AXIS, vocabulary.projection()));
    boolean mixture = vocabulary.weights().length > 0;
    for (int i = 0; i < vocabulary.centers().length; i++) {
      rows.add(
          new VocabularyRow(
              WORD,
              i,
              vocabulary.centers()[i],
              mixture ? vocabulary.weights()[i] : null,
              mixture ? vocabulary.variances()[i] : null));
    }
    return rows;
  }
}
