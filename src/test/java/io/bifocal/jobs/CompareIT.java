package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What features are worth, on real pictures, through the command line. */
class CompareIT {
  @TempDir private Path folder;

  @Test
  void aComparisonTellsWhichLensIsWorthWhat() throws Exception {
    for (String label : List.of("flag", "food", "person")) {
      TestCollections.copy(TestCollections.EMOJI.resolve(label), collection().resolve(label));
    }
    // Of these nobody said what they are.
    TestCollections.copy(TestCollections.EMOJI.resolve("weather"), collection());
    Path configuration =
        configuration(
            """
            collection.pattern = "((?<label>[^/]+)/)?(?<vendor>[a-z]+)_(?<group>.+)\\\\.png"
            models = [ { name = mobilenet, path = src/quickstart/models/mobilenetv2-576 } ]
            compare {
              repeats = 3, labels = [2, 20], priors { flag = 0.2, food = 0.3, person = 0.5 }
              classifiers = [nearest-neighbours], robustness { images = 12, labels = [20] }
            }
            """);
    CommandLine.Result early = run("compare", configuration).expect(2);
    assertTrue(early.err().contains("run nightly first"), early.err());
    run("nightly", configuration).expect(0);
    CommandLine.Result result = run("compare", configuration).expect(0);
    assertTrue(result.out().contains("of 3 classes, 8 sets of features"), result.out());
    assertTrue(result.out().contains("labels a class"), result.out());
    assertTrue(result.out().contains("against mobilenet "), result.out());

    try (Duck duck = new Duck(store())) {
      assertEquals(
          List.of(
              "classical",
              "color-histogram",
              "fused",
              "hog",
              "late-fusion",
              "majority",
              "mobilenet",
              "thumbnail-pixels"),
          duck.texts("SELECT DISTINCT set FROM " + table("curve") + " ORDER BY set"));
      // Anything that looks at all is better than the most frequent class.
      assertEquals(
          0,
          duck.number(
              "SELECT count(*) FROM "
                  + table("curve")
                  + " WHERE score = 'balanced_accuracy' AND set <> 'majority' AND labels > 10"
                  + " AND low < 0.34"));
      assertEquals(
          List.of("0.333"),
          duck.texts(
              "SELECT DISTINCT round(value, 3) FROM "
                  + table("curve")
                  + " WHERE score = 'balanced_accuracy' AND set = 'majority'"));
      // Each labelled content is answered once, by each set and classifier.
      long images =
          duck.number(
              "SELECT count(DISTINCT image_id) FROM " + duck.images() + " WHERE label IS NOT NULL");
      assertEquals(
          List.of(Long.toString(images)),
          duck.texts(
              "SELECT DISTINCT sum(images) FROM "
                  + table("confusion")
                  + " GROUP BY set, classifier"));
      // Besides the corruptions: as they are, and shrunk.
      assertEquals(
          2 * (19 * 5 + 2),
          duck.number(
              "SELECT count(DISTINCT (labels, corruption, severity)) FROM "
                  + table("corruptions")
                  + " WHERE set = 'hog'"));
      // Mean corruption errors as SQL adds them up, and their differences.
      String errors =
          "WITH e AS (SELECT set, labels, corruption, sum(value) AS e FROM "
              + table("corruptions")
              + " WHERE severity > 0 GROUP BY ALL), m AS (SELECT a.set, a.labels, avg(100 * a.e / b.e)"
              + " AS mean FROM e a JOIN e b USING (labels, corruption) WHERE b.set ="
              + " 'thumbnail-pixels' AND b.e > 0 GROUP BY ALL) ";
      assertEquals(
          List.of(),
          duck.texts(
              errors
                  + "SELECT set || ' ' || mean || ' ' || value FROM m JOIN "
                  + table("corruption_means")
                  + " USING (set, labels) WHERE abs(mean - value) > 1e-6 OR low > value OR high <"
                  + " value"));
      assertEquals(
          List.of(),
          duck.texts(
              errors
                  + "SELECT c.first || ' ' || c.second FROM "
                  + table("corruption_contrasts")
                  + " c JOIN m f ON c.first = f.set AND c.labels = f.labels JOIN m s ON c.second ="
                  + " s.set AND c.labels = s.labels WHERE abs(f.mean - s.mean - value) > 1e-6"));
      assertTrue(duck.number("SELECT count(*) FROM " + table("corruption_contrasts")) > 0);
      // Estimated shares of classes among the pictures without a label make one in each set.
      assertEquals(
          List.of("1.0"),
          duck.texts(
              "SELECT DISTINCT round(sum(value), 4) FROM "
                  + table("shares")
                  + " GROUP BY set, classifier, method"));
    }
    String page = Files.readString(page());
    assertTrue(page.length() < 5_000_000, page.length() + " characters");
    assertFalse(page.contains("src=\"http"), "a picture from elsewhere");
    assertFalse(Files.exists(store().resolve("_working")) && hasFiles(store().resolve("_working")));
    // Upkeep does not touch what people analyse.
    run("vacuum", configuration).expect(0);
    run("verify", configuration).expect(0);
    assertTrue(Files.exists(page()));
  }

  /** Labels that say nothing must be told by nobody: whatever leaks would show. */
  @Test
  void labelsAtRandomAreToldByChance() throws Exception {
    int file = 0;
    for (Path picture : TestCollections.files(TestCollections.EMOJI)) {
      if (picture.getFileName().toString().startsWith("google_") && file < 300) {
        String label = Integer.bitCount(file * 0x9E3779B9) % 2 == 0 ? "heads" : "tails";
        Path copy = collection().resolve(label).resolve(picture.getFileName());
        Files.createDirectories(copy.getParent());
        Files.copy(picture, copy);
        file++;
      }
    }
    Path configuration =
        configuration(
            """
            collection.label = parent-folder
            compare {
              repeats = 2, labels = [50]
              classifiers = [nearest-neighbours, support-vector-machine]
              robustness { images = 0 }
            }
            """);
    run("nightly", configuration).expect(0);
    CommandLine.Result result = run("compare", configuration).expect(0);
    try (Duck duck = new Duck(store())) {
      assertTrue(duck.number("SELECT count(*) FROM " + table("scores")) > 10);
      // 300 tosses: one deviation is 0.029.
      assertEquals(
          List.of(),
          duck.texts(
              "SELECT set || ' ' || classifier || ' ' || value FROM "
                  + table("scores")
                  + " WHERE score = 'balanced_accuracy' AND abs(value - 0.5) > 3 * 0.029"));
    }
    assertTrue(result.out().contains("is not shown to be better than the baseline"), result.out());
  }

  private static boolean hasFiles(Path place) throws Exception {
    return !TestCollections.files(place).isEmpty();
  }

  private String table(String name) {
    return "read_parquet('" + store() + "/analysis/compare/*/" + name + "/*.parquet')";
  }

  private Path page() throws Exception {
    return TestCollections.files(store().resolve("analysis")).stream()
        .filter(file -> file.endsWith("compare.html"))
        .findFirst()
        .orElseThrow();
  }

  private Path configuration(String more) throws Exception {
    return Files.writeString(
        folder.resolve("compare.conf"),
        """
        collection.root = "%s"
        store = "%s"
        extractors = [ { name = hog, input { size = 64 } }, { name = color-histogram } ]
        """
                .formatted(collection(), store())
            + more);
  }

  private static CommandLine.Result run(String job, Path configuration) {
    return new CommandLine().run(job, "--conf", configuration.toString());
  }

  private Path collection() {
    return folder.resolve("collection");
  }

  private Path store() {
    return folder.resolve("store");
  }
}
