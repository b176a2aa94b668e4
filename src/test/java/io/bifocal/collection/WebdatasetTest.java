package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.Hocon;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards listed by Spark and read member by member. */
class WebdatasetTest {
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-03-01T02:03:04.567Z"));

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeTheCollection() throws IOException {
    folder = Files.createDirectory(temporary.resolve("collection"));
  }

  @Test
  void membersAreRowsAndSidecarsDescribeThem() throws IOException {
    shard(
        "in/s-0.tar",
        member("x/a.png", "picture"),
        member("x/a.cls", "cat\n"),
        member("x/a.json", "{\"split\": \"val\", \"group\": 7, \"vendor\": \"z\"}"),
        member("x/b.JPG", "no sidecar"),
        member("c.left.png", "one"),
        member("c.right.png", "two"),
        member("c.txt", "a text"),
        member("__meta__", "{}"),
        member("d.cls", "alone"),
        member("noext", "1"),
        member(".hidden.png", "2"));
    Files.writeString(folder.resolve("in/notes.md"), "no shard");
    List<Row> rows = list("");
    assertEquals(
        List.of(
            "in/s-0.tar!x/a.png cat val 7 {vendor=z}",
            "in/s-0.tar!x/b.JPG null null null {}",
            "in/s-0.tar!c.left.png a text null null {}",
            "in/s-0.tar!c.right.png a text null null {}",
            "in/s-0.tar!d.cls alone null null {}",
            "in/s-0.tar!noext null null null {}",
            "in/s-0.tar!.hidden.png null null null {}"),
        rows.stream().map(WebdatasetTest::facts).toList());
    Row first = rows.get(0);
    assertEquals(7L, first.<Long>getAs("bytes"));
    assertEquals("in/s-0.tar", first.getAs("container"));
    assertEquals(512L, first.<Long>getAs("position"));
    assertEquals(THEN.toInstant(), first.<java.sql.Timestamp>getAs("modified").toInstant());
    assertNull(first.getAs("problem_reason"));
  }

  @Test
  void labelsComeFromWhereTheSettingsSay() throws IOException {
    shard(
        "s.tar",
        member("dog/a.png", "1"),
        member("dog/a.cls", "9"),
        member("dog/a.json", "{\"kind\": {\"name\": \"beagle\"}}"),
        member("top.png", "2"),
        member("top.json", "{\"kind\": {\"name\": \"pug\"}}"));
    assertEquals(List.of("9", "pug"), labels("label-field = kind.name"));
    assertEquals(Arrays.asList("9", null), labels("label = sidecar"));
    assertEquals(Arrays.asList("dog", null), labels("label = parent-folder"));
    assertEquals(Arrays.asList(null, null), labels("label = none"));
    assertEquals(
        List.of("dog", "pug"),
        labels("label-field = kind.name, pattern = \"(?<shard>.*)\\\\.tar!(?<label>[^/]+)/.*\""));
    assertThrows(UserError.class, () -> list("label = column"));
  }

  @Test
  void packedShardsHoldTheSame() throws IOException {
    byte[] tar = many();
    byte[] half = Arrays.copyOf(tar, tar.length / 2);
    byte[] rest = Arrays.copyOfRange(tar, tar.length / 2, tar.length);
    write("plain.tar", tar);
    Map<String, byte[]> packed =
        Map.of(
            "a.tar.gz", Tars.gzip(tar),
            "b.TGZ", Tars.joined(Tars.gzip(half), Tars.gzip(rest)),
            "c.tar.zst", Tars.zstd(tar),
            "d.tar.zstd", Tars.joined(Tars.zstd(half), Tars.zstd(rest)));
    for (Map.Entry<String, byte[]> shard : packed.entrySet()) {
      write(shard.getKey(), shard.getValue());
    }
    List<Row> rows = list("");
    List<String> plain = located(rows, "plain.tar");
    assertEquals(50, plain.size());
    for (String shard : packed.keySet()) {
      assertEquals(plain, located(rows, shard), shard);
    }
    Collections.shuffle(rows, new Random(7));
    try (ImageReader reader = collection("").reader()) {
      for (Row row : rows) {
        try (InputStream in = reader.open(Location.of(row))) {
          String name = row.<String>getAs("path").replaceFirst(".*!", "");
          assertArrayEquals(content(name, row.<Long>getAs("bytes")), in.readAllBytes(), name);
        }
        // One that is not read to its end is in nobody's way.
        reader.open(Location.of(rows.get(0))).read();
      }
    }
  }

