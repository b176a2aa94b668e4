package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoconTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include = [a, b]",
        "include=[a,b]",
        "include : [a, b]",
        "x = 1, include = [a, b]",
        "x { y = 1 }\n\t include = [a, b]",
        "# a comment with one \" quote\ninclude = [a, b]",
        "// another, include = [c]\ninclude = [a, b]",
        "x = \"\"\"three \" quotes\"\"\"\"\ninclude = [a, b]",
        "x = \"an escaped \\\" quote\", include = [a, b]",
        "include = a\ninclude = [a]\ninclude += b",
        "\"include\" = [a, b]"
      })
  void includeMayBeAKey(String text) {
    assertEquals(List.of("a", "b"), Hocon.parse(text, "t").resolve().getStringList("include"));
  }

  @Test
  void includeMayBeAKeyOfANestedObject() {
    Config config = Hocon.parse("collection {include = [a], exclude = [b]}", "t");
    assertEquals(List.of("a"), config.getStringList("collection.include"));
    assertEquals(
        List.of("a"),
        Hocon.parse("collection.include = [a]", "t").getStringList("collection.include"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a, include = b",
        "{include: b}",
        "include = b",
        "# no comment, include = b",
        "// no comment, include = b",
        "$1 \\\\ , include = b"
      })
  void quotedTextsAreLeftAlone(String text) {
    assertEquals(
        text.replace("\\\\", "\\"), Hocon.parse("x = \"" + text + "\"", "t").getString("x"));
    assertEquals(text, Hocon.parse("x = \"\"\"" + text + "\"\"\"", "t").getString("x"));
  }

  @Test
  void textsOfManyLinesAreLeftAlone() {
    String text = "first\ninclude = second\n{ include : third }\n";
    assertEquals(text, Hocon.parse("x = \"\"\"" + text + "\"\"\"", "t").getString("x"));
  }

  @Test
  void veryLongTextsAreRead() {
    String text = "\\\\\\\" ".repeat(20_000);
    assertEquals(60_000, Hocon.parse("x = \"" + text + "\"", "t").getString("x").length());
  }

  @Test
  void includeTakesTheFileBesideTheIncludingOne() throws IOException {
    Files.createDirectories(folder.resolve("common/more"));
    write("common/limits.conf", "include \"more/store.conf\"\nlimits { max-bytes = 1k }\n");
    write("common/more/store.conf", "store = /s\n");
    Path main =
        write("main.conf", "include \"common/limits.conf\"\ncollection { include = [\"*.png\"] }");
    Config config = Hocon.read(main);
    assertEquals("/s", config.getString("store"));
    assertEquals("1k", config.getString("limits.max-bytes"));
    assertEquals(List.of("*.png"), config.getStringList("collection.include"));
  }

  @Test
  void theFileThatIncludesIsStronger() throws IOException {
    write("common.conf", "store = /common\n");
    assertEquals(
        "/mine",
        Hocon.read(write("main.conf", "include \"common.conf\"\nstore = /mine"))
            .getString("store"));
  }

  @Test
  void anErrorInAnIncludedFileNamesThatFile() throws IOException {
    write("limits.conf", "\nlimits { max-byte = 1k }\n");
    Path main =
        write("main.conf", "store = /s\ncollection { root = /c }\ninclude \"limits.conf\"\n");
    UserError error = assertThrows(UserError.class, () -> Settings.load(main, java.util.Map.of()));
    assertTrue(
        error
            .getMessage()
            .startsWith(folder.resolve("limits.conf") + ":2: limits.max-byte: unknown key"),
        error.getMessage());
  }

  @Test
  void aMissingIncludedFileIsNamedWithTheOneThatWantsIt() throws IOException {
    Path main = write("main.conf", "include \"common.conf\"\n");
    assertEquals(
        "there is no file " + folder.resolve("common.conf") + ", which " + main + " includes",
        assertThrows(UserError.class, () -> Hocon.read(main)).getMessage());
  }

  @Test
  void aFileThatIncludesItselfIsRefused() throws IOException {
    Path main = write("main.conf", "include \"other.conf\"\n");
    write("other.conf", "include \"main.conf\"\n");
    String message = assertThrows(UserError.class, () -> Hocon.read(main)).getMessage();
    assertTrue(message.contains("main.conf includes itself"), message);
  }

  @Test
  void whatIsNotUtf8IsRefusedByName() throws IOException {
    Path file = Files.write(folder.resolve("latin.conf"), new byte[] {'x', '=', (byte) 0xE9});
    String message = assertThrows(UserError.class, () -> Hocon.read(file)).getMessage();
    assertTrue(message.startsWith(file + " cannot be read as UTF-8 text"), message);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
