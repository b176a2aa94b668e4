package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "maxPixels, max-pixels",
    "LocalBinaryPattern, local-binary-pattern",
    "Hog, hog",
    "x, x",
    "top5Labels, top5-labels",
    "ATrousWaveletEnergy, a-trous-wavelet-energy",
    "planeBShare, plane-b-share"
  })
  void javaNamesBecomeKebabCase(String java, String kebab) {
    assertEquals(kebab, Names.kebab(java));
  }

  @Test
  void constantsBecomeKebabCase() {
    assertEquals("parent-folder", Names.kebab(LabelRule.PARENT_FOLDER));
  }

  @Test
  void camelUndoesKebabForOneLetterAtTheBeginning() {
    assertEquals("ATrousWaveletEnergy", Names.camel("a-trous-wavelet-energy"));
  }

  @Property
  void camelUndoesKebabForWordsOfTwoLettersOrMore(@ForAll("typeNames") String name) {
    assertEquals(name, Names.camel(Names.kebab(name)));
  }

  @Provide
  Arbitrary<String> typeNames() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(2)
        .ofMaxLength(8)
        .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join("", words));
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, abc, 0", "ab, ba, 2", "points, pionts, 2"})
  void distanceCountsEdits(String a, String b, int edits) {
    assertEquals(edits, Names.distance(a, b));
  }

  @Property
  void distanceIsAMetric(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    assertEquals(Names.distance(a, b), Names.distance(b, a));
    assertEquals(a.equals(b), Names.distance(a, b) == 0);
    assertTrue(Names.distance(a, c) <= Names.distance(a, b) + Names.distance(b, c));
  }

  @ParameterizedTest
  @CsvSource({"pionts, points", "POINTS, points", "radios, radius", "maxPixels, max-pixels"})
  void theNearestKnownNameIsSuggested(String wrong, String right) {
    assertEquals(
        "unknown key '"
            + wrong
            + "'; did you mean '"
            + right
            + "'? Known: points, radius, max-pixels",
        Names.unknown("key", wrong, List.of("points", "radius", "max-pixels")));
  }

  @Test
  void nothingIsSuggestedWhereNothingIsNear() {
    assertEquals(
        "unknown key 'xyzzy'. Known: points, radius",
        Names.unknown("key", "xyzzy", List.of("points", "radius")));
  }
}
