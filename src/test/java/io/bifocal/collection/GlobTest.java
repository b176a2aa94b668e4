package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "*.png ~ a.png",
        "*.png ~ .png",
        "** ~ a/b/c",
        "** ~ a",
        "**/*.png ~ a.png",
        "**/*.png ~ a/b/c.png",
        "a/** ~ a/b/c",
        "a/**/b ~ a/b",
        "a/**/b ~ a/x/y/b",
        "a?c ~ abc",
        "a?c ~ a\uD83D\uDE00c",
        "\uD83D\uDE00*.png ~ \uD83D\uDE00\uD83D\uDE01.png",
        "[a-c]x ~ bx",
        "[!a-c]x ~ dx",
        "[^a-c]x ~ dx",
        "[]x]y ~ ]y",
        "[!]x]y ~ ay",
        "[a&&b] ~ &",
        "[[]x ~ [x",
        "[\\]]x ~ ]x",
        "[a\\-c] ~ -",
        "[\uD83D\uDE00\uD83D\uDE01] ~ \uD83D\uDE01",
        "*.{jpg,jpeg} ~ a.jpeg",
        "{a,b/{c,d}}/x ~ b/d/x",
        "{**/,}x ~ x",
        "a,b ~ a,b",
        "a\\*b ~ a*b",
        "a\\{b ~ a{b",
        "a.b+(c)|^$ ~ a.b+(c)|^$",
        "\\ ~ \\",
        "x-{000..120}.tar ~ x-007.tar",
        "x-{1..10} ~ x-10",
        "x-{10..1} ~ x-3",
        "{0..9}{a,{3..4}} ~ 74",
        "{0..999999}.tar ~ 123456.tar",
        "{08..9} ~ 08",
      })
  void matches(String glob, String path) {
    assertTrue(Glob.compile(glob).matcher(path).matches());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "*.png ~ a/b.png",
        "*.png ~ a.PNG",
        "**/*.png ~ a.jpg",
        "a/** ~ a",
        "a/** ~ ab/c",
        "a/**/b ~ a/xb",
        "a?c ~ a/c",
        "[!a]b ~ /b",
        "[^a]b ~ /b",
        "a[+-9]b ~ a/b",
        "[a&&b] ~ c",
        "[!]x]y ~ ]y",
        "[a\\-c] ~ b",
        "a.b ~ axb",
        "*.{jpg,png} ~ a.jpg,png",
        "a\\*b ~ axb",
        "x-{000..120}.tar ~ x-7.tar",
        "x-{000..120}.tar ~ x-121.tar",
        "x-{1..10} ~ x-01",
        "x-{1..10} ~ x-11",
      })
  void doesNotMatch(String glob, String path) {
    assertFalse(Glob.compile(glob).matcher(path).matches());
  }

  @Test
  void namesMayHoldNewlines() {
    assertTrue(Glob.compile("*.png").matcher("a\nb.png").matches());
    assertTrue(Glob.compile("**").matcher("a\n/b\n.png").matches());
    assertTrue(Glob.compile("a?b").matcher("a\nb").matches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[abc", "a[", "[!", "{a,b", "a}", "a},b{", "[z-a]"})
  void whatIsNotWellFormedIsTheUsersError(String glob) {
    String message = assertThrows(UserError.class, () -> Glob.compile(glob)).getMessage();
    assertTrue(message.startsWith("glob '" + glob + "' "), message);
  }

  @Property(tries = 300)
  void aRangeMatchesItsNumbersAndNoOthers(
      @ForAll @IntRange(max = 3000) int from,
      @ForAll @IntRange(max = 3000) int to,
      @ForAll @IntRange(max = 4000) int number) {
    boolean inside = number >= Math.min(from, to) && number <= Math.max(from, to);
    String text = String.valueOf(number);
    assertEquals(inside, Glob.compile("{" + from + ".." + to + "}").matcher(text).matches());
    String padded = String.format(Locale.ROOT, "{%05d..%05d}", from, to);
    String five = String.format(Locale.ROOT, "%05d", number);
    assertEquals(inside, Glob.compile(padded).matcher(five).matches());
    assertFalse(Glob.compile(padded).matcher(text).matches());
  }

  @Test
  void aRangeOfManyNumbersIsAShortExpression() {
    assertTrue(Glob.compile("{000000001..999999998}").pattern().length() < 1000);
  }

  @Test
  void aGlobWithoutWildcardsNamesItsFiles() {
    assertEquals(
        List.of("a-08", "a-09", "a-10"), NamedFiles.of(List.of("a-{08..10}", "a-10", "b-*")));
    assertEquals(
        List.of("x/1.tar", "x/2.tar", "x/y.tar", "*"),
        NamedFiles.of(List.of("x/{{1..2},y}.tar", "\\*", "{a,[b]}", "?")));
    assertEquals(100_000, NamedFiles.of(List.of("{0..99999}")).size());
    assertEquals(List.of(), NamedFiles.of(List.of("{0..100000}", "{0..999}{0..999}")));
  }

  @Property
  void aPathQuotedByBackslashesMatchesItselfAndNothingElse(
      @ForAll String path, @ForAll String other) {
    String glob =
        path.codePoints().mapToObj(c -> "\\" + Character.toString(c)).collect(Collectors.joining());
    assertTrue(Glob.compile(glob).matcher(path).matches());
    assertEquals(path.equals(other), Glob.compile(glob).matcher(other).matches());
  }

  @Property
  void everythingMatchesTwoStars(@ForAll String path) {
    assertTrue(Glob.compile("**").matcher(path).matches());
    assertTrue(Glob.compile("**/*").matcher(path).matches());
  }

  @Property
  void oneStarMatchesWhatHasNoSlash(@ForAll String path) {
    assertEquals(path.indexOf('/') < 0, Glob.compile("*").matcher(path).matches());
  }
}
