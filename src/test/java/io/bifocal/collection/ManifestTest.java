package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a table names, and tables that say more of the files of a folder. */
class ManifestTest {
  @TempDir private Path folder;

  @Test
  void aRowOfCsvIsARowOfTheListingWhateverItsText() throws IOException {
    for (String file : List.of("a.png", "b, c.png", "new\nline.png", "q\"q.png", " s .png")) {
      Trees.file(folder, file);
    }
    table(
        "manifest.csv",
        "\uFEFFpath,label,split,note\r\n"
            + "a.png,cat,train,\"say \"\"miau\"\", twice\"\r\n"
            + "\"b, c.png\",,,\r\n"
            + "\r\n"
            + "\"new\nline.png\",dog,,\"\"\r\n"
            + "q\"q.png,dog,,5\" x\r\n"
            + " s .png, x ,,\r\n"
            + "./a.png,again,,\r\n"
            + folder
            + "/a.png,full,,");
    assertEquals(
        List.of(
            " s .png  x  - - {}",
            "a.png again - - {}",
            "a.png cat train - {note=say \"miau\", twice}",
            "a.png full - - {}",
            "b, c.png - - - {}",
            "new\nline.png dog - - {}",
            "q\"q.png dog - - {note=5\" x}"),
        shown("").stream().sorted().toList());
  }

