package io.bifocal.store;

import io.bifocal.feature.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * The vocabularies in a store. One that is there never changes; a fit counts once its record is
 * there, and the newest one of a recipe tells which vocabulary extractors use.
 */
public final class Vocabularies {
  private static final String MEAN = "mean";
  private static final String AXIS = "axis";
  private static final String WORD = "word";

  private final Store store;

  public Vocabularies(Store store) {
    this.store = store;
  }

  /** The file of a vocabulary, relative to the store. */
  public static String file(String recipe, String version) {
    return folder(recipe) + "/version=" + version + "/vocabulary.parquet";
  }

  private static String folder(String recipe) {
    return "vocabularies/recipe=" + recipe;
  }

  /** The records of all fits, by recipe, and of each the oldest first. */
  public List<FitRecord> all() {
    List<FitRecord> all = new ArrayList<>();
    for (FileStatus recipe : store.list(store.path("vocabularies"))) {
      String name = recipe.getPath().getName();
      if (name.startsWith("recipe=")) {
        fits(name.substring("recipe=".length())).forEach(run -> all.add(record(recipe, run)));
      }
    }
    return List.copyOf(all);
  }

  /** The newest fit of {@code recipe}; empty if there is none. */
  public Optional<FitRecord> newest(String recipe) {
    List<String> fits = fits(recipe);
    return fits.isEmpty()
        ? Optional.empty()
        : Optional.of(record(store.path(folder(recipe)), fits.get(fits.size() - 1)));
  }

  private List<String> fits(String recipe) {
    return store.records(store.path(folder(recipe) + "/fits"));
  }

  private FitRecord record(FileStatus recipe, String run) {
    return record(recipe.getPath(), run);
  }

  private FitRecord record(Path recipe, String run) {
    try {
      return Json.read(store.read(new Path(recipe, "fits/" + run + ".json")), FitRecord.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts a vocabulary into the store, unless it is there already.
   *
   * @param draft where it is written first
   */
  public RunRecord.DataFile write(
      String recipe, String version, Vocabulary vocabulary, Path draft) {
    String file = file(recipe, version);
    if (!store.exists(store.path(file))) {
      try (TableWriter<VocabularyRow> writer = TableWriter.vocabulary(draft, store.hadoop())) {
        for (VocabularyRow row : rows(vocabulary)) {
          writer.write(row);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      store.publish(draft, store.path(file));
    }
    return store.describe(file);
  }

  /** Commits a fit, after its vocabulary: from now on extractors use it. */
  public void commit(FitRecord fit) {
    store.write(
        store.path(folder(fit.recipe()) + "/fits/" + fit.run() + ".json"), Json.write(fit) + "\n");
  }

  /** The vocabulary that {@code fit} learnt. */
  public Vocabulary read(FitRecord fit) {
    float[] mean = new float[0];
    List<float[]> axes = new ArrayList<>();
    List<float[]> words = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    List<float[]> variances = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), store.path(fit.file().path()))
            .withConf(store.hadoop())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        float[] values = floats(row, "values");
        switch (row.getString("role", 0)) {
          case MEAN -> mean = values;
          case AXIS -> axes.add(values);
          default -> {
            words.add(values);
            if (row.getFieldRepetitionCount("weight") > 0) {
              weights.add(row.getFloat("weight", 0));
              variances.add(floats(row, "variances"));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    float[] plainWeights = new float[weights.size()];
    for (int i = 0; i < plainWeights.length; i++) {
      plainWeights[i] = weights.get(i);
    }
    return new Vocabulary(
        mean,
        axes.toArray(float[][]::new),
        words.toArray(float[][]::new),
        plainWeights,
        variances.toArray(float[][]::new));
  }

  private static List<VocabularyRow> rows(Vocabulary vocabulary) {
    List<VocabularyRow> rows = new ArrayList<>();
    if (vocabulary.projection().length > 0) {
      rows.add(new VocabularyRow(MEAN, 0, vocabulary.mean(), null, null));
    }
    for (int i = 0; i < vocabulary.projection().length; i++) {
      rows.add(new VocabularyRow(AXIS, i, vocabulary.projection()[i], null, null));
    }
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

  static float[] floats(Group row, String column) {
    Group list = row.getGroup(column, 0);
    float[] values = new float[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.getGroup(0, i).getFloat(0, 0);
    }
    return values;
  }
}
