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
  void shardsGiveTheFeaturesOfTheLooseFiles() throws IOException, SQLException {
    String loose =
        configuration(
            "loose",
            "root = \""
                + TestCollections.EMOJI.toAbsolutePath()
                + "\", include = [\"**/*.png\"], pattern = \"(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+)\\\\.png\", split = content");
    new CommandLine().run("nightly", "--conf", loose).expect(0);
    for (String format : List.of("webdataset", "parquet")) {
      String shards = folder.resolve(format).toString();
      CommandLine.Result packed =
          new CommandLine()
              .run("pack", "--conf", loose, "--output", shards, "--format", format)
              .expect(0);
      assertTrue(packed.out().contains("Packed 1,056 of 1,056 images"), packed.out());
      String conf = configuration(format + "-store", "root = \"" + shards + "\", kind = " + format);
      new CommandLine().run("nightly", "--conf", conf).expect(0);
      try (Duck one = new Duck(folder.resolve("loose"));
          Duck other = new Duck(folder.resolve(format + "-store"))) {
        for (String columns :
            List.of("image_id, label, split, \"group\"", "image_id, attributes['vendor']")) {
          assertSame(one, columns, one.images(), other.images());
        }
        for (String table :
            List.of("features/extractor=hog", "features/extractor=color-histogram")) {
          assertSame(one, "image_id, vector", one.table(table), other.table(table));
        }
      }
    }

    String shards = folder.resolve("webdataset").toString();
    CommandLine.Result whole =
        new CommandLine().run("verify", "--conf", loose, "--packed", shards).expect(0);
    assertTrue(whole.out().contains("1,056 images in 1 shards, 0 missing, 0 that"), whole.out());
    try (RandomAccessFile shard =
        new RandomAccessFile(folder.resolve("webdataset/shard-00000.tar").toFile(), "rw")) {
      // In the middle of some picture.
      shard.seek(200 * 2048 + 1600);
      int value = shard.read();
      shard.seek(200 * 2048 + 1600);
      shard.write(value ^ 1);
    }
    Files.deleteIfExists(folder.resolve("webdataset/.shard-00000.tar.crc"));
    CommandLine.Result damaged =
        new CommandLine().run("verify", "--conf", loose, "--packed", shards).expect(1);
    assertTrue(damaged.out().contains("FAILED  packed"), damaged.out());
  }

  @Test
  void aPackThatIsKilledGoesOn() throws IOException, InterruptedException {
    Path many = folder.resolve("many");
    TestCollections.multiply(TestCollections.EMOJI, many, 4);
    String conf = configuration("store", "root = \"" + many + "\"");
    new CommandLine().run("scan", "--conf", conf).expect(0);
    String[] pack = {
      "pack", "--conf", conf, "--output", folder.resolve("shards").toString(), "--shard-size", "50k"
    };
    CommandLine.Running running = new CommandLine().start(pack);
    Path shards = folder.resolve("shards");
    while (running.process().isAlive() && indexes(shards) < 5) {
      Thread.sleep(10);
    }
    assertTrue(running.process().isAlive(), "the pack ended too early");
    running.process().destroyForcibly().waitFor();
    long before = indexes(shards);
    CommandLine.Result packed = new CommandLine().run(pack).expect(0);
    assertTrue(packed.out().contains("Packed 4,224 of 4,224 images"), packed.out());
    assertTrue(indexes(shards) > before);
    assertFalse(Files.exists(shards.resolve("_pack")));
    new CommandLine().run("verify", "--conf", conf, "--packed", shards.toString()).expect(0);
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
