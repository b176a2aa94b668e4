package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code --until} and {@code --deadline} as the command line hands them over. */
class DeadlineTest {
  private static final ZonedDateTime NIGHT = ZonedDateTime.parse("2026-11-22T02:00:00+01:00");

  @ParameterizedTest
  @CsvSource({
    "6h, PT6H",
    "90m, PT1H30M",
    "1h30m, PT1H30M",
    "1h 30m, PT1H30M",
    "45s, PT45S",
    "2h5s, PT2H5S",
    "' 1h ', PT1H",
    "0s, PT0S"
  })
  void aDeadlineIsATimeFromNow(String text, Duration left) {
    assertEquals(left, deadline("--deadline", text).left(NIGHT));
  }

  @ParameterizedTest
  @CsvSource({
    "06:00, PT4H",
    "6:00, PT4H",
    "02:01, PT1M",
    "01:59, PT23H59M",
    "02:00, PT24H",
    "00:00, PT22H",
    "23:59:30, PT21H59M30S"
  })
  void untilIsTheNextTimeTheClockShows(String text, Duration left) {
    assertEquals(left, deadline("--until", text).left(NIGHT));
  }

  @Test
  void untilIsOfTheClockOnTheWallAlsoWhenItIsSet() {
    ZonedDateTime before = ZonedDateTime.parse("2026-10-25T01:00:00+02:00[Europe/Berlin]");
    assertEquals(Duration.ofHours(6), deadline("--until", "06:00").left(before));
    ZonedDateTime evening = ZonedDateTime.parse("2026-10-24T22:00:00+02:00[Europe/Berlin]");
    assertEquals(Duration.ofHours(9), deadline("--until", "06:00").left(evening));
  }

  @Test
  void withoutEitherThereIsTimeEnough() {
    assertTrue(deadline().left(NIGHT).toDays() > 1_000);
    assertTrue(deadline().start().get().toDays() > 1_000);
    assertTrue(Deadline.none().get().toDays() > 1_000);
  }

  @Test
  void theTimeIsUpWhenItIs() {
    assertFalse(deadline("--deadline", "1h").start().get().isNegative());
    assertTrue(deadline("--deadline", "0s").start().get().isNegative());
  }

  @Test
  void oneIsEnough() {
    assertEquals(
        "--until and --deadline are both given; give one",
        refused("--until", "06:00", "--deadline", "6h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "6", "h", "6 hours", "-1h", "1.5h", "30m1h", "1h1h"})
  void whatIsNoDeadlineIsRefused(String text) {
    assertEquals(
        "--deadline " + text + " is not a time such as 6h, 90m or 1h30m",
        refused("--deadline", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999h", "9223372036854775807h", "3000000h"})
  void aDeadlineBeyondAllClocksIsTheUsersError(String text) {
    assertThrows(UserError.class, () -> deadline("--deadline", text).start());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "6am", "24:01", "12:60", "noon", "600"})
  void whatIsNoTimeOfDayIsRefused(String text) {
    assertEquals(
        "--until " + text + " is not a time of day such as 06:00", refused("--until", text));
  }

  private static String refused(String... arguments) {
    return assertThrows(UserError.class, () -> deadline(arguments).left(NIGHT)).getMessage();
  }

  private static Deadline deadline(String... arguments) {
    return CommandLine.populateCommand(new Deadline(), arguments);
  }
}
