package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How keys become components, and what every kind of mistake is answered with. */
class BinderTest {
  public record Everything(
      @Default("1") int whole,
      @Default("2") long large,
      @Default("0.5") double real,
      @Default("0.25") float small,
      @Default("yes") boolean truth,
      @Default("plain") String text,
      @Default("upper-left") Corner corner,
      @Default("[]") List<Integer> numbers,
      @Default("[]") List<Point> points,
      @Default("{}") Map<String, String> texts,
      @Default("3k") Count parsed,
      @Default("{ x = 3, y = 4 }") Point nested,
      Optional<Double> maybe,
      Optional<Point> maybePoint) {}

  public record Point(int x, @Default("7") int y) {
    public Point {
      if (x < 0) {
        throw new UserError("x = " + x + " is out of range; give 0 or more");
      }
    }
  }

  public record Needs(@Help("folder of the store") String storeFolder, Point point) {}

  public record Later(Block block) {}

  public enum Corner {
    UPPER_LEFT,
    LOWER_RIGHT
  }

  private static final Everything DEFAULTS =
      new Everything(
          1,
          2,
          0.5,
          0.25f,
          true,
          "plain",
          Corner.UPPER_LEFT,
          List.of(),
          List.of(),
          Map.of(),
          new Count(3_000),
          new Point(3, 4),
          Optional.empty(),
          Optional.empty());

  @Test
  void everyKeyThatIsNotSetTakesItsDefault() {
    assertEquals(DEFAULTS, bind(Everything.class, ""));
  }

  @Test
  void nullIsAKeyThatIsNotSet() {
    assertEquals(
        DEFAULTS,
        bind(Everything.class, "whole = null, numbers = null, nested = null, maybe = null"));
    assertEquals("t:1: point: this key is missing", refused(Needs.class, "storeFolder", "point"));
  }

  @Test
  void everyKindOfComponentIsBound() {
    Everything everything =
        bind(
            Everything.class,
            """
            whole = -5, large = 9223372036854775807, real = 1e-3, small = 2
            truth = off
            text = "a = b, include = c"
            corner = lower-right
            numbers = [3, 1, 2]
            points = [ { x = 1 }, { x = 2, y = 3 } ]
            texts { b = 2, a = "x y" }
            parsed = 100M
            nested { x = 0 }
            maybe = 4
            maybe-point { x = 9 }
            """);
    assertEquals(
        new Everything(
            -5,
            Long.MAX_VALUE,
            1e-3,
            2f,
            false,
            "a = b, include = c",
            Corner.LOWER_RIGHT,
            List.of(3, 1, 2),
            List.of(new Point(1, 7), new Point(2, 3)),
            Map.of("a", "x y", "b", "2"),
            new Count(100_000_000),
            new Point(0, 7),
            Optional.of(4.0),
            Optional.of(new Point(9, 7))),
        everything);
  }

  @Test
  void oneValueStandsForAListOfOne() {
    assertEquals(List.of(64), bind(Everything.class, "numbers = 64").numbers());
    assertEquals(List.of(new Point(1, 7)), bind(Everything.class, "points = { x = 1 }").points());
  }

  @Test
  void aTextThatLooksLikeANumberKeepsItsSpelling() {
    assertEquals("007", bind(Everything.class, "text = 007").text());
    assertEquals("1.10", bind(Everything.class, "text = 1.10").text());
    assertEquals("true", bind(Everything.class, "text = true").text());
    assertEquals(Map.of("year", "0999"), bind(Everything.class, "texts { year = 0999 }").texts());
  }

  @Test
  void aBlockIsHandedOnWithItsPlace() {
    Block block = bind(Later.class, "block {\n\n name = x, size = 3 }").block();
    assertEquals("block", block.path());
    assertEquals(Optional.of("x"), block.text("name"));
    assertEquals(Optional.empty(), block.text("title"));
    assertEquals("t:1: block: key 'title' is missing", refusal(() -> block.required("title")));
    assertEquals(
        "t:3: block.size: expected an object { … }, found 3", refusal(() -> block.block("size")));
  }

  @Test
  void numbersThatAreNoneNameTheLineAndWhatWasExpected() {
    assertEquals("t:2: whole: expected a whole number, found 1.5", refused("\nwhole = 1.5"));
    assertEquals(
        "t:1: whole: expected a whole number, found 3000000000", refused("whole = 3000000000"));
    assertEquals("t:1: real: expected a number, found \"much\"", refused("real = much"));
    assertEquals("t:1: maybe: expected a number, found \"much\"", refused("maybe = much"));
    assertEquals("t:1: numbers[1]: expected a whole number, found \"b\"", refused("numbers=[1,b]"));
  }

  @Test
  void truthIsSpelledInThreeWays() {
    assertEquals("t:1: truth: expected true or false, found 'maybe'", refused("truth = maybe"));
    assertEquals(false, bind(Everything.class, "truth = no").truth());
    assertEquals(true, bind(Everything.class, "truth = on").truth());
  }

