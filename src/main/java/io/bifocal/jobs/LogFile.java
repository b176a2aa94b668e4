package io.bifocal.jobs;

import java.util.Optional;

/** Where this process writes its full log. */
final class LogFile {
  private LogFile() {}

  /** The file that the launcher chose; empty where Spark's own configuration decides. */
  static Optional<String> path() {
    return Optional.ofNullable(System.getProperty("bifocal.log"));
  }
}
