package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listing by Spark holds every file exactly once, however the tree is shared out. */
class DirectoryTest {
  @TempDir private Path folder;

  static List<List<String>> trees() {
    return List.of(
        List.of(),
        List.of("only.png"),
        files(200, i -> "f" + i),
        files(60, i -> "d" + i + "/x/y/f"),
        files(40, i -> "d/".repeat(i) + "f" + i),
        files(120, i -> (i % 3 == 0 ? "" : "a" + i % 5 + "/") + (i % 2 == 0 ? "" : "b/") + i));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void everyFileIsListedExactlyOnce(List<String> files) throws IOException {
    for (String file : files) {
      Trees.file(folder, file);
    }
    assertEquals(files.stream().sorted().toList(), paths(list("")));
  }

  @Test
  void aListingLooksAnewEachTime() throws IOException {
    Dataset<Row> listing = list("");
    assertEquals(List.of(), paths(listing));
    Trees.file(folder, "later.png");
    assertEquals(List.of("later.png"), paths(listing));
  }

  @Test
  void manyFoldersAreNotAsManyTasks() throws IOException {
    for (int i = 0; i < 400; i++) {
      Trees.file(folder, "d" + i + "/f");
    }
    Dataset<Row> listing = list("");
    assertEquals(400, listing.count());
    int partitions = listing.rdd().getNumPartitions();
    assertTrue(partitions > 4 && partitions <= 100, () -> partitions + " partitions");
  }

  @Test
  void onlyWhatIsIncludedAndNotExcludedIsListed() throws IOException {
    for (String path : List.of("a.png", "b/a.png", "b/a.jpg", "b/draft/a.png", "draft/c/a.png")) {
      Trees.file(folder, path);
    }
    assertEquals(
        List.of("a.png", "b/a.png"),
        paths(list("include = [\"**/*.png\"], exclude = [\"**/draft/**\"]")));
  }

  @Test
  void aRowSaysWhatThePathAndTheFileSystemSay() throws IOException {
    Trees.file(folder, "train/cat/google_1.png");
    Instant modified = Instant.parse("2026-03-01T02:03:04.567891Z");
    Files.setLastModifiedTime(folder.resolve("train/cat/google_1.png"), FileTime.from(modified));
    Dataset<Row> listing =
        list(
            "pattern = \"(?<split>[^/]+)/(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+)\\\\.png\"");
    assertEquals(Listing.SCHEMA, listing.schema());
    Row row = listing.collectAsList().get(0);
    assertEquals("train/cat/google_1.png", row.getString(0));
    assertEquals("cat", row.getAs("label"));
    assertEquals("train", row.getAs("split"));
    assertEquals("1", row.getAs("group"));
    assertEquals(java.util.Map.of("vendor", "google"), row.getJavaMap(4));
    assertEquals(22L, row.<Long>getAs("bytes"));
    assertEquals(Timestamp.from(modified), row.getAs("modified"));
    assertNull(row.getAs("problem"));
  }

  @Test
  void whatCannotBeOpenedHasItsRowAndItsProblem() throws IOException {
    Files.createSymbolicLink(folder.resolve("broken.png"), folder.resolve("nowhere"));
    Row row = list("").collectAsList().get(0);
    assertEquals("broken.png", row.getString(0));
    assertTrue(row.<String>getAs("problem").startsWith("not a regular file"));
  }

  @Test
  void timesOutsideOfWhatATimestampHoldsDoNotEndTheListing() throws IOException {
    Trees.file(folder, "future.png");
    Trees.file(folder, "past.png");
    Files.setLastModifiedTime(folder.resolve("future.png"), FileTime.fromMillis(Long.MAX_VALUE));
    Files.setLastModifiedTime(folder.resolve("past.png"), FileTime.fromMillis(Long.MIN_VALUE));
    assertEquals(List.of("future.png", "past.png"), paths(list("")));
  }

  @Test
  void whatIsListedCanBeOpened() throws IOException {
    Trees.file(folder, "a b/c%.png");
    ImageCollection collection = collection(folder.toString(), "");
    Row row = collection.list(LocalSpark.session()).collectAsList().get(0);
    try (ImageReader reader = collection.reader();
        InputStream in = reader.open(Location.of(row))) {
      assertEquals("a b/c%.png", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theRootMayBeAPathOrAUri() throws IOException {
    Trees.file(folder, "odd:name %41/x.png");
    Path odd = folder.resolve("odd:name %41");
    for (String root : List.of(odd.toString(), odd + "/", "file:" + odd, "file://" + odd)) {
      assertEquals(odd.toString(), collection(root, "").root());
    }
  }

  @Test
  void anotherFileSystemIsReachedThroughHadoop() throws IOException {
    Trees.file(folder, "a/b.png");
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    HadoopTreeTest.hadoop()
        .getPropsWithPrefix("fs.elsewhere.")
        .forEach((key, value) -> hadoop.set("fs.elsewhere." + key, value));
    ImageCollection collection = collection("elsewhere://" + folder, "");
    assertEquals(List.of("a/b.png"), paths(collection.list(LocalSpark.session())));
    assertTrue(collection.root().startsWith("elsewhere:/"), collection.root());
  }

  @Test
  void aRootThatIsNotThereIsTheUsersError() {
    String missing = folder.resolve("missing").toString();
    assertEquals(
        "collection.root: there is no folder "
            + missing
            + "; relative paths start at the working directory",
        assertThrows(UserError.class, () -> collection(missing, "")).getMessage());
    String message =
        assertThrows(UserError.class, () -> collection("nosuch://bucket/x", "")).getMessage();
    assertTrue(message.startsWith("collection.root: nosuch://bucket/x cannot be reached"), message);
  }

  private Dataset<Row> list(String more) {
    return collection(folder.toString(), more).list(LocalSpark.session());
  }

  private static ImageCollection collection(String root, String more) {
    Block block =
        new Block(Hocon.parse("root = \"" + root + "\", " + more, "t").root(), "collection");
    return ImageCollection.of(
        Binder.bind(CollectionSettings.class, block), LocalSpark.session(), "");
  }

  private static List<String> paths(Dataset<Row> listing) {
    List<String> paths = new ArrayList<>();
    listing.select("path").collectAsList().forEach(row -> paths.add(row.getString(0)));
    return Stream.of(paths.toArray(String[]::new)).sorted().toList();
  }

  private static List<String> files(int count, java.util.function.IntFunction<String> name) {
    return IntStream.range(0, count).mapToObj(name).toList();
  }
}
