package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSettingsTest {
  @TempDir private Path folder;

  /** 10 W for an hour are 0.01 kWh; at 480 g/kWh these are 4.8 g. */
  @Test
  void energyAndEmissionsFollowFromTime() {
    ReportSettings factors = new ReportSettings(10, 480);
    assertEquals(0.01, factors.kilowattHours(3600), 1e-12);
    assertEquals(4.8, factors.gramsCo2(3600), 1e-9);
    assertEquals(0, new ReportSettings(10, 0).gramsCo2(3600));
  }

  @Test
  void keysAreReadAndChecked() throws IOException {
    Settings settings = load("report { watts-per-core = 4.5, grams-co2-per-kwh = 56 }");
    assertEquals(new ReportSettings(4.5, 56), settings.report());
    assertEquals(new ReportSettings(10, 480), load("").report());
    assertTrue(
        refused("report { watts-per-core = -1 }")
            .contains("watts-per-core = -1.0 is out of range; give 0 to 1000"));
    assertTrue(refused("report { grams-co2-per-kwh = NaN }").contains("give 0 to 5000"));
  }

  @Test
  void nobodyIsToldUnlessNamed() throws IOException {
    assertEquals(
        new NotificationSettings(Optional.empty(), List.of(), NotificationRule.FAILURE),
        load("").notification());
    assertEquals(
        new NotificationSettings(
            Optional.of("https://host/hook"), List.of("a", "b c"), NotificationRule.WARNING),
        load("notification { webhook = \"https://host/hook\", command = [a, b c], on = warning }")
            .notification());
  }

  /** What stands after the host may be a secret. */
  @Test
  void wrongAddressesAreRefusedAndNotRepeated() {
    for (String address : List.of("ftp://host/secret", "secret", "https:/secret", "http://a b")) {
      String message = refused("notification { webhook = \"" + address + "\" }");
      assertTrue(message.contains("webhook is no http or https address"), message);
      assertFalse(message.contains("secret"), message);
    }
    assertTrue(refused("notification { command = [\" \"] }").contains("names no program"));
    assertTrue(refused("notification { on = failures }").contains("did you mean 'failure'?"));
  }

  private String refused(String text) {
    return assertThrows(UserError.class, () -> load(text)).getMessage();
  }

  private Settings load(String text) throws IOException {
    Path file = folder.resolve("test.conf");
    Files.writeString(file, "collection { root = /p }\nstore = /s\n" + text + "\n");
    return Settings.load(file, Map.of());
  }
}
