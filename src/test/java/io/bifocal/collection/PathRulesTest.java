package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.Hocon;
import io.bifocal.conf.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRulesTest {
  @Test
  void theLabelIsTheParentFolderUnlessOtherwiseSaid() {
    PathRules rules = rules("");
    assertEquals("cats", rules.describe("animals/cats/1.png").label());
    assertEquals("cats", rules.describe("cats/1.png").label());
    assertNull(rules.describe("1.png").label());
    assertEquals(new PathFacts("a b", null, null, Map.of()), rules.describe("x/a b/1.png"));
    assertEquals(rules.describe("a/b"), rules("label = parent-folder").describe("a/b"));
  }

  @Test
  void withoutALabelRuleThereIsNone() {
    assertEquals(
        new PathFacts(null, null, null, Map.of()), rules("label = none").describe("cats/1.png"));
  }

  @Test
  void namedGroupsGiveLabelSplitAndGroupAndFurtherOnesAttributes() {
    PathRules rules =
        rules(
            "pattern = \"(?<split>train|test)/(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+?)"
                + "(?:@(?<scale>\\\\dx))?\\\\.png\"");
    assertEquals(
        new PathFacts("cat", "train", "1f402", Map.of("vendor", "google", "scale", "2x")),
        rules.describe("train/cat/google_1f402@2x.png"));
    assertEquals(
        new PathFacts("cat", "test", "1f402", Map.of("vendor", "google")),
        rules.describe("test/cat/google_1f402.png"));
  }

  @Test
  void thePatternIsOverTheWholePath() {
    PathRules rules = rules("pattern = \"(?<label>[a-z]+)\\\\.png\"");
    assertEquals("cat", rules.describe("cat.png").label());
    assertNull(rules.describe("cat.png.bak").label());
    assertNull(rules.describe("x/cat.png").label());
  }

  @Test
  void aPathThatThePatternDoesNotMatchSaysNothing() {
    assertEquals(
        new PathFacts(null, null, null, Map.of()),
        rules("pattern = \"(?<label>\\\\d+)/.*\"").describe("cats/1.png"));
  }

  @Test
  void aPatternMayLookAroundAndMatchParenthesesAndNewlines() {
    PathRules rules =
        rules("pattern = \"(?<!x)(?<label>.+)/[(?<a>]\\\\(?<b>(?<group>.+)(?<=\\\\)\\\\.png)\"");
    PathFacts facts = rules.describe("cat\ndog/(<b>7).png");
    assertEquals("cat\ndog", facts.label());
    assertEquals("7).png", facts.group());
    assertEquals(Map.of(), facts.attributes());
  }

  @ParameterizedTest
  @CsvSource({
    "train/cats/1.png, train",
    "x/Training/cats/1.png, train",
    "VALID/cats/1.png, val",
    "validation/cats/1.png, val",
    "a/val/test/1.png, val",
    "testing/cats/1.png, test",
    "trains/cats/1.png,",
    "cats/train.png,",
    "cats/train/1.png,",
    "test/train/1.png, test",
  })
  void aFolderCalledLikeASplitGivesItUnlessItIsTheLabel(String path, String split) {
    assertEquals(split, rules("").describe(path).split());
    assertNull(rules("split = content, label = none").describe(path).split());
  }

  @Test
  void aPatternIsStrongerThanAFolderCalledLikeASplit() {
    PathRules rules = rules("pattern = \"(?<label>[^/]+)/((?<split>[a-z])_)?.*\"");
    assertEquals(new PathFacts("train", "b", null, Map.of()), rules.describe("train/b_.png"));
    assertEquals(new PathFacts("train", null, null, Map.of()), rules.describe("train/1.png"));
    assertEquals("test", rules.describe("cat/test/1.png").split());
  }

  @Test
  void aPatternWithoutALabelLeavesItToTheRule() {
    String pattern = "pattern = \".*/(?<group>[0-9]+)\\\\.png\"";
    assertEquals(new PathFacts(null, null, "7", Map.of()), rules(pattern).describe("cats/7.png"));
    assertEquals(
        new PathFacts("cats", null, "7", Map.of()),
        rules(pattern + ", label = parent-folder").describe("cats/7.png"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "label = column ~ label = column needs a table; name one",
        "label = column, kind = webdataset ~ label = column needs a table, which kind = webdataset",
        "label = sidecar, kind = parquet ~ label = sidecar needs files beside",
        "label = sidecar, kind = manifest ~ label = sidecar needs files beside",
        "split-shares { train = 90%, val = 5%, test = 4% } ~ split-shares make 99% together",
        "split-shares { train = 0.9, val = 10% } ~ split-shares.train = '0.9' is not a percentage",
        "delimiter = ab ~ delimiter = 'ab' is not one character",
      })
  void rulesThatCannotHoldAreTheUsersError(String text, String message) {
    String thrown = assertThrows(UserError.class, () -> rules(text)).getMessage();
    assertTrue(thrown.contains(message), thrown);
  }

  @Test
  void sharesMayHaveDecimals() {
    rules("split-shares { a = 12.5%, b = 87.5% }");
  }

  @Test
  void excludeIsStrongerThanInclude() {
    PathRules rules = rules("include = [\"**/*.png\", \"b/*.jpg\"], exclude = [\"**/draft/**\"]");
    assertTrue(rules.accept("1.png"));
    assertTrue(rules.accept("a/1.png"));
    assertTrue(rules.accept("b/1.jpg"));
    assertFalse(rules.accept("a/1.jpg"));
    assertFalse(rules.accept("draft/1.png"));
    assertFalse(rules.accept("a/draft/b/1.png"));
  }

  @Test
  void everythingIsAcceptedUnlessOtherwiseSaid() {
    assertTrue(rules("").accept(".hidden/_x/a\nb"));
  }

  @Test
  void rulesTravelToTasks() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(rules("pattern = \"(?<label>.)/.*\", exclude = b"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PathRules rules = (PathRules) in.readObject();
      assertEquals("a", rules.describe("a/b").label());
      assertFalse(rules.accept("b"));
    }
  }

  static PathRules rules(String text) {
    Block block = new Block(Hocon.parse("root = /photos, " + text, "t").root(), "collection");
    return new PathRules(Binder.bind(CollectionSettings.class, block));
  }
}
