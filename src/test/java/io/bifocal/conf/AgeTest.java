package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "30d, PT720H",
    "12h, PT12H",
    "90m, PT1H30M",
    "45s, PT45S",
    "0d, PT0S",
    "' 7 d ', PT168H"
  })
  void anAgeIsANumberAndItsUnit(String text, Duration duration) {
    assertEquals(duration, Age.parse(text).duration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "d", "-1d", "1.5d", "30 days", "1d12h", "9999999d"})
  void anythingElseIsTheUsersError(String text) {
    String message = assertThrows(UserError.class, () -> Age.parse(text)).getMessage();
    assertEquals("'" + text + "' is not an age such as 30d, 12h, 90m or 45s", message);
  }

  @Test
  void theLastRunAlwaysStays() {
    String message =
        assertThrows(UserError.class, () -> new RetentionSettings(0, Age.parse("30d")))
            .getMessage();
    assertTrue(message.startsWith("keep-runs = 0 is out of range"), message);
  }
}
