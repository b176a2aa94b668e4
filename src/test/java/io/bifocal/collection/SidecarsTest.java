package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("core")
class SidecarsTest {
  private static final PathFacts NOTHING = new PathFacts(null, null, null, Map.of());
  private final Sidecars sidecars = new Sidecars("label");

  @Test
  void theLabelIsTheClassElseTheFieldElseTheText() {
    assertEquals(
        new PathFacts("7", null, null, Map.of("label", "x", "txt", "a seven")),
        facts("cls", " 7\n", "json", "{\"label\": \"x\"}", "txt", "a seven"));
    assertEquals(
        new PathFacts("x", null, null, Map.of("txt", "a seven")),
        facts("json", "{\"label\": \"x\"}", "txt", "a seven"));
    assertEquals(
        new PathFacts("a seven", null, null, Map.of("n", "1.10")),
        facts("json", "{\"n\": 1.10}", "txt", "a seven"));
    assertEquals(NOTHING, facts("cls", " \n"));
    assertEquals(NOTHING, facts());
  }

  @Test
  void fieldsOfJsonBecomeColumnsAndAttributes() {
    assertEquals(
        new PathFacts(
            "3",
            "train",
            "g",
            Map.of("deep", "{\"a\":[1,2]}", "yes", "true", "list", "[]", "large", "1E+400")),
        facts(
            "json",
            "{\"label\": 3, \"split\": \"train\", \"group\": \"g\", \"deep\": {\"a\": [1, 2]},"
                + "\"yes\": true, \"list\": [], \"none\": null, \"empty\": \"\","
                + "\"large\": 1e400}"));
  }

  @Test
  void aDotGoesIntoAnObject() {
    byte[] json = "{\"a\": {\"b\": \"cat\"}}".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        new PathFacts("cat", null, null, Map.of("a", "{\"b\":\"cat\"}")),
        new Sidecars("a.b").facts(Map.of("json", json), NOTHING));
    assertNull(new Sidecars("a").facts(Map.of("json", json), NOTHING).label());
    assertNull(new Sidecars("a.b.c").facts(Map.of("json", json), NOTHING).label());
  }

  @Test
  void thePathGoesFirstButForItsSplit() {
    PathFacts path = new PathFacts("cat", "val", "9", Map.of("vendor", "google"));
    assertEquals(
        new PathFacts("cat", "train", "9", Map.of("vendor", "google", "cls", "7")),
        sidecars.facts(
            content("cls", "7", "json", "{\"split\": \"train\", \"vendor\": \"x\"}"), path));
  }

  @Test
  void withoutAFieldForLabelsNothingIsALabel() {
    assertEquals(
        new PathFacts(null, null, null, Map.of("cls", "7", "txt", "t", "label", "x")),
        new Sidecars(null)
            .facts(content("cls", "7", "txt", "t", "json", "{\"label\": \"x\"}"), NOTHING));
  }

  @Test
  void jsonThatIsNoObjectOrNotJsonIsSaid() {
    assertEquals(Map.of("json", "[1]"), facts("json", "[1]").attributes());
    assertEquals(Map.of(), facts("json", "").attributes());
    for (String malformed : new String[] {"{", "{} {}", "nope", "{\"a\": " + "[".repeat(100_000)}) {
      String error = facts("json", malformed, "cls", "7").attributes().get("json_error");
      assertTrue(error.startsWith("line 1, column ") || error.contains("nesting depth"), error);
      assertEquals("7", facts("json", malformed, "cls", "7").label());
    }
  }

  private PathFacts facts(String... fieldsAndContents) {
    return sidecars.facts(content(fieldsAndContents), NOTHING);
  }

  private static Map<String, byte[]> content(String... fieldsAndContents) {
    Map<String, byte[]> content = new HashMap<>();
    for (int i = 0; i < fieldsAndContents.length; i += 2) {
      content.put(fieldsAndContents[i], fieldsAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return content;
  }
}
