package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loose files become shards, and shards give what the loose files gave. */
class PackIT {
  private static final String PRODUCERS =
      "extractors = [ { name = hog, input { size = 32 } }, { name = color-histogram } ]\n";

  @TempDir private Path folder;

  @Test
  void shardsGiveTheFeaturesOfTheLooseFilesAlsoAfterAKill()
      throws IOException, SQLException, InterruptedException {
    String loose =
        configuration(
            "loose",
            "root = \""
                + TestCollections.EMOJI.toAbsolutePath()
                + "\", include = [\"**/*.png\"], pattern = \"(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+)\\\\.png\", split = content");
    new CommandLine().run("nightly", "--conf", loose).expect(0);
    String shards = folder.resolve("webdataset").toString();
    String[] pack = {"pack", "--conf", loose, "--output", shards, "--shard-size", "50k"};
    killed(pack, Path.of(shards));
    CommandLine.Result resumed = new CommandLine().run(pack).expect(0);
    assertTrue(resumed.out().contains("Packed 1,056 of 1,056 images"), resumed.out());
    assertFalse(Files.exists(folder.resolve("webdataset/_pack")));
    assertSameResults("webdataset", shards);
    CommandLine.Result whole =
        new CommandLine().run("verify", "--conf", loose, "--packed", shards).expect(0);
    assertTrue(whole.out().contains("1,056 images in "), whole.out());

    String tables = folder.resolve("parquet").toString();
    new CommandLine()
        .run("pack", "--conf", loose, "--output", tables, "--format", "parquet")
        .expect(0);
    assertSameResults("parquet", tables);
    Path table = folder.resolve("parquet/shard-00000.parquet");
    try (RandomAccessFile shard = new RandomAccessFile(table.toFile(), "rw")) {
      // In the middle of some picture.
      long middle = shard.length() / 2;
      shard.seek(middle);
      int value = shard.read();
      shard.seek(middle);
      shard.write(value ^ 1);
    }
    CommandLine.Result damaged =
        new CommandLine().run("verify", "--conf", loose, "--packed", tables).expect(1);
    assertTrue(damaged.out().contains("FAILED  packed"), damaged.out());
  }

  /** Starts a pack and kills it when some shards are done. */
  private static void killed(String[] pack, Path shards) throws IOException, InterruptedException {
    CommandLine.Running running = new CommandLine().start(pack);
    while (running.process().isAlive() && indexes(shards) < 3) {
      Thread.sleep(10);
    }
    assertTrue(running.process().isAlive(), "the pack ended too early");
    running.process().destroyForcibly().waitFor();
    assertTrue(Files.exists(shards.resolve("_pack")));
  }

  private void assertSameResults(String format, String shards) throws IOException, SQLException {
    String conf = configuration(format + "-store", "root = \"" + shards + "\", kind = " + format);
    new CommandLine().run("nightly", "--conf", conf).expect(0);
    try (Duck one = new Duck(folder.resolve("loose"));
        Duck other = new Duck(folder.resolve(format + "-store"))) {
      for (String columns :
          List.of("image_id, label, split, \"group\"", "image_id, attributes['vendor']")) {
        assertSame(one, columns, one.images(), other.images());
      }
      for (String name : List.of("features/extractor=hog", "features/extractor=color-histogram")) {
        assertSame(one, "image_id, vector", one.table(name), other.table(name));
      }
    }
  }

  private static long indexes(Path shards) throws IOException {
    if (!Files.exists(shards)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(shards)) {
      return files.filter(file -> file.toString().endsWith(".index.jsonl")).count();
    }
  }

  private static void assertSame(Duck duck, String columns, String one, String other)
      throws SQLException {
    String select = "SELECT " + columns + " FROM ";
    assertTrue(duck.number("SELECT count(*) FROM (" + select + one + ")") > 1_000);
    assertEquals(
        0,
        duck.number(
            "SELECT count(*) FROM (("
                + select
                + one
                + " EXCEPT ALL "
                + select
                + other
                + ") UNION ALL ("
                + select
                + other
                + " EXCEPT ALL "
                + select
                + one
                + "))"),
        columns);
  }

  private String configuration(String store, String collection) throws IOException {
    Path conf = folder.resolve(store + ".conf");
    Files.writeString(
        conf,
        "collection { "
            + collection
            + " }\nstore = \""
            + folder.resolve(store)
            + "\"\n"
            + PRODUCERS);
    return conf.toString();
  }
}
