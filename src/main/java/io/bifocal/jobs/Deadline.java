package io.bifocal.jobs;

import io.bifocal.conf.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * When a run has to stop: it ends cleanly after the wave in which that time comes, and the next run
 * goes on.
 */
final class Deadline {
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,5})h)?\\s*(?:(\\d{1,6})m)?\\s*(?:(\\d{1,8})s)?");

  private static final Duration FOREVER = Duration.ofDays(10_000);

  @Option(
      names = "--until",
      paramLabel = "HH:MM",
      description = "stop after the wave in which the clock shows this time, next")
  private String until;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "stop after the wave in which the run is this old, such as 6h or 1h30m")
  private String deadline;

  /** The clock of a run that may take as long as it takes. */
  static Supplier<Duration> none() {
    return () -> FOREVER;
  }

  /** Starts the clock, which says how much time is left. */
  Supplier<Duration> start() {
    Duration left = left(ZonedDateTime.now(ZoneId.systemDefault()));
    long start = System.nanoTime();
    return () -> left.minusNanos(System.nanoTime() - start);
  }

  Duration left(ZonedDateTime now) {
    if (until != null && deadline != null) {
      throw new UserError("--until and --deadline are both given; give one");
    }
    if (until != null) {
      return untilNext(now);
    }
    return deadline == null ? FOREVER : duration();
  }

  private Duration untilNext(ZonedDateTime now) {
    try {
      ZonedDateTime next = now.with(LocalTime.parse(until.length() == 4 ? "0" + until : until));
      return Duration.between(now, next.isAfter(now) ? next : next.plusDays(1));
    } catch (DateTimeException e) {
      throw new UserError("--until " + until + " is not a time of day such as 06:00", e);
    }
  }

  private Duration duration() {
    Matcher matcher = DURATION.matcher(deadline.strip());
    if (deadline.isBlank() || !matcher.matches()) {
      throw new UserError("--deadline " + deadline + " is not a time such as 6h, 90m or 1h30m");
    }
    return Duration.ofHours(number(matcher.group(1)))
        .plusMinutes(number(matcher.group(2)))
        .plusSeconds(number(matcher.group(3)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
