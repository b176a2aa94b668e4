package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One collection as loose files, as a manifest and as Parquet gives the same tables. */
class TablesIT {
  @TempDir private static Path folder;

  @Test
  void aManifestAndParquetGiveTheSameAsLooseFiles() throws Exception {
    Path emoji = TestCollections.EMOJI.toAbsolutePath();
    Path shards = Files.createDirectory(folder.resolve("shards"));
    write(emoji, shards.resolve("part-00.parquet"), "path < 'flag'");
    write(emoji, shards.resolve("part-01.parquet"), "path >= 'flag'");
    run("loose", emoji.toString(), "directory");
    Path tree = folder.resolve("tree");
    TestCollections.copy(emoji, tree);
    run("manifest", tree.toString(), "manifest");
    run("parquet", shards + "/part-{00..01}.parquet", "parquet");
    List<String> loose = images("loose");
    assertEquals(1056, loose.size());
    assertEquals(loose, images("manifest"));
    assertEquals(loose, images("parquet"));
    assertEquals(vectors("loose"), vectors("manifest"));
    assertEquals(vectors("loose"), vectors("parquet"));
    changedLabelsAndSplitsChangeImagesAlone(tree);
  }

  private static void changedLabelsAndSplitsChangeImagesAlone(Path tree) throws Exception {
    Path manifest = tree.resolve("manifest.csv");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("animal/google_1f402.png,animal", "animal/google_1f402.png,ox"));
    CommandLine.Result again = run("manifest", tree.toString(), "manifest", "split = content");
    assertTrue(
        again.out().contains("of 1,056 files none was read, nothing was computed"), again.out());
    try (Duck duck = new Duck(folder.resolve("manifest"))) {
      assertEquals(
          List.of("animal/google_1f402.png"),
          duck.texts("SELECT path FROM " + duck.images() + " WHERE label = 'ox'"));
      assertEquals(
          1056, duck.number("SELECT count(*) FROM " + duck.images() + " WHERE split IS NOT NULL"));
    }
    assertEquals(vectors("loose"), vectors("manifest"));
  }

  private static CommandLine.Result run(String store, String root, String kind, String... keys) {
    return new CommandLine()
        .run(
            "nightly",
            "--conf",
            "conf/quickstart.conf",
            "--set",
            "collection={kind = "
                + kind
                + ", root = \""
                + root
                + "\", include = [\""
                + (kind.equals("parquet") ? "**" : "**/*.png")
                + "\"]"
                + Stream.of(keys).map(key -> ", " + key).collect(Collectors.joining())
                + "}",
            "--set",
            "store=" + folder.resolve(store),
            "--set",
            "models=[]",
            "--set",
            "extractors=[{name = hog, input {size = 64}}]")
        .expect(0);
  }

  private static List<String> images(String store) throws SQLException {
    try (Duck duck = new Duck(folder.resolve(store))) {
      return duck.texts(
          "SELECT image_id || ' ' || label || ' ' || status FROM "
              + duck.images()
              + " ORDER BY image_id, label");
    }
  }

  private static List<String> vectors(String store) throws SQLException {
    try (Duck duck = new Duck(folder.resolve(store))) {
      return duck.texts(
          "SELECT image_id || md5(vector::VARCHAR) FROM "
              + duck.table("features/extractor=hog")
              + " ORDER BY image_id");
    }
  }

  private static void write(Path emoji, Path file, String which) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT {'bytes': content, 'path': path} AS image, label, \"group\" FROM read_csv('"
              + emoji
              + "/manifest.csv') m JOIN read_blob('"
              + emoji
              + "/*/*.png') b ON b.filename = '"
              + emoji
              + "/' || m.path WHERE "
              + which
              + ") TO '"
              + file
              + "' (FORMAT parquet)");
    }
  }
}
