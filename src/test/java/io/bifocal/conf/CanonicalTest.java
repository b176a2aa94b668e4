package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The spelling that versions are made of: changing it would have every user recompute. */
class CanonicalTest {
  public record Recipe(
      double zoom,
      int binCount,
      boolean signed,
      String name,
      LabelRule rule,
      List<Integer> sizes,
      Map<String, String> notes,
      Count limit,
      Part part,
      Optional<Integer> seed) {}

  public record Part(float share) {}

  private static final Recipe RECIPE =
      new Recipe(
          2,
          8,
          true,
          "a \"b\" é\n",
          LabelRule.PARENT_FOLDER,
          List.of(3, 1),
          Map.of("z", "1", "y", "2"),
          new Count(5),
          new Part(0.5f),
          Optional.empty());

  @Test
  void theSpellingIsPinned() {
    assertEquals(
        "{\"bin-count\":8,\"limit\":\"5\",\"name\":\"a \\\"b\\\" é\\n\","
            + "\"notes\":{\"y\":\"2\",\"z\":\"1\"},\"part\":{\"share\":0.5},"
            + "\"rule\":\"parent-folder\",\"seed\":null,\"signed\":true,\"sizes\":[3,1],"
            + "\"zoom\":2.0}",
        Canonical.json(Canonical.values(RECIPE)));
  }

  @Test
  void recordsWithinMapsAreSpelledLikeTheirComponents() {
    assertEquals(
        "{\"a\":{\"share\":1},\"b\":[\"parent-folder\"]}",
        Canonical.json(Map.of("b", List.of(LabelRule.PARENT_FOLDER), "a", new Part(1))));
  }

  @Property
  void theOrderOfInsertionDoesNotMatter(@ForAll Map<String, Integer> values) {
    Map<String, Integer> backwards = new LinkedHashMap<>();
    values.keySet().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(key -> backwards.put(key, values.get(key)));
    assertEquals(Canonical.json(new HashMap<>(values)), Canonical.json(backwards));
  }

  @Property
  void differentValuesAreSpelledDifferently(@ForAll double a, @ForAll double b) {
    assertEquals(
        Double.compare(a, b) == 0,
        Canonical.json(Map.of("x", a)).equals(Canonical.json(Map.of("x", b))));
  }
}
