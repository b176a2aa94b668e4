package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link LocalTreeTest} promises, of a file system that Hadoop brings. */
@DisabledOnOs(OS.WINDOWS)
class HadoopTreeTest {
  @TempDir private Path folder;
  private HadoopTree tree;

  /** A real file system of Hadoop's under a scheme of its own: the local disk. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public String getScheme() {
      return "elsewhere";
    }

    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }
  }

  @BeforeEach
  void open() {
    tree = tree("elsewhere://" + folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.png",
        "with space.png",
        "100%.png",
        "%41.png",
        "a#b?c.png",
        "key=value/x.png",
        "new\nline.png",
        "col:on.png",
        "a:b/c:d.png",
        "_underscore/_x.png",
        ".hidden/.x.png",
        ".plain.png.crc",
        "[a]{b,c}*?.png",
        "caf\u00e9.png",
        "cafe\u0301.png",
        "\uD83D\uDE00.png"
      })
  void aFileOfAnyNameIsListedAndRead(String path) throws IOException {
    Trees.file(folder, path);
    assertEquals(List.of(path), Trees.paths(tree));
    assertEquals(path, Trees.read(tree, path));
  }

  @Test
  void sizeAndTimeAreThoseOfTheFile() throws IOException {
    Trees.file(folder, "a/b.png");
    Instant modified = Instant.parse("2026-03-01T02:03:04.567Z");
    Files.setLastModifiedTime(folder.resolve("a/b.png"), FileTime.from(modified));
    assertEquals(
        List.of(new Entry("a/b.png", Entry.Kind.FILE, 7, modified)), Trees.files(tree, ""));
    try (Stream<Entry> entries = tree.list("")) {
      Entry sub = entries.toList().get(0);
      assertEquals(Entry.Kind.FOLDER, sub.kind());
      assertEquals(0, sub.bytes());
    }
  }

  @Test
  void theRootMayEndInASlash() throws IOException {
    Trees.file(folder, "a/b.png");
    assertEquals(List.of("a/b.png"), Trees.paths(tree("elsewhere://" + folder + "/")));
    assertEquals("a/b.png", Trees.read(tree("elsewhere://" + folder + "/"), "a/b.png"));
  }

  @Test
  void aFolderThatHasVanishedIsEmpty() throws IOException {
    try (Stream<Entry> entries = tree.list("vanished")) {
      assertEquals(List.of(), entries.toList());
    }
  }

  @Test
  void aFileThatHasVanishedCannotBeOpened() {
    assertThrows(FileNotFoundException.class, () -> tree.open("vanished.png"));
  }

  @Test
  void aRootThatIsNotThereOrAFileDoesNotExist() throws IOException {
    Trees.file(folder, "file");
    assertTrue(tree.exists());
    assertFalse(tree("elsewhere://" + folder + "/nothing").exists());
    assertFalse(tree("elsewhere://" + folder + "/file").exists());
  }

  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.elsewhere.impl", Elsewhere.class, org.apache.hadoop.fs.FileSystem.class);
    return hadoop;
  }

  private static HadoopTree tree(String root) {
    return new HadoopTree(root, new SerializableConfiguration(hadoop()));
  }
}
