package io.bifocal.bench;

import io.bifocal.conf.Catalogue;
import io.bifocal.conf.Names;
import io.bifocal.feature.FeatureExtractor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures every extractor and its references in other libraries in one run; writes what {@code docs/features.md} quotes to
 * {@code src/bench/results/extractors.csv}, and the table of {@code docs/benchmarks.md} to the console. Python's libraries are
 * measured where {@code PYTHON} names an interpreter that has them.
 */
public final class CatalogueCosts {
  private static final Path RESULTS = Path.of("src/bench/results/extractors.csv");
  private static final String[] SIDES = {"128", "512"};

  /** Milliseconds by extractor, then by who computed it, then by side. */
  private final Map<String, Map<String, Map<String, Double>>> all = new TreeMap<>();

  private CatalogueCosts() {}

  /** Takes nothing; runs some minutes. */
  public static void main(String[] arguments) throws Exception {
    CatalogueCosts costs = new CatalogueCosts();
    costs.own();
    costs.references("OpenCvReferenceBenchmark");
    costs.references("JvmReferenceBenchmark");
    costs.python();
    costs.write();
  }

  private void own() throws RunnerException {
    String[] names =
        new Catalogue<>(FeatureExtractor.class, "extractor").all().keySet().toArray(String[]::new);
    for (RunResult result :
        run(quick().include("ExtractorBenchmark").param("extractor", names).param("side", SIDES))) {
      add(result.getParams().getParam("extractor"), "Bifocal", result);
    }
  }

  private void references(String benchmark) throws RunnerException {
    for (RunResult result : run(quick().include(benchmark).param("side", SIDES))) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      String[] words = method.split("_");
      add(Names.kebab(words[0]), words.length > 1 ? words[1] : "bare OpenCV", result);
    }
  }

  private void python() throws IOException, InterruptedException {
    String python = System.getenv("PYTHON");
    if (python == null) {
      return;
    }
    Process process =
        new ProcessBuilder(python, "src/bench/python/references.py").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
      String[] fields = line.split(",");
      add(fields[0], fields[1], fields[2], Double.parseDouble(fields[3]));
    }
    process.waitFor();
  }

  private void write() throws IOException {
    List<String> rows = new ArrayList<>();
    System.out.println("| extractor | side | ms | beside | ms | ratio |\n|---|---|---|---|---|---|");
    all.forEach(
        (name, libraries) -> {
          Map<String, Double> own = libraries.getOrDefault("Bifocal", Map.of());
          if (own.isEmpty()) {
            return;
          }
          rows.add(name + "," + shown(own.get("128")) + "," + shown(own.get("512")));
          libraries.forEach(
              (library, sides) -> {
                if (!library.equals("Bifocal")) {
                  sides.forEach((side, ms) -> print(name, side, own.get(side), library, ms));
                }
              });
        });
    Files.createDirectories(RESULTS.getParent());
    Files.write(RESULTS, rows);
  }

  private static void print(String name, String side, double own, String library, double other) {
    System.out.printf(
        Locale.ROOT, "| `%s` | %s | %s | %s | %s | %.2f |%n", name, side, shown(own), library, shown(other), own / other);
  }

  /** Two significant digits: the machine does not give more. */
  private static String shown(double milliseconds) {
    double digits = Math.pow(10, 1 - Math.floor(Math.log10(milliseconds)));
    double rounded = Math.round(milliseconds * digits) / digits;
    return String.format(Locale.ROOT, rounded >= 10 ? "%.0f" : rounded >= 1 ? "%.1f" : rounded >= 0.1 ? "%.2f" : "%.3f", rounded);
  }

  private void add(String name, String library, RunResult result) {
    add(name, library, result.getParams().getParam("side"), result.getPrimaryResult().getScore() / 1000);
  }

  private void add(String name, String library, String side, double milliseconds) {
    all.computeIfAbsent(name, key -> new TreeMap<>())
        .computeIfAbsent(library, key -> new TreeMap<>())
        .put(side, milliseconds);
  }

  private static ChainedOptionsBuilder quick() {
    return new OptionsBuilder()
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(600))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(400))
        .shouldFailOnError(false)
        .forks(1);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }
}
