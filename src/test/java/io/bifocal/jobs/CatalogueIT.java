package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.Catalogue;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.feature.TrainedExtractor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every extractor that needs no vocabulary and a detector, in one pass over real pictures; and what
 * lists and explains extractors.
 */
class CatalogueIT {
  private static final String PREPROCESSED =
      "preprocess = [{ name = corrupt, kind = gaussian-noise }, { name = denoise }]";

  private static final String FACES = "src/test/resources/models/blazeface";

  @TempDir private Path folder;

  @Test
  void allExtractorsRunInOnePass() throws Exception {
    for (Path emoji : TestCollections.files(TestCollections.EMOJI.resolve("weather"))) {
      Files.copy(emoji, Files.createDirectories(pictures()).resolve(emoji.getFileName()));
    }
    Files.copy(Path.of(FACES, "astronaut.png"), pictures().resolve("nasa_astronaut.png"));
    Map<String, FeatureExtractor> extractors = extractors();
    String list =
        extractors.keySet().stream()
            .map(name -> "{ name = " + name + " }")
            .collect(Collectors.joining(", "));
    CommandLine.Result night =
        nightly(
                "extractors=[" + list + ", { name = hog, " + PREPROCESSED + " }]",
                "models=[{ name = plain, path = src/quickstart/models/emoji-cnn },"
                    + " { name = faces, path = "
                    + FACES
                    + " }, { name = noisy, path = src/quickstart/models/emoji-cnn, "
                    + PREPROCESSED
                    + " }]")
            .expect(0);
    assertTrue(night.out().contains("decoded 95 images"), night.out());
    try (Duck duck = new Duck(folder.resolve("store"))) {
      for (Map.Entry<String, FeatureExtractor> entry : extractors.entrySet()) {
        FeatureExtractor extractor = entry.getValue();
        int versions = entry.getKey().equals("hog") ? 2 : 1;
        assertEquals(
            List.of(95 * versions + " " + extractor.length(extractor.defaultInput())),
            duck.texts(
                "SELECT count(*) || ' ' || len(vector) FROM "
                    + duck.table("features/extractor=" + entry.getKey())
                    + " WHERE error IS NULL AND len(list_filter(vector, lambda x: isfinite(x))) = len(vector)"
                    + " GROUP BY len(vector)"),
            entry.getKey());
      }
      // What was spoiled and mended is seen as something else, by extractor and model alike.
      assertTrue(
          duck.number("SELECT count(DISTINCT vector) FROM " + duck.table("features/extractor=hog"))
              > 180);
      assertNotEquals(
          duck.text("SELECT sum(score) FROM " + duck.table("predictions/model=plain")),
          duck.text("SELECT sum(score) FROM " + duck.table("predictions/model=noisy")));
      assertFaces(duck);
    }
  }

  /** As BlazeFaceTest has it from an independent implementation; every picture has its row. */
  private static void assertFaces(Duck duck) throws SQLException {
    String rows =
        " FROM "
            + duck.table("predictions/model=faces")
            + " JOIN "
            + duck.images()
            + " i USING (image_id)";
    assertEquals(95, duck.number("SELECT count(objects)" + rows + " WHERE error IS NULL"));
    assertEquals(
        List.of("1 face 0.87 77 35 51 51"),
        duck.texts(
            "SELECT format('{} {} {:.2f} {:.0f} {:.0f} {:.0f} {:.0f}', len(objects), o.label, o.score, o.x, o.y, o.width, o.height)"
                + " FROM (SELECT objects, objects[1] AS o"
                + rows
                + " WHERE i.path = 'nasa_astronaut.png')"));
  }

  @Test
  void extractorsAreListedAndExplained() throws Exception {
    CommandLine.Result list = new CommandLine().run("features").expect(0);
    for (String name : extractors().keySet()) {
      assertTrue(list.out().lines().anyMatch(line -> line.startsWith(name + " ")), name);
    }
    CommandLine.Result hog = new CommandLine().run("features", "hog").expect(0);
    assertTrue(hog.out().contains("doi:10.1109/CVPR.2005.177"), hog.out());
    Path drawing = folder.resolve("hog.png");
    new CommandLine()
        .run(
            "explain",
            "--image",
            TestCollections.EMOJI.resolve("weather/google_1f308.png").toString(),
            "--extractor",
            "hog",
            "--output",
            drawing.toString())
        .expect(0);
    assertTrue(Files.size(drawing) > 1000);
  }

  private Path pictures() {
    return folder.resolve("pictures");
  }

  private CommandLine.Result nightly(String extractors, String models) {
    return new CommandLine()
        .run(
            "nightly",
            "--conf",
            "conf/quickstart.conf",
            "--set",
            "collection.root=" + pictures(),
            "--set",
            "collection.pattern=(?<vendor>[a-z]+)_(?<group>.+)\\.png",
            "--set",
            "store=" + folder.resolve("store"),
            "--set",
            extractors,
            "--set",
            models);
  }

  /** With their defaults, by name. */
  private static Map<String, FeatureExtractor> extractors() {
    Map<String, FeatureExtractor> result = new TreeMap<>();
    new Catalogue<>(FeatureExtractor.class, "extractor")
        .all()
        .forEach(
            (name, type) -> {
              FeatureExtractor extractor =
                  (FeatureExtractor)
                      Binder.bind(type, new Block(ConfigFactory.empty().root(), name));
              if (!(extractor instanceof TrainedExtractor)) {
                result.put(name, extractor);
              }
            });
    return result;
  }
}