  @Test
  void aShardIsGoneThroughOnce() throws IOException {
    byte[] tar = many();
    write("a.tar", tar);
    write("b.tar.gz", Tars.gzip(tar));
    List<Row> first = list("");
    for (String shard : List.of("a.tar", "b.tar.gz")) {
      write(shard, new byte[(int) Files.size(folder.resolve(shard))]);
    }
    assertEquals(first, list(""), "not even opened");
    assertEquals(100, list("label = none").size(), "nor for other labels");
    Files.setLastModifiedTime(folder.resolve("a.tar"), FileTime.fromMillis(0));
    assertEquals(50, list("").size(), "a changed one is gone through anew");
  }

  @Test
  void anIndexThatIsDamagedOrOfSomethingElseIsMadeAnew() throws IOException {
    write("a.tar", many());
    List<Row> rows = list("");
    Path index;
    try (Stream<Path> files = Files.list(temporary.resolve("index"))) {
      index = files.filter(file -> file.toString().endsWith(".json.gz")).findFirst().orElseThrow();
    }
    Path checksum = index.resolveSibling("." + index.getFileName() + ".crc");
    byte[] whole = Files.readAllBytes(index);
    byte[] foreign = Tars.gzip("{\"format\":\"other\"}\n".getBytes(StandardCharsets.UTF_8));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    for (byte[] bad : List.of(new byte[0], foreign, flipped, Arrays.copyOf(whole, 200))) {
      Files.write(index, bad);
      Files.deleteIfExists(checksum);
      assertEquals(rows, list(""));
      assertArrayEquals(whole, Files.readAllBytes(index));
    }
    try (Stream<Path> files = Files.list(temporary.resolve("index"))) {
      assertEquals(2, files.count(), "nothing half done is left behind");
    }
  }