  @Test
  void constantsAreKebabCaseAndTheNearestIsNamed() {
    assertEquals(
        "t:1: corner: unknown value 'uper-left'; did you mean 'upper-left'?"
            + " Known: upper-left, lower-right",
        refused("corner = uper-left"));
    assertEquals(
        "t:1: corner: expected upper-left or lower-right, found [\"upper-left\"]",
        refused("corner = [upper-left]"));
  }

  @Test
  void shapesThatDoNotFitAreShown() {
    assertEquals("t:1: text: expected a text, found {\"a\":1}", refused("text { a = 1 }"));
    assertEquals("t:1: nested: expected an object { … }, found 5", refused("nested = 5"));
    assertEquals("t:1: texts: expected an object { … }, found [1]", refused("texts = [1]"));
    assertEquals("t:1: texts.a: expected a text, found [1]", refused("texts { a = [1] }"));
    assertEquals("t:1: numbers[0]: expected a whole number, found null", refused("numbers=[null]"));
  }

  @Test
  void whatIsShownIsCutShort() {
    String message = refused("text = [" + "\"0123456789\", ".repeat(50) + "]");
    assertEquals("t:1: text: expected a text, found ".length() + 58, message.length(), message);
  }

  @Test
  void whatARecordOrAParserRefusesNamesItsPlace() {
    assertEquals(
        "t:3: points[1]: x = -1 is out of range; give 0 or more",
        refused("points = [\n {x = 1}\n {x = -1}\n]"));
    assertEquals(
        "t:1: parsed: 'many' is not a number with one of the units k, M, G, T",
        refused("parsed = many"));
  }

  @Test
  void unknownKeysNameTheNearestAtEveryDepth() {
    assertEquals(
        "t:2: points[0].z: unknown key 'z'; did you mean 'x'? Known: x, y",
        refused("points = [ { x = 1\n z = 2 } ]"));
  }

  @Test
  void camelCaseIsNotAKey() {
    assertEquals(
        "t:1: maybePoint: unknown key 'maybePoint'; did you mean 'maybe-point'?",
        refused("maybePoint { x = 1 }").replaceAll(" Known: .*", ""));
  }

  @Test
  void missingKeysSayWhatToGive() {
    assertEquals(
        "t:1: store-folder: this key is missing; give the folder of the store",
        refusal(() -> bind(Needs.class, "point { x = 1 }")));
    assertEquals(
        "t:1: point.x: this key is missing",
        refusal(() -> bind(Needs.class, "store-folder = s, point { y = 1 }")));
  }

  @Test
  void anErrorInAMergedObjectNamesTheFileThatWasWritten() {
    Block block =
        Binder.block(Hocon.parse("\ninput { x = -1 }", "t").root().get("input"), "input")
            .withFallback(Canonical.object(new Point(1, 2)));
    assertEquals(
        "t:2: input: x = -1 is out of range; give 0 or more",
        refusal(() -> Binder.bind(Point.class, block)));
  }

  @Test
  void anObjectOfSeveralPlacesIsNamedByTheFirstThatIsAFile() {
    Config file = Hocon.parse("\n\npoint { x = -1 }\nstore-folder = s", "t");
    Config merged = Hocon.parse("point { y = 1 }", "--set point").withFallback(file);
    assertEquals(
        "t:3: point: x = -1 is out of range; give 0 or more",
        refusal(() -> Binder.bind(Needs.class, new Block(merged.root(), ""))));
  }

  @Test
  void aMergedObjectTakesTheFallbackWhereNothingIsSet() {
    Everything written = bind(Everything.class, "points = [{x = 1}], nested.x = 5");
    Block block =
        new Block(Hocon.parse("whole = 8", "t").root(), "").withFallback(Canonical.object(written));
    Everything merged = Binder.bind(Everything.class, block);
    assertEquals(8, merged.whole());
    assertEquals(written.points(), merged.points());
    assertEquals(new Point(5, 7), merged.nested());
    assertEquals(Optional.empty(), merged.maybe());
  }

  @Property
  void everyRecordIsBoundFromItsOwnCanonicalObject(
      @ForAll int whole, @ForAll long large, @ForAll double real, @ForAll List<Integer> numbers) {
    Everything everything =
        new Everything(
            whole,
            large,
            real,
            0.25f,
            false,
            "x",
            Corner.LOWER_RIGHT,
            numbers,
            List.of(new Point(1, 2)),
            Map.of("k", "v"),
            new Count(5),
            new Point(3, 4),
            Optional.of(real),
            Optional.empty());
    assertEquals(
        everything, Binder.bind(Everything.class, new Block(Canonical.object(everything), "")));
  }

  private static <T extends Record> T bind(Class<T> type, String text) {
    return Binder.bind(type, new Block(Hocon.parse(text, "t").root(), ""));
  }

  private static String refused(String text) {
    return refusal(() -> bind(Everything.class, text));
  }

  /** The refusal of a record whose key {@code second} is null. */
  private static String refused(Class<? extends Record> type, String first, String second) {
    return refusal(() -> bind(type, Names.kebab(first) + " = s, " + second + " = null"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable binding) {
    return assertThrows(UserError.class, binding).getMessage();
  }
}