  @Test
  void whatCannotBeOpenedOrUnderstoodHasItsRow() throws Exception {
    Trees.file(folder, "a.png");
    Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("nowhere"));
    Trees.shell(folder, "mkfifo pipe.png");
    table(
        "manifest.csv",
        """
        path;label
        a.png;1
        missing.png;2
        ;3
        sub;4
        link.png;5
        pipe.png;6
        a.png;7;8
        nosuch://x/y.png;9
        "a.png"x;10
        "open;11
        """);
    List<String> shown = shown("");
    assertEquals(10, shown.size(), shown::toString);
    assertEquals("a.png 1 - - {}", shown.get(0));
    starts("link.png 5 - - {} unreadable: not a regular file", shown.get(1));
    assertEquals(
        "manifest.csv#10 - - - {} unreadable: line 10: text after a closing quote", shown.get(2));
    starts("manifest.csv#11 - - - {} unreadable: line 11: a quote is opened", shown.get(3));
    assertEquals("manifest.csv#4 - - - {} unreadable: there is no path in this row", shown.get(4));
    assertEquals(
        "manifest.csv#8 - - - {} unreadable: line 8 has 3 cells, the header has 2", shown.get(5));
    assertEquals("missing.png 2 - - {} unreadable: no such file", shown.get(6));
    starts("nosuch://x/y.png 9 - - {} unreadable: ", shown.get(7));
    starts("pipe.png 6 - - {} unreadable: not a regular file", shown.get(8));
    assertEquals("sub 4 - - {} unreadable: a folder, not a file", shown.get(9));
  }

  @Test
  void jsonLinesGiveTextsAndNestedOnesJson() throws IOException {
    Trees.file(folder, "x/a.png");
    table(
        "list.ndjson",
        """
        {"file":"x/a.png","label":7,"split":null,"ok":true,"box":[1,2.50],"e":""}

        {"file":"x/b.png"
        [1]
        {"label":"x"}
        """);
    List<String> shown = shown("manifest = list.ndjson, columns.path = file");
    starts("list.ndjson#3 - - - {} unreadable: line 3 is not JSON: ", shown.get(0));
    assertEquals("list.ndjson#4 - - - {} unreadable: line 4 is not a JSON object", shown.get(1));
    assertEquals("list.ndjson#5 - - - {} unreadable: there is no file in this row", shown.get(2));
    assertEquals("x/a.png 7 - - {box=[1,2.50], ok=true}", shown.get(3));
  }

  @Test
  void aParquetTableGivesTheSameAsCsv() throws Exception {
    Trees.file(folder, "a.png");
    Trees.file(folder, "train/b.png");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM (VALUES ('a.png', 3, 1.5, 'g'), ('train/b.png', 4, NULL, NULL),"
              + " (NULL, 5, NULL, NULL), ('c.png', NULL, NULL, NULL)) t(path, label, size, \"group\"))"
              + " TO '"
              + folder.resolve("manifest.parquet")
              + "' (FORMAT parquet)");
    }
    assertEquals(
        List.of(
            "a.png 3 - g {size=1.5}",
            "c.png - - - {} unreadable: no such file",
            "manifest.parquet#2 - - - {} unreadable: there is no path in this row",
            "train/b.png 4 train - {}"),
        shown(""));
  }

  @Test
  void columnsAreStrongerThanThePathAndIncludeAppliesToPaths() throws IOException {
    Trees.file(folder, "train/cat/1.png");
    Trees.file(folder, "train/dog/2.png");
    Trees.file(folder, "train/dog/3.gif");
    table(
        "manifest.csv",
        "path\tklass\tsplit\ntrain/cat/1.png\tlion\ttest\ntrain/dog/2.png\t\t\ntrain/dog/3.gif\t\t\n");
    assertEquals(
        List.of("train/cat/1.png lion test - {n=1}", "train/dog/2.png dog train - {n=2}"),
        shown(
            "columns.label = klass, include = \"**/*.png\","
                + " pattern = \".*/(?<label>[a-z]+)/(?<n>.)\\\\..*\""));
    assertEquals("train/cat/1.png - - - {klass=lion}", shown("split = content").get(0));
    assertEquals("train/cat/1.png cat test - {klass=lion}", shown("label = parent-folder").get(0));
  }

  @Test
  void filesMayLieAnywhere() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path root = Files.createDirectory(folder.resolve("root"));
    Trees.file(elsewhere, "x y%41.png");
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    HadoopTreeTest.hadoop()
        .getPropsWithPrefix("fs.elsewhere.")
        .forEach((key, value) -> hadoop.set("fs.elsewhere." + key, value));
    String plain = elsewhere + "/x y%41.png";
    Files.writeString(
        root.resolve("list.txt"),
        "path\n"
            + plain
            + "\nfile:"
            + plain
            + "\nelsewhere:"
            + plain
            + "\n../elsewhere/x y%41.png\n");
    ImageCollection collection = Collections.of(root.resolve("list.txt"), "kind = manifest");
    assertEquals(root.toString(), collection.root());
    List<Row> rows = Collections.rows(collection);
    assertEquals(4, rows.size());
    try (ImageReader reader = collection.reader()) {
      for (Row row : rows) {
        assertEquals(
            "x y%41.png",
            new String(Collections.bytes(reader, row), StandardCharsets.UTF_8), row.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "file,label ~ '' ~ unknown column 'path'. Known: file, label",
        "path,kind ~ columns.label = kidn ~ unknown column 'kidn'; did you mean 'kind'?",
        "path,kind ~ label = column ~ unknown column 'label'",
        "path,path ~ '' ~ two columns are called 'path'",
        "'' ~ '' ~ is empty; its first line has to name the columns",
        "path ~ manifest = none.csv ~ collection.manifest: there is no file none.csv",
      })
  void aTableThatCannotBeReadIsTheUsersError(String header, String more, String message)
      throws IOException {
    table("manifest.csv", header);
    String thrown = assertThrows(UserError.class, () -> shown(more)).getMessage();
    assertTrue(thrown.contains(message), thrown);
  }

  @Test
  void theUsualNamesAreFoundUnlessThereAreSeveral() throws IOException {
    String none = assertThrows(UserError.class, () -> shown("")).getMessage();
    assertTrue(none.contains("there is none of manifest.csv, manifest.jsonl"), none);
    table("manifest.csv", "path");
    table("manifest.jsonl", "");
    String two = assertThrows(UserError.class, () -> shown("")).getMessage();
    assertTrue(two.contains("there are manifest.csv and manifest.jsonl in"), two);
    assertEquals(List.of(), shown("manifest = manifest.jsonl"));
  }

  @Test
  void aTableSaysMoreOfTheFilesOfAFolder() throws IOException {
    for (String file : List.of("train/a.png", "train/b.png", "train/c.png")) {
      Trees.file(folder, file);
    }
    table(
        "labels.csv",
        "path,label,split,note\ntrain/a.png,cat,test,x\ntrain/a.png,dog,,\n"
            + folder
            + "/train/b.png,,,y\ngone.png,cat,,\nbad\n");
    String table = "kind = directory, manifest = labels.csv";
    assertEquals(
        List.of(
            "labels.csv#6 - - - {} unreadable: line 6 has 1 cells, the header has 4",
            "train/a.png cat test - {note=x}",
            "train/b.png - train - {note=y}",
            "train/c.png - train - {}"),
        shown(table));
    assertEquals("train/c.png train - - {}", shown(table + ", label = parent-folder").get(3));
  }

  @Test
  void sidecarsSayMoreOfTheFilesOfAFolder() throws IOException {
    for (String file : List.of("x/a.png", "x/b.jpg", "x/b.png", "x/c.JPG", "x/d.txt", "e.json")) {
      Trees.file(folder, file);
    }
    table("x/a.cls", "cat\n");
    table("x/a.json", "{\"label\": \"no\", \"split\": \"test\", \"k\": [1]}");
    table("x/b.TXT", "dog");
    table("x/b.png.txt", "wolf");
    table("x/c.txt", "y".repeat((1 << 20) + 1));
    assertEquals(
        List.of(
            "e.json - - - {}",
            "x/a.png cat test - {k=[1], label=no}",
            "x/b.jpg dog - - {}",
            "x/b.png wolf - - {}",
            "x/c.JPG - - - {txt_error=x/c.txt has more than 1048576 bytes}",
            "x/d.txt - - - {}"),
        shown("kind = directory, label = sidecar"));
    assertEquals(11, shown("kind = directory").size());
  }

  private void table(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private static void starts(String start, String text) {
    assertTrue(text.startsWith(start), text);
  }

  private List<String> shown(String more) {
    String kind = more.contains("kind") ? more : "kind = manifest, " + more;
    return Collections.shown(Collections.of(folder, kind));
  }
}
