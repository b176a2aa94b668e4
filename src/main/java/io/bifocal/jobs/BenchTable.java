package io.bifocal.jobs;

import io.bifocal.pipeline.BenchRecord;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What {@code bench} prints: a table in Markdown, medians of the rounds. */
final class BenchTable {
  private BenchTable() {}

  static void print(PrintStream out, BenchRecord record) {
    List<BenchRecord.Round> rounds = record.rounds();
    out.printf(
        Locale.ROOT,
        "%,d images of %,d bytes on average; %s; %d threads; Bifocal %s, Spark %s on %s, Java %s%n%n",
        record.images(),
        record.bytes() / record.images(),
        String.join(", ", record.producers()),
        record.cores(),
        record.bifocal(),
        record.spark(),
        record.master(),
        record.java());
    out.println("| | plain loop | pass | ratio |");
    out.println("|---|---|---|---|");
    out.printf(
        Locale.ROOT,
        "| images/s | %.1f | %.1f | %.2f |%n",
        median(rounds, round -> record.images() / round.loop().seconds()),
        median(rounds, round -> record.images() / round.pass().seconds()),
        median(rounds, BenchRecord.Round::ratio));
    out.printf(
        Locale.ROOT,
        "| with plan, start and end of the work | | %.1f | %.2f |%n",
        median(rounds, round -> record.images() / round.pass().allSeconds()),
        median(rounds, BenchRecord.Round::ratioOfAll));
    BenchRecord.Round first = rounds.get(0);
    for (String what : first.pass().cpuMilliseconds().keySet()) {
      out.printf(
          Locale.ROOT,
          "| CPU ms an image: %s | %s | %.3f | |%n",
          what,
          first.loop().cpuMilliseconds().containsKey(what)
              ? String.format(
                  Locale.ROOT,
                  "%.3f",
                  median(rounds, round -> round.loop().cpuMilliseconds().get(what)))
              : "",
          median(rounds, round -> round.pass().cpuMilliseconds().get(what)));
    }
    out.printf(
        Locale.ROOT,
        "| CPU ms an image: all threads of tasks | %.3f | %.3f | |%n",
        median(rounds, round -> sum(round.loop().cpuMilliseconds().values())),
        median(rounds, round -> round.pass().taskCpuMilliseconds()));
    out.printf(
        Locale.ROOT,
        "| garbage collection, share of the time | | %.2f %% | |%n",
        median(
            rounds, round -> 100 * round.pass().collectionSeconds() / round.pass().allSeconds()));
    out.printf(
        Locale.ROOT,
        "| resident memory of the process, MiB | | %.0f | |%n",
        median(rounds, round -> round.pass().residentBytes() / 1048576.0));
    out.printf(
        Locale.ROOT,
        "| bytes an image in the store | | %.0f | |%n",
        median(rounds, round -> round.pass().storeBytes()));
    out.println();
    out.println(
        "Ratios of the rounds: "
            + rounds.stream()
                .map(round -> String.format(Locale.ROOT, "%.2f", round.ratio()))
                .collect(Collectors.joining(", ")));
  }

  private static double sum(Iterable<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double median(
      List<BenchRecord.Round> rounds, ToDoubleFunction<BenchRecord.Round> of) {
    List<Double> values =
        rounds.stream().mapToDouble(of).boxed().sorted(Comparator.naturalOrder()).toList();
    return (values.get((values.size() - 1) / 2) + values.get(values.size() / 2)) / 2;
  }
}
