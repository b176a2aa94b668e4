package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Settings;
import io.bifocal.feature.Extraction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import picocli.CommandLine.ParseResult;

/** What has to hold for anything that an example says, whatever the scheduler. */
final class Examples {
  /** Known to Spark without being registered, or to modules that are not here. */
  private static final String UNREGISTERED = "spark\\.(master|kubernetes\\..*|yarn\\..*)";

  private Examples() {}

  /** The arguments are those of a nightly run, by the program's own parser, with a window. */
  static void assertNightly(List<String> arguments, Installation installation) throws Exception {
    ParseResult parsed =
        new picocli.CommandLine(Bifocal.class)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .parseArgs(arguments.stream().map(installation::here).toArray(String[]::new))
            .subcommand();
    assertNotNull(parsed, arguments.toString());
    assertEquals("nightly", parsed.commandSpec().name());
    Path conf = parsed.matchedOptionValue("--conf", null);
    assertConfiguration(conf);
    Deadline deadline = new Deadline();
    String option = parsed.hasMatchedOption("--until") ? "--until" : "--deadline";
    new picocli.CommandLine(deadline)
        .parseArgs(option, parsed.matchedOptionValue(option, (String) null));
    ZonedDateTime start = ZonedDateTime.parse("2026-11-23T02:00:00+01:00[Europe/Berlin]");
    assertEquals(4, deadline.left(start).toHours(), "a window from two to six");
  }

  /** All that a configuration says can be read, and the models it names are in this project. */
  static void assertConfiguration(Path conf) {
    Settings settings = Settings.load(conf, Map.of());
    assertEquals(
        List.of("hog", "local-binary-pattern", "color-histogram"),
        settings.extractors().stream().map(block -> Extraction.of(block).name()).toList());
    settings
        .models()
        .forEach(
            model ->
                assertTrue(
                    Files.isRegularFile(inProject(model.path()).resolve("model.onnx")),
                    model.path()));
    assertEquals(1, settings.models().size());
  }

  /** Every key is one of Spark's, and its value of that key's type. */
  static void assertSparkSettings(Map<String, String> settings) throws ClassNotFoundException {
    // Keys are registered by the objects that define them, when these are made.
    Class.forName("org.apache.spark.internal.config.package$");
    Class.forName("org.apache.spark.internal.config.UI$");
    assertTrue(settings.size() > 2, settings.toString());
    settings.forEach(
        (key, value) -> {
          if (!key.matches(UNREGISTERED)) {
            ConfigEntry<?> entry = ConfigEntry.findEntry(key);
            assertNotNull(entry, key);
            assertNotNull(new SparkConf(false).set(key, value).get(entry), key);
          }
        });
  }

  /** What {@code spark-submit} starts, and the settings that it is given, are in this project. */
  static void assertSubmitted(String application, String mainClass) throws Exception {
    assertEquals(
        Path.of("target/bifocal-" + Version.bifocal() + ".jar"),
        inProject(application.replaceFirst("^local://", "")));
    assertEquals(Bifocal.class, Class.forName(mainClass));
  }

  /** A path below {@code /opt/bifocal} in this project. */
  static Path inProject(String path) {
    return Path.of("/opt/bifocal").relativize(Path.of(path));
  }
}
