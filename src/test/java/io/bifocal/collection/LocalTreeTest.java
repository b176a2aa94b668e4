package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of a local folder has its row, whatever its name and kind. */
@DisabledOnOs(OS.WINDOWS)
class LocalTreeTest {
  @TempDir private Path folder;
  private LocalTree tree;

  @BeforeEach
  void open() {
    tree = new LocalTree(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.png",
        "with space.png",
        " leading and trailing ",
        "100%.png",
        "%41.png",
        "a#b?c.png",
        "key=value/x.png",
        "new\nline.png",
        "col:on.png",
        "file:/x",
        "_underscore/_x.png",
        ".hidden/.x.png",
        "._x.crc",
        ".plain.png.crc",
        "[a]{b,c}*?.png",
        "back\\slash.png",
        "looks\\x41like.png",
        "quote'\"`$(x).png",
        "~",
        "-rf",
        "caf\u00e9.png",
        "cafe\u0301.png",
        "\u5199\u771f/\u30cf\u3099.png",
        "\uD83D\uDE00.png",
        "replaced\uFFFD.png",
        "\u202Eright-to-left.png",
        "tab\tand\rreturn\u0001.png"
      })
  void aFileOfAnyNameIsListedAndRead(String path) throws IOException {
    Trees.file(folder, path);
    List<String> listed = Trees.paths(tree);
    String expected = path.replace("\\x41", "\\x5Cx41");
    assertEquals(List.of(expected), listed);
    assertEquals(path, Trees.read(tree, expected));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void composedAndDecomposedNamesAreTwoFiles() throws IOException {
    Trees.file(folder, "\u00e9");
    Trees.file(folder, "e\u0301");
    assertEquals(List.of("e\u0301", "\u00e9"), Trees.paths(tree));
    assertEquals("e\u0301", Trees.read(tree, "e\u0301"));
    assertEquals("\u00e9", Trees.read(tree, "\u00e9"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesThatAreNotUtf8AreListedAndRead() throws Exception {
    oddBytes(folder);
    assertEquals(
        List.of("\\xE9t\\xE9/caf\\xE9.png", "\\xE9t\\xE9/\u00e9.png", "\\xFF\\xFE.png"),
        Trees.paths(tree));
    assertEquals("latin", Trees.read(tree, "\\xE9t\\xE9/caf\\xE9.png"));
    assertEquals("utf-8", Trees.read(tree, "\\xE9t\\xE9/\u00e9.png"));
    assertEquals("none", Trees.read(tree, "\\xFF\\xFE.png"));
  }

  @Test
  void namesMayBeAsLongAsTheFileSystemTakes() throws IOException {
    String longest = "x".repeat(251) + ".png";
    String inUtf8 = "\u00e9".repeat(127);
    Trees.file(folder, longest);
    Trees.file(folder, inUtf8);
    assertEquals(List.of(longest, inUtf8), Trees.paths(tree));
    assertEquals(inUtf8, Trees.read(tree, inUtf8));
  }

  @Test
  void sizeAndTimeAreThoseOfTheFile() throws IOException {
    Instant modified = Instant.parse("2026-03-01T02:03:04.567891Z");
    Trees.file(folder, "a/b.png");
    Files.setLastModifiedTime(folder.resolve("a/b.png"), FileTime.from(modified));
    Entry entry = Trees.files(tree, "").get(0);
    assertEquals(new Entry("a/b.png", Entry.Kind.FILE, 7, modified), entry);
  }

  @Test
  void timesAreKeptToTheMicrosecond() throws IOException {
    Trees.file(folder, "a");
    Files.setLastModifiedTime(
        folder.resolve("a"), FileTime.from(Instant.parse("2026-03-01T02:03:04.567891999Z")));
    assertEquals(
        Instant.parse("2026-03-01T02:03:04.567891Z"), Trees.files(tree, "").get(0).modified());
  }

  @Test
  void aLinkToAFileIsAFileOfThatSize() throws IOException {
    Trees.file(folder, "a/real.png");
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a/real.png"));
    Entry link = entries("").get("link.png");
    assertEquals(Entry.Kind.FILE, link.kind());
    assertEquals(10, link.bytes());
    assertEquals("a/real.png", Trees.read(tree, "link.png"));
  }

  @Test
  void aLinkToASiblingFolderIsFollowed() throws IOException {
    Trees.file(folder, "a/x.png");
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertEquals(List.of("a/x.png", "b/x.png"), Trees.paths(tree));
    assertEquals("a/x.png", Trees.read(tree, "b/x.png"));
  }

  @Test
  void aLinkToAFolderElsewhereIsFollowed(@TempDir Path elsewhere) throws IOException {
    Trees.file(elsewhere, "sub/x.png");
    Files.createSymbolicLink(folder.resolve("b"), elsewhere);
    assertEquals(List.of("b/sub/x.png"), Trees.paths(tree));
  }

  @Test
  void aLinkBackIsRecordedAndNotFollowed() throws IOException {
    Trees.file(folder, "a/b/x.png");
    Files.createSymbolicLink(folder.resolve("a/b/to-b"), folder.resolve("a/b"));
    Files.createSymbolicLink(folder.resolve("a/b/to-a"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/b/to-root"), folder);
    Files.createSymbolicLink(folder.resolve("a/b/to-above"), folder.getParent());
    assertEquals(
        List.of("a/b/to-a", "a/b/to-above", "a/b/to-b", "a/b/to-root", "a/b/x.png"),
        Trees.paths(tree));
    for (String link : List.of("to-a", "to-above", "to-b", "to-root")) {
      assertEquals(Entry.Kind.OTHER, entries("a/b").get(link).kind(), link);
    }
  }

  @Test
  void linksThatLeadToEachOtherEnd() throws IOException {
    Trees.file(folder, "a/x.png");
    Trees.file(folder, "b/y.png");
    Files.createSymbolicLink(folder.resolve("a/to-b"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/to-a"), folder.resolve("a"));
    assertEquals(
        List.of("a/to-b/to-a", "a/to-b/y.png", "a/x.png", "b/to-a/to-b", "b/to-a/x.png", "b/y.png"),
        Trees.paths(tree));
  }

  @Test
  void aLinkThatLeadsNowhereOrToItselfIsRecorded() throws IOException {
    Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("itself"), folder.resolve("itself"));
    assertEquals(
        Map.of(
            "broken", new Entry("broken", Entry.Kind.OTHER, 0, Instant.EPOCH),
            "itself", new Entry("itself", Entry.Kind.OTHER, 0, Instant.EPOCH)),
        entries(""));
  }

  @Test
  void aPipeIsRecordedAndNeverOpened() throws Exception {
    Trees.shell(folder, "mkfifo pipe.png");
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("pipe.png"));
    assertEquals(Entry.Kind.OTHER, entries("").get("pipe.png").kind());
    assertEquals(Entry.Kind.OTHER, entries("").get("link.png").kind());
    assertEquals(0, entries("").get("pipe.png").bytes());
  }

  @Test
  void anEmptyFolderHoldsNothingAndAVanishedOneNeither() throws IOException {
    Files.createDirectories(folder.resolve("a/empty"));
    Files.createFile(folder.resolve("now-a-file"));
    assertEquals(Map.of(), entries("a/empty"));
    assertEquals(Map.of(), entries("vanished"));
    assertEquals(Map.of(), entries("now-a-file"));
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    Files.createFile(folder.resolve("empty"));
    assertEquals(Entry.Kind.FILE, entries("").get("empty").kind());
    assertEquals(0, entries("").get("empty").bytes());
  }

  @Test
  void theRootMayHaveAnOddNameItself() throws IOException {
    Trees.file(folder, "a b:c#%41\\é/x\\y.png");
    LocalTree odd = new LocalTree(folder.resolve("a b:c#%41\\é").toString());
    assertTrue(odd.exists());
    assertEquals(List.of("x\\y.png"), Trees.paths(odd));
    assertEquals("a b:c#%41\\é/x\\y.png", Trees.read(odd, "x\\y.png"));
  }

  @Test
  void aRootThatIsNotThereOrAFileDoesNotExist() throws IOException {
    Trees.file(folder, "file");
    assertTrue(tree.exists());
    assertFalse(new LocalTree(folder.resolve("nothing").toString()).exists());
    assertFalse(new LocalTree(folder.resolve("file").toString()).exists());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "UTF-8"})
  @EnabledOnOs(OS.LINUX)
  void aListingDoesNotDependOnTheLocale(String encoding) throws Exception {
    oddBytes(folder);
    for (String path :
        List.of("été/写真 1.png", "e\u0301\uD83D\uDE00\uFFFD/a:b\\c\nd%.png", "back\\x41", "x")) {
      Trees.file(folder, path);
    }
    Files.createSymbolicLink(folder.resolve("été/retour"), folder.resolve("été"));
    Files.createSymbolicLink(folder.resolve("été/là"), folder.resolve("x"));
    assertEquals(described(tree), listedByAChild(encoding));
  }

  /** Lists {@code args[0]}; the entry of the child JVM. */
  public static void main(String[] args) throws IOException {
    new PrintStream(System.out, true, StandardCharsets.UTF_8)
        .print(described(new LocalTree(args[0])));
  }

  private static String described(LocalTree tree) throws IOException {
    StringBuilder result = new StringBuilder();
    for (Entry entry :
        Trees.files(tree, "").stream().sorted((a, b) -> a.path().compareTo(b.path())).toList()) {
      String content = entry.kind() == Entry.Kind.FILE ? Trees.read(tree, entry.path()) : "";
      result.append(entry).append(' ').append(content).append('\n');
    }
    return result.toString();
  }

  private String listedByAChild(String encoding) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dsun.jnu.encoding=" + encoding,
            "-cp",
            System.getProperty("java.class.path"),
            LocalTreeTest.class.getName(),
            folder.toString());
    builder.environment().put("LC_ALL", encoding.equals("UTF-8") ? "C.UTF-8" : "C");
    Process child = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor());
    return output;
  }

  private Map<String, Entry> entries(String path) throws IOException {
    Map<String, Entry> result = new TreeMap<>();
    try (Stream<Entry> entries = tree.list(path)) {
      entries.forEach(
          entry -> result.put(entry.path().substring(entry.path().lastIndexOf('/') + 1), entry));
    }
    return result;
  }

  private static void oddBytes(Path folder) throws IOException, InterruptedException {
    Trees.shell(
        folder,
        "d=$(printf '\\351t\\351'); mkdir \"$d\";"
            + " printf latin > \"$d/$(printf 'caf\\351.png')\";"
            + " printf utf-8 > \"$d/$(printf '\\303\\251.png')\";"
            + " printf none > \"$(printf '\\377\\376.png')\"");
  }
}