  @Test
  void damageHasOneRowAfterThoseOfWhatIsWhole() throws IOException {
    byte[] tar = many();
    byte[] flipped = Tars.gzip(tar);
    flipped[flipped.length / 2] ^= 0x55;
    byte[] cut = Arrays.copyOf(tar, 20_000);
    write("cut.tar", cut);
    write("cut.tar.gz", Arrays.copyOf(Tars.gzip(tar), 15_000));
    write("cut.tar.zst", Arrays.copyOf(Tars.zstd(tar), 15_000));
    write("cut-within.tar.gz", Tars.gzip(cut));
    write("flipped.tgz", flipped);
    write("nothing.tar", new byte[0]);
    write("zeros.tar", new byte[1024]);
    write("notar.tar", "this is no tar ".repeat(100).getBytes(StandardCharsets.UTF_8));
    write("notzstd.tar.zst", "this is no tar ".repeat(100).getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(folder.resolve("gone.tar"), folder.resolve("nowhere"));
    List<Row> rows = list("");
    assertEquals(rows, list(""));
    assertEquals(
        List.of(
            "cut-within.tar.gz truncated",
            "cut.tar truncated",
            "cut.tar.gz truncated",
            "cut.tar.zst truncated",
            "flipped.tgz corrupt",
            "gone.tar unreadable",
            "notar.tar corrupt",
            "nothing.tar empty",
            "notzstd.tar.zst corrupt"),
        rows.stream()
            .filter(row -> row.getAs("problem_reason") != null)
            .map(row -> row.getAs("path") + " " + row.getAs("problem_reason"))
            .toList());
    assertEquals(located(rows, "cut.tar"), located(rows, "cut-within.tar.gz"));
    for (Row row : rows) {
      if (row.getAs("container") != null) {
        String name = row.<String>getAs("path").replaceFirst(".*!", "");
        try (ImageReader reader = collection("").reader();
            InputStream in = reader.open(Location.of(row))) {
          byte[] read = in.readAllBytes();
          // Only the checksum at its end betrays what was flipped in a stream that unpacks.
          if (!row.getAs("container").equals("flipped.tgz")) {
            assertArrayEquals(content(name, row.<Long>getAs("bytes")), read);
          }
        }
      }
    }
  }

  @Test
  void linksAreRefusedAndDoublesBothListed() throws IOException {
    write(
        "s.tar",
        Tars.posix(
            tar -> {
              Tars.add(tar, "a.png", content("a.png", 10));
              Tars.add(tar, "a.png", content("a.png", 11));
              Tars.addEmpty(tar, "l.png", TarConstants.LF_SYMLINK, "a.png");
            }));
    List<Row> rows = list("");
    assertEquals(
        List.of("s.tar!a.png", "s.tar!a.png", "s.tar!l.png"),
        rows.stream().map(row -> row.getString(0)).toList());
    assertNotEquals(rows.get(0).<Long>getAs("position"), rows.get(1).<Long>getAs("position"));
    assertEquals("unreadable", rows.get(2).getAs("problem_reason"));
    assertEquals("a link to 'a.png', which is not followed", rows.get(2).getAs("problem"));
  }

  @Test
  void largeSidecarsAreNotTakenIn() throws IOException {
    shard(
        "s.tar",
        member("a.png", "1"),
        member("a.txt", "x".repeat(Sidecars.MOST_BYTES + 1)),
        member("a.cls", "y"));
    assertEquals(
        List.of("s.tar!a.png y null null {}"),
        list("").stream().map(WebdatasetTest::facts).toList());
  }

  @Test
  void aShardThatShrankOrVanishedIsSaidByItsPath() throws IOException {
    byte[] tar = many();
    write("s.tar", tar);
    List<Row> rows = list("");
    try (ImageReader reader = collection("").reader()) {
      write("s.tar", Arrays.copyOf(tar, 600));
      Location last = Location.of(rows.get(rows.size() - 1));
      String shrank =
          assertThrows(IOException.class, () -> reader.open(last).readAllBytes()).getMessage();
      assertTrue(shrank.contains("'s.tar!k49.png'") && shrank.contains("ends"), shrank);
      Files.delete(folder.resolve("s.tar"));
      String vanished = assertThrows(IOException.class, () -> reader.open(last)).getMessage();
      assertTrue(vanished.contains("'s.tar!k49.png'"), vanished);
      write("s.tar", tar);
      assertArrayEquals(content("k49.png", last.bytes()), reader.open(last).readAllBytes());
    }
  }

  private List<String> labels(String more) {
    return list(more).stream().map(row -> row.<String>getAs("label")).toList();
  }

  /** By shard and place. */
  private List<Row> list(String more) {
    List<Row> rows = new ArrayList<>(collection(more).list(LocalSpark.session()).collectAsList());
    rows.sort(
        Comparator.comparing((Row row) -> row.<String>getAs("path").replaceFirst("!.*", ""))
            .thenComparing(
                row -> row.getAs("position") == null ? Long.MAX_VALUE : row.getAs("position")));
    return rows;
  }

  private ImageCollection collection(String more) {
    Block block =
        new Block(
            Hocon.parse("kind = webdataset, root = \"" + folder + "\", " + more, "t").root(),
            "collection");
    return ImageCollection.of(
        Binder.bind(CollectionSettings.class, block),
        LocalSpark.session(),
        temporary.resolve("index").toString());
  }

  /** What a row says besides its shard. */
  private static List<String> located(List<Row> rows, String shard) {
    return rows.stream()
        .filter(row -> shard.equals(row.getAs("container")))
        .map(row -> facts(row) + " " + row.getAs("position") + " " + row.getAs("bytes"))
        .map(row -> row.substring(shard.length()))
        .toList();
  }

  private static String facts(Row row) {
    return String.join(
        " ",
        row.getString(0),
        row.<String>getAs("label") + "",
        row.<String>getAs("split") + "",
        row.<String>getAs("group") + "",
        row.getJavaMap(4).toString());
  }

  private static Tars.Member member(String name, String content) {
    return new Tars.Member(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void shard(String path, Tars.Member... members) throws IOException {
    write(path, Tars.gnu(List.of(members)));
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, THEN);
  }

  /** Fifty pictures with labels, which do not pack well. */
  private static byte[] many() {
    return Tars.gnu(
        tar -> {
          for (int i = 0; i < 50; i++) {
            Tars.add(tar, "k" + i + ".png", content("k" + i + ".png", i * 37 % 3000));
            Tars.add(tar, "k" + i + ".cls", new byte[] {(byte) ('0' + i % 10)});
          }
        });
  }

  private static byte[] content(String name, long length) {
    byte[] content = new byte[(int) length];
    new Random(name.hashCode()).nextBytes(content);
    return content;
  }
}
