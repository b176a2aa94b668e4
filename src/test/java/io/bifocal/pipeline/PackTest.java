package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.LocalSpark;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards read back by readers that are not ours. */
class PackTest {
  private static final Path EMOJI = Path.of("src/quickstart/emoji-small");
  private static final String SETTINGS =
      "\"include\" = [\"{animal,flag}/*.png\"]\npattern = \"(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+)\\\\.png\"\n";
  private static final long SHARD = 100_000;

  @TempDir private Path folder;

  @Test
  void aTarHasEveryImageWithItsSidecars() throws IOException {
    PackRecord record = pack(ShardFormat.WEBDATASET, images(3));
    Map<String, byte[]> source = source();
    assertEquals(source.size(), record.packed());
    assertEquals(Map.of(), record.leftOut());
    Map<String, byte[]> found = new HashMap<>();
    List<Path> shards = shards(".tar");
    assertEquals(record.shards(), shards.size());
    int number = 0;
    for (Path shard : shards) {
      try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(shard))) {
        TarArchiveEntry label = tar.getNextEntry();
        while (label != null) {
          String key = String.format(java.util.Locale.ROOT, "%09d", number++);
          assertEquals(key + ".cls", label.getName());
          String name = text(tar);
          assertEquals(key + ".json", tar.getNextEntry().getName());
          String json = text(tar);
          String path = json.replaceFirst(".*\"path\":\"([^\"]+)\".*", "$1");
          assertEquals(path.split("/")[0], name);
          String group = path.replaceFirst(".*?_(.*)\\.png", "$1");
          assertTrue(json.contains("\"group\":\"" + group + "\""), json);
          assertTrue(json.contains("\"vendor\":\"google\"") || path.contains("twitter"), json);
          assertEquals(key + ".png", tar.getNextEntry().getName());
          found.put(path, tar.readAllBytes());
          label = tar.getNextEntry();
        }
      }
    }
    assertEquals(source.keySet(), found.keySet());
    source.forEach((path, bytes) -> assertArrayEquals(bytes, found.get(path), path));
  }

  @Test
  void theIndexSaysWhereEachImageLies() throws Exception {
    pack(ShardFormat.WEBDATASET, images(2));
    Map<String, byte[]> source = source();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "SELECT path, position, bytes, filename FROM read_json('"
                    + folder
                    + "/shards/*.index.jsonl', filename = true)")) {
      int count = 0;
      while (lines.next()) {
        String shard = lines.getString(4).replace(".index.jsonl", ".tar");
        byte[] there = new byte[(int) lines.getLong(3)];
        try (RandomAccessFile file = new RandomAccessFile(shard, "r")) {
          file.seek(lines.getLong(2));
          file.readFully(there);
        }
        assertArrayEquals(source.get(lines.getString(1)), there);
        count++;
      }
      assertEquals(source.size(), count);
    }
  }

  @Test
  void duckDbReadsParquetShards() throws Exception {
    PackRecord record = pack(ShardFormat.PARQUET, images(2));
    assertEquals(record.shards(), shards(".parquet").size());
    Map<String, byte[]> source = source();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT image.path, image.bytes, label, \"group\", vendor FROM '"
                    + folder
                    + "/shards/*.parquet'")) {
      int count = 0;
      while (rows.next()) {
        String path = rows.getString(1);
        assertArrayEquals(source.get(path), rows.getBytes(2), path);
        assertEquals(
            path, rows.getString(3) + "/" + rows.getString(5) + "_" + rows.getString(4) + ".png");
        count++;
      }
      assertEquals(source.size(), count);
    }
  }

  @Test
  void shardsAreTheSameHoweverTheSnapshotIsCutAndAboutAsLargeAsWanted() throws IOException {
    pack(ShardFormat.WEBDATASET, images(1));
    Map<String, byte[]> one = contents();
    clear();
    pack(ShardFormat.WEBDATASET, images(7).orderBy("image_id"));
    Map<String, byte[]> other = contents();
    assertEquals(one.keySet(), other.keySet());
    one.forEach((name, bytes) -> assertArrayEquals(bytes, other.get(name), name));
    for (Path shard : shards(".tar")) {
      assertTrue(Files.size(shard) < 1.5 * SHARD, shard + " has " + Files.size(shard));
    }
  }

  @Test
  void aPackThatWasKilledGoesOn() throws IOException {
    Dataset<Row> images = images(2);
    pack(ShardFormat.WEBDATASET, images);
    Map<String, byte[]> whole = contents();
    // As after a kill: one shard not begun, one without its index, the record not complete.
    Files.delete(shards(".index.jsonl").get(0));
    Files.delete(shards(".tar").get(0));
    Files.delete(shards(".index.jsonl").get(0));
    Files.write(shards(".tar").get(0), new byte[100]);
    Path record = folder.resolve("shards/pack.json");
    Path begun = folder.resolve("shards/_pack/begun.json");
    Files.createDirectories(begun.getParent());
    Files.writeString(begun, Files.readString(record).replace("\"complete\"", "\"begun\""));
    Files.delete(record);
    Files.delete(folder.resolve("shards/.pack.json.crc"));
    FileTime past = FileTime.fromMillis(1_000_000_000_000L);
    List<Path> done = shards(".tar").subList(1, shards(".tar").size());
    for (Path shard : done) {
      Files.setLastModifiedTime(shard, past);
    }
    PackRecord second = pack(ShardFormat.WEBDATASET, images);
    assertEquals(source().size(), second.packed());
    assertEquals(Map.of(), second.leftOut());
    Map<String, byte[]> again = contents();
    assertEquals(whole.keySet(), again.keySet());
    whole.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
    for (Path shard : done) {
      assertEquals(past, Files.getLastModifiedTime(shard), "was written again");
    }
  }

  @Test
  void whatChangedOrVanishedSinceTheScanIsLeftOutAndSaid() throws IOException {
    Path copy = folder.resolve("copy/animal");
    Files.createDirectories(copy);
    List<Path> files = new ArrayList<>();
    for (String path : source().keySet()) {
      if (path.startsWith("animal/") && files.size() < 5) {
        files.add(Files.copy(EMOJI.resolve(path), folder.resolve("copy").resolve(path)));
      }
    }
    ImageCollection collection = collection(folder.resolve("copy"));
    Dataset<Row> images = inspected(collection, 1).localCheckpoint();
    Files.delete(files.get(1));
    byte[] changed = Files.readAllBytes(files.get(3));
    changed[changed.length - 20] ^= 1;
    Files.write(files.get(3), changed);
    PackRecord record =
        Pack.run(
            LocalSpark.session(),
            new PackSource(collection, images, "20260101T000000Z", null),
            Decoder.DEFAULT.limits(),
            target(),
            ShardFormat.WEBDATASET,
            SHARD);
    assertEquals(3, record.packed());
    assertEquals(Map.of("changed since the scan", 1L, "unreadable", 1L), record.leftOut());
  }

  @Test
  void aFolderWithSomethingElseIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("shards"));
    Files.writeString(folder.resolve("shards/notes.txt"), "mine");
    Dataset<Row> images = images(1);
    UserError error = assertThrows(UserError.class, () -> pack(ShardFormat.WEBDATASET, images));
    assertTrue(error.getMessage().contains("is not empty"), error.getMessage());
    assertEquals("mine", Files.readString(folder.resolve("shards/notes.txt")));
  }

  private PackRecord pack(ShardFormat format, Dataset<Row> images) {
    return Pack.run(
        LocalSpark.session(),
        new PackSource(collection(EMOJI), images, "20260101T000000Z", null),
        Decoder.DEFAULT.limits(),
        target(),
        format,
        SHARD);
  }

  private Store target() {
    return Store.at(
        folder.resolve("shards").toString(),
        LocalSpark.session().sparkContext().hadoopConfiguration());
  }

  private static Dataset<Row> images(int partitions) {
    return inspected(collection(EMOJI), partitions);
  }

  private static Dataset<Row> inspected(ImageCollection collection, int partitions) {
    return LocalSpark.session()
        .createDataFrame(
            collection
                .list(LocalSpark.session())
                .repartition(partitions)
                .toJavaRDD()
                .mapPartitions(
                    part -> new Inspector(collection, Decoder.DEFAULT, part, new StageClock())),
            Scan.SCHEMA);
  }

  private static ImageCollection collection(Path root) {
    Block block =
        new Block(
            ConfigFactory.parseString("root = \"" + root.toAbsolutePath() + "\"\n" + SETTINGS)
                .root(),
            "collection");
    return ImageCollection.of(
        Binder.bind(CollectionSettings.class, block), LocalSpark.session(), "");
  }

  private static Map<String, byte[]> source() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String label : List.of("animal", "flag")) {
      try (Stream<Path> all = Files.list(EMOJI.resolve(label))) {
        for (Path file : all.toList()) {
          files.put(label + "/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private List<Path> shards(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("shards"))) {
      return all.filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> result = new TreeMap<>();
    for (Path file : Stream.concat(shards(".tar").stream(), shards(".jsonl").stream()).toList()) {
      result.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return result;
  }

  private void clear() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("shards"))) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
