package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
