package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that refuses to rename: nothing is lost, and the next run completes. */
class TroubledStoreIT {
  @TempDir private Path folder;

  @Test
  void aRunThatCannotPublishIsCompletedByTheNext() throws Exception {
    String conf = configuration();
    CommandLine.Result failed =
        submitting(
                "--conf", "spark.hadoop.fs.troubled.rename=REFUSED",
                "--conf", "spark.hadoop.fs.troubled.target=.*/features/.*",
                "--conf", "spark.hadoop.fs.troubled.after=1")
            .run("nightly", "--conf", conf)
            .expect(1);
    assertTrue(failed.err().contains("cannot be renamed to troubled:"), failed.err());
    assertEquals(List.of(), parquet("images"));
    assertEquals(1, parquet("features").size());
    assertEquals(false, Files.exists(store().resolve("runs")));
    assertEquals(false, Files.exists(store().resolve("_lock")));
    Path published = parquet("features").get(0);
    long rows;
    try (Duck duck = new Duck(store())) {
      rows = duck.number("SELECT count(*) FROM '" + published + "'");
    }

    submitting().run("nightly", "--conf", conf).expect(0);
    long files = TestCollections.files(TestCollections.EMOJI.resolve("flag")).size();
    try (Duck duck = new Duck(store())) {
      String features = duck.table("features/extractor=color-histogram");
      assertTrue(rows > 0 && rows < files, rows + " of " + files);
      assertEquals(files, duck.number("SELECT count(*) FROM " + features));
      assertEquals(files, duck.number("SELECT count(DISTINCT image_id) FROM " + features));
    }
    assertTrue(parquet("features").contains(published));
    submitting().run("verify", "--conf", conf).expect(0);
  }

  @Test
  @Tag("thorough")
  void aRunWhoseFoldersCannotBeRenamedLeavesNothing() throws Exception {
    String conf = configuration();
    // Spark renames the folders of its tasks.
    CommandLine.Result failed =
        submitting(
                "--conf", "spark.hadoop.fs.troubled.rename=REFUSED",
                "--conf", "spark.hadoop.fs.troubled.target=.*/_working/.*")
            .run("nightly", "--conf", conf)
            .expect(1);
    assertTrue(failed.err().contains("nightly failed: "), failed.err());
    assertEquals(List.of(), TestCollections.files(store()));
    submitting().run("nightly", "--conf", conf).expect(0);
  }

  private static CommandLine submitting(String... options) {
    return new CommandLine()
        .submitting(
            "--conf",
            "spark.driver.extraClassPath=" + Path.of("target/test-classes").toAbsolutePath(),
            "--conf",
            "spark.hadoop.fs.troubled.impl=io.bifocal.store.TroubledFileSystem")
        .submitting(options);
  }

  private List<Path> parquet(String table) throws IOException {
    Path place = store().resolve(table);
    if (!Files.exists(place)) {
      return List.of();
    }
    return TestCollections.files(place).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .toList();
  }

  private Path store() {
    return folder.resolve("store");
  }

  private String configuration() throws IOException {
    Path conf = folder.resolve("my.conf");
    Files.writeString(
        conf,
        String.format(
            Locale.ROOT,
            "collection { root = \"%s\" }%nstore = \"troubled:%s\"%nextractors = [ { name = color-histogram } ]%n",
            TestCollections.EMOJI.resolve("flag").toAbsolutePath(),
            store()));
    return conf.toString();
  }
}
