package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a vocabulary: asked for, learnt, used, kept. */
class FitIT {
  private static final String KEYPOINTS = "keypoints/extractor=sift-words";
  private static final String FEATURES = "features/extractor=sift-words";

  @TempDir private Path folder;

  @Test
  void wordsAreLearntOnceAndUsedFromThenOn() throws Exception {
    CommandLine.Result without = run("nightly").expect(2);
    assertTrue(
        without.err().contains("has no vocabulary for sift-words (sift-centers-16-"),
        without.err());
    assertTrue(
        without.err().contains("jobs/bifocal scan --conf FILE and then jobs/bifocal fit"),
        without.err());
    assertFalse(Files.exists(store().resolve("images")));

    run("scan").expect(0);
    CommandLine.Result fit = run("fit", "--images", "60", "--descriptors", "3000").expect(0);
    assertTrue(fit.out().contains(" descriptors of 60 pictures of run "), fit.out());
    assertEquals(2, fit.out().lines().filter(line -> line.contains("learnt in")).count());

    run("nightly").expect(0);
    try (Duck duck = new Duck(store())) {
      long pictures = duck.number("SELECT count(DISTINCT image_id) FROM " + duck.images());
      assertEquals(
          List.of("16 " + pictures, "64 " + pictures),
          duck.texts(
              "SELECT len(vector) || ' ' || count(*) FROM "
                  + duck.table(FEATURES)
                  + " WHERE len(list_filter(vector, lambda x: isfinite(x))) = len(vector)"
                  + " GROUP BY len(vector) ORDER BY len(vector)"));
      assertEquals(
          pictures,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table(KEYPOINTS)
                  + " WHERE len(keypoints) <= 100 AND error IS NULL"
                  + " AND len(descriptors) = 128 * len(keypoints)"));
      // A picture with keypoints has words, and counts of words sum up to 1.
      long described =
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table(KEYPOINTS)
                  + " WHERE keypoints[1].x BETWEEN 0 AND 127 AND list_max(descriptors) <= 255");
      assertTrue(described > pictures * 9 / 10, described + " of " + pictures);
      assertEquals(
          described,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table(FEATURES)
                  + " WHERE len(vector) = 16 AND abs(list_sum(vector) - 1) < 1e-5"));
      // The records, and with them the mixture, are found where they are documented to be.
      assertEquals(
          "sift-mixture-4",
          duck.text(
              "SELECT recipe[:14] FROM read_json_auto('"
                  + store()
                  + "/vocabularies/*/fits/*.json') WHERE log_likelihood IS NOT NULL"
                  + " AND explained BETWEEN 0.1 AND 1"));
    }

    CommandLine.Result again = run("nightly").expect(0);
    assertTrue(again.out().contains("Nothing changed"), again.out());
    CommandLine.Result kept = run("fit").expect(0);
    assertEquals(
        2, kept.out().lines().filter(line -> line.contains("--again learns it anew")).count());
    run("verify").expect(0);
  }

  private Path store() {
    return folder.resolve("store");
  }

  private CommandLine.Result run(String job, String... options) {
    String[] arguments = {
      job,
      "--conf",
      "conf/quickstart.conf",
      "--set",
      "collection.root=" + TestCollections.EMOJI.resolve("animal"),
      "--set",
      "collection.pattern=(?<vendor>[a-z]+)_(?<group>.+)\\.png",
      "--set",
      "store=" + store(),
      "--set",
      "models=[]",
      "--set",
      "extractors=[{ name = sift-words, words = 16, keypoints = 100, input { size = 128 },"
          + " keypoints-table = true }, { name = sift-words, words = 4, keypoints = 100,"
          + " encoding = fisher, components = 8, input { size = 128 } }]"
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return new CommandLine().run(all);
  }
}
