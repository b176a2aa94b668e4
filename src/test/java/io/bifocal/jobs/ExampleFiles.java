package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** Reads what schedulers read. */
final class ExampleFiles {
  /** Five times, each a star, a number, a range or a step, or a list of them; then the command. */
  private static final Pattern CRON_LINE =
      Pattern.compile("((?:(?:\\*|\\d+(?:-\\d+)?)(?:/\\d+)?(?:,\\d+)*\\s+){5})(.*)");

  private ExampleFiles() {}

  /** A command line of {@code spark-submit}, whose options all have a value here. */
  record Submission(Map<String, String> options, String application, List<String> arguments) {
    static Submission of(List<String> words) {
      Map<String, String> options = new TreeMap<>();
      int i = 0;
      for (; words.get(i).startsWith("--"); i += 2) {
        options.put(words.get(i), words.get(i + 1));
      }
      return new Submission(options, words.get(i), words.subList(i + 1, words.size()));
    }

    String option(String name) {
      return options.get(name);
    }
  }

  /** The one command of a crontab, whose variables go into {@code environment}. */
  static String crontab(Path file, Map<String, String> environment) throws IOException {
    String command = null;
    for (String line : content(file)) {
      if (line.matches("\\w+=.*")) {
        String[] variable = line.split("=", 2);
        environment.put(variable[0], variable[1]);
      } else {
        assertTrue(CRON_LINE.matcher(line).matches(), line);
        assertEquals(null, command, "there is one command");
        command = CRON_LINE.matcher(line).replaceFirst("$2");
      }
    }
    return command;
  }

  /** The lines of a file of Spark's settings. */
  static Map<String, String> sparkSettings(Path file) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String line : content(file)) {
      String[] words = line.split("\\s+", 2);
      settings.put(words[0], words[1]);
    }
    return settings;
  }

  /** The keys of a unit, of all sections; the last one of a name. */
  static Map<String, String> keys(Path unit) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (String line : content(unit)) {
      if (!line.startsWith("[")) {
        String[] key = line.split("=", 2);
        keys.put(key[0], key[1]);
      }
    }
    return keys;
  }

  private static List<String> content(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  static Map<?, ?> yaml(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }
}
