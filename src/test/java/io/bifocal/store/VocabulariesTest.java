package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.feature.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabulariesTest {
  private static final String RECIPE = "sift-mixture-2-0123abcd";
  private static final Vocabulary MIXTURE =
      new Vocabulary(
          new float[] {1, 2, 3},
          new float[][] {{1, 0, 0}, {0, 0.6f, -0.8f}},
          new float[][] {{5, Float.MIN_VALUE}, {7, 8}},
          new float[] {0.25f, 0.75f},
          new float[][] {{9, 10}, {11, 12}});
  private static final Vocabulary CENTERS =
      new Vocabulary(
          new float[0], new float[0][], new float[][] {{1, 2}}, new float[0], new float[0][]);

  @TempDir private Path folder;
  private Store store;
  private Vocabularies vocabularies;

  @BeforeEach
  void open() {
    store = Store.at(folder.toString(), new Configuration());
    vocabularies = new Vocabularies(store);
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Vocabulary vocabulary : List.of(MIXTURE, CENTERS)) {
      Vocabulary read =
          vocabularies.read(
              fit("20261122T020000Z", String.valueOf(vocabulary.mean().length), vocabulary));
      assertArrayEquals(vocabulary.mean(), read.mean());
      assertArrayEquals(vocabulary.projection(), read.projection());
      assertArrayEquals(vocabulary.centers(), read.centers());
      assertArrayEquals(vocabulary.weights(), read.weights());
      assertArrayEquals(vocabulary.variances(), read.variances());
    }
  }

  @Test
  void theNewestFitCountsOnceItsRecordIsThere() {
    assertEquals(Optional.empty(), vocabularies.newest(RECIPE));
    FitRecord first = fit("20261122T020000Z-2", "aaaaaaaa", MIXTURE);
    vocabularies.commit(first);
    assertEquals(Optional.of(first), vocabularies.newest(RECIPE));
    FitRecord second = fit("20261122T020000Z-10", "bbbbbbbb", CENTERS);
    assertEquals(Optional.of(first), vocabularies.newest(RECIPE));
    vocabularies.commit(second);
    assertEquals(Optional.of(second), vocabularies.newest(RECIPE));
    assertEquals(List.of(first, second), vocabularies.folder().all());
  }

  @Test
  void aVocabularyThatIsThereStaysAsItIs() throws Exception {
    FitRecord first = fit("20261122T020000Z", "aaaaaaaa", MIXTURE);
    Path file = folder.resolve(first.file().path());
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    assertEquals(first.file(), fit("20261122T020001Z", "aaaaaaaa", MIXTURE).file());
    assertEquals(0, Files.getLastModifiedTime(file).toMillis());
    assertFalse(Files.exists(folder.resolve("_working/draft")));
  }

  @Test
  void aFitTakesTheNameOfItsRun() {
    java.time.Instant night = java.time.Instant.parse("2026-11-22T02:00:00Z");
    assertEquals("20261122T020000Z", store.newRun(night));
    vocabularies.commit(fit("20261122T020000Z", "aaaaaaaa", MIXTURE));
    assertEquals("20261122T020000Z-2", store.newRun(night));
  }

  @Test
  void duckDbReadsIt() throws Exception {
    String file = folder + "/" + fit("20261122T020000Z", "aaaaaaaa", MIXTURE).file().path();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT string_agg(role || index || ' ' || values::VARCHAR || coalesce(' ' || weight, '')"
                    + " || coalesce(variances::VARCHAR, ''), ';' ORDER BY role, index) FROM '"
                    + file
                    + "' WHERE role <> 'word' OR index = 1")) {
      assertTrue(rows.next());
      assertEquals(
          "axis0 [1.0, 0.0, 0.0];axis1 [0.0, 0.6, -0.8];mean0 [1.0, 2.0, 3.0];"
              + "word1 [7.0, 8.0] 0.75[11.0, 12.0]",
          rows.getString(1));
    }
  }

  private FitRecord fit(String run, String version, Vocabulary vocabulary) {
    RunRecord.DataFile file =
        vocabularies.write(RECIPE, version, vocabulary, store.path("_working/draft"));
    return new FitRecord(
        run,
        RECIPE,
        version,
        "{}",
        "20261121T020000Z",
        "2026-11-22T02:00:00Z",
        1.5,
        "0.1.0",
        "4.1.0",
        1,
        10,
        1_000,
        1,
        20,
        0.5,
        vocabulary.weights().length == 0 ? null : -3.5,
        null,
        file);
  }
}
