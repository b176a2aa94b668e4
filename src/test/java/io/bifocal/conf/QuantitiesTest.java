package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, sizes and tolerances as people write them. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "100M, 100000000",
    "1.5k, 1500",
    "2 g, 2000000000",
    "' 3T ', 3000000000000",
    "9223372036854775807, 9223372036854775807"
  })
  void countsHaveDecimalUnits(String text, long value) {
    assertEquals(value, Count.parse(text).value());
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "7b, 7",
    "1k, 1024",
    "256M, 268435456",
    "0.5G, 536870912",
    "1T, 1099511627776"
  })
  void sizesHaveBinaryUnits(String text, long value) {
    assertEquals(value, ByteSize.parse(text).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "k", "1.k", ".5k", "1e6", "1 000", "5%", "1kk", "１", "NaN"})
  void whatIsNoQuantityIsRefused(String text) {
    String message = assertThrows(UserError.class, () -> Count.parse(text)).getMessage();
    assertEquals("'" + text + "' is not a number with one of the units k, M, G, T", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.0005k", "9223372036854775808", "10000000000000000T"})
  void whatIsNotWholeOrTooLargeIsRefused(String text) {
    String message = assertThrows(UserError.class, () -> Count.parse(text)).getMessage();
    assertEquals("'" + text + "' is not a whole number below 2^63", message);
  }

  @Property
  void theSpellingOfACountReadsBack(@ForAll @LongRange(min = 0) long value) {
    assertEquals(value, Count.parse(new Count(value).toString()).value());
    assertEquals(value, ByteSize.parse(new ByteSize(value).toString()).value());
  }

  @Test
  void aToleranceIsAShareOrANumber() {
    assertTrue(Tolerance.parse("5%").accepts(5, 100));
    assertFalse(Tolerance.parse("5%").accepts(6, 100));
    assertTrue(Tolerance.parse("3").accepts(3, 4));
    assertFalse(Tolerance.parse("3").accepts(4, 4_000));
    assertTrue(Tolerance.parse("1k").accepts(1_000, 1_000));
    assertTrue(Tolerance.parse(" 0.5% ").accepts(1, 200));
    assertFalse(Tolerance.parse("0.5%").accepts(1, 199));
  }

  @Test
  void nothingOfNothingIsAlwaysAccepted() {
    assertTrue(Tolerance.parse("0%").accepts(0, 0));
    assertTrue(Tolerance.parse("0").accepts(0, 0));
    assertTrue(Tolerance.parse("100%").accepts(7, 7));
  }

  @Property
  void aShareIsExact(
      @ForAll @IntRange(max = 100) int percent, @ForAll @LongRange(max = 1_000_000_000L) long n) {
    Tolerance tolerance = Tolerance.parse(percent + "%");
    assertTrue(tolerance.accepts(percent * n, 100 * n));
    assertFalse(tolerance.accepts(percent * n + 1, 100 * n));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1%", "100.1%", "NaN%", "five%", "many", "-3", "0x1p3%"})
  void whatIsNoToleranceIsRefusedByItsText(String text) {
    String message = assertThrows(UserError.class, () -> Tolerance.parse(text)).getMessage();
    assertTrue(message.startsWith("'" + text + "' is not "), message);
  }
}
