package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards of a model: asked for, learnt, in the table. */
class GuardsIT {
  private static final String ALL =
      "[temperature, { name = disagreement, extractor = color-histogram }, nearest-neighbours,"
          + " mahalanobis, energy, margin, entropy]";
  private static final int NOISE = 24;
  private static final String PREDICTIONS = "predictions/model=emoji-cnn";

  @TempDir private Path folder;

  @Test
  void guardsAreLearntAndStandInTheTable() throws Exception {
    layOut();
    CommandLine.Result without = run("nightly", ALL).expect(2);
    assertTrue(
        without.err().contains("has nothing that was learnt for the guards of emoji-cnn"),
        without.err());
    assertTrue(
        without.err().contains("jobs/bifocal scan --conf FILE and then jobs/bifocal fit"),
        without.err());
    assertFalse(Files.exists(store().resolve("images")));

    run("scan", ALL).expect(0);
    CommandLine.Result fit = run("fit", ALL).expect(0);
    assertTrue(fit.out().contains("guards of emoji-cnn version "), fit.out());
    assertTrue(fit.out().contains("distances of 192 training pictures of run "), fit.out());
    assertTrue(fit.out().contains(", 10 classes, shrinkage "), fit.out());
    assertTrue(fit.out().contains(" of 48 pictures of val, negative log-likelihood "), fit.out());
    run("nightly", ALL).expect(0);
    try (Duck duck = new Duck(store())) {
      check(duck);
      assertEquals(
          1,
          duck.number(
              "SELECT count(*) FROM read_json_auto('"
                  + store()
                  + "/guards/model=emoji-cnn/fits/*.json')"
                  + " WHERE temperature BETWEEN 0.01 AND 100 AND loss_after <= loss_before"));
    }

    CommandLine.Result verified = run("verify", ALL).expect(0);
    assertTrue(
        verified.out().contains("everything in guards is there in its size"), verified.out());
    assertTrue(verified.out().contains("1 fits, 0 without"), verified.out());
  }

  private static void check(Duck duck) throws SQLException {
    String table = duck.table(PREDICTIONS);
    assertEquals(
        List.of(
            "image_id label score top embedding objects error micros entropy margin energy"
                + " mahalanobis nearest_neighbours disagreement"),
        duck.texts(
            "SELECT string_agg(column_name, ' ') FROM (DESCRIBE SELECT * FROM " + table + ")"));
    assertEquals(
        List.of("FLOAT"),
        duck.texts(
            "SELECT DISTINCT column_type FROM (DESCRIBE SELECT entropy, margin, energy, mahalanobis,"
                + " nearest_neighbours, disagreement FROM "
                + table
                + ")"));
    // Scores are of the temperature, as is the margin; logits are not in the table.
    assertEquals(
        288,
        duck.number(
            "SELECT count(*) FROM "
                + table
                + " WHERE error IS NULL AND entropy BETWEEN 0 AND ln(10) + 1e-6"
                + " AND abs(top[1].score - top[2].score - margin) < 1e-6 AND score = top[1].score"
                + " AND isfinite(energy) AND isfinite(mahalanobis)"
                + " AND nearest_neighbours BETWEEN 0 AND 2.000001"
                + " AND disagreement BETWEEN 0 AND 1"));
    for (String guard : List.of("mahalanobis", "nearest_neighbours")) {
      String mean =
          "SELECT round(100 * avg("
              + guard
              + ")) FROM "
              + table
              + " JOIN "
              + duck.images()
              + " AS i USING (image_id) WHERE i.split = 'test' AND i.label ";
      long noise = duck.number(mean + "= 'noise'");
      long emoji = duck.number(mean + "<> 'noise'");
      assertTrue(noise > 1.2 * emoji, guard + ": noise " + noise + ", emoji " + emoji);
    }
  }

  /** Some emoji in folders of splits, and among those of test pictures of noise. */
  private void layOut() throws IOException {
    List<Path> pictures =
        TestCollections.files(TestCollections.EMOJI).stream()
            .filter(file -> file.toString().endsWith(".png"))
            .toList();
    for (int i = 0; i < 264; i++) {
      Path file = pictures.get(i * 4);
      String split = i % 11 < 8 ? "train" : i % 11 < 10 ? "val" : "test";
      Path target =
          collection().resolve(split).resolve(TestCollections.EMOJI.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    SplittableRandom random = new SplittableRandom(3);
    Path noise = Files.createDirectories(collection().resolve("test/noise"));
    for (int i = 0; i < NOISE; i++) {
      BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          image.setRGB(x, y, random.nextInt(1 << 24));
        }
      }
      ImageIO.write(image, "png", noise.resolve(i + ".png").toFile());
    }
  }

  private Path collection() {
    return folder.resolve("collection");
  }

  private Path store() {
    return folder.resolve("store");
  }

  private CommandLine.Result run(String job, String guards, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                job,
                "--conf",
                "conf/quickstart.conf",
                "--set",
                "collection.root=" + collection(),
                "--set",
                "collection.pattern=(?<split>[a-z]+)/(?<label>[^/]+)/.+\\.png",
                "--set",
                "store=" + store(),
                "--set",
                "extractors=[{ name = color-histogram }]",
                "--set",
                "models=[{ name = emoji-cnn, path = src/quickstart/models/emoji-cnn, guards = "
                    + guards
                    + " }]"));
    arguments.addAll(List.of(options));
    return new CommandLine().run(arguments.toArray(String[]::new));
  }
}
