package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every job takes. */
final class ConfigurationOptions {
  @Option(
      names = "--conf",
      required = true,
      paramLabel = "FILE",
      description = "configuration in HOCON; docs/configuration.md explains its keys")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "a value that is stronger than the file's, such as limits.max-pixels=50M; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  Settings settings() {
    return Settings.load(file, overrides);
  }
}
