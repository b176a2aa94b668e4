package io.bifocal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code nightly} costs over 100,000 photographs when nothing has changed and when one in a hundred has, in relation to its
 * first run: loose files, and tars of a thousand each.
 */
public final class IncrementalCost {
  private static final int IMAGES = 100_000;
  private static final int FOLDERS = 100;
  private static final int CHANGED = 42;

  private final Path folder;
  private int edition;

  private IncrementalCost(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder that {@link PassThroughput} made its pictures in. */
  public static void main(String[] arguments) throws Exception {
    IncrementalCost benchmark = new IncrementalCost(Path.of(arguments[0]));
    Path loose = benchmark.folder.resolve("loose");
    DistinctPictures.write(benchmark.folder.resolve("large"), loose, IMAGES);
    Path packed = Files.createDirectories(benchmark.folder.resolve("packed"));
    for (int i = 0; i < FOLDERS; i++) {
      if (!Files.exists(packed.resolve("shard-" + i + ".tar"))) {
        benchmark.tar(i);
      }
    }
    benchmark.measure("loose", "directory");
    benchmark.measure("packed", "webdataset");
  }

  private void measure(String name, String kind) throws Exception {
    Path store = folder.resolve("store-" + name);
    Folders.delete(store);
    Path conf = folder.resolve(name + ".conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", kind = %s, label = none }
        store = "%s"
        extractors = [ { name = hog }, { name = local-binary-pattern }, { name = color-histogram } ]
        models = [ { name = mobilenet, path = "src/quickstart/models/mobilenetv2-576" } ]
        """
            .formatted(folder.resolve(name), kind, store));
    Cost first = nightly(conf, store);
    Cost unchanged = nightly(conf, store);
    edition++;
    DistinctPictures.writeFolder(folder.resolve("large"), folder.resolve("loose"), CHANGED, IMAGES / FOLDERS, edition);
    tar(CHANGED);
    Cost changed = nightly(conf, store);
    print(name + ", first run", first, first);
    print(name + ", nothing changed", unchanged, first);
    print(name + ", one in a hundred changed", changed, first);
  }

  /**
   * What a run costs.
   *
   * @param cpu seconds of CPU time of the executors' tasks
   * @param wall seconds from the first word of the command line to its end
   */
  private record Cost(double cpu, double wall, long decoded) {}

  private static void print(String what, Cost cost, Cost first) {
    System.out.printf(
        Locale.ROOT,
        "%s: decoded %,d, executor CPU %.1f s (%.2f %% of the first run), wall %.1f s%n",
        what,
        cost.decoded(),
        cost.cpu(),
        100 * cost.cpu() / first.cpu(),
        cost.wall());
  }

  private Cost nightly(Path conf, Path store) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("jobs/bifocal", "--master", "local[2]", "nightly", "--conf", conf.toString());
    // Those of this process are for the benchmarks.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Path log = folder.resolve("nightly.log");
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    JsonNode work = new ObjectMapper().readTree(last(store).toFile()).get("work");
    return new Cost(work.get("executor_cpu_seconds").asDouble(), wall, work.get("decoded").asLong());
  }

  private static Path last(Path store) throws IOException {
    try (Stream<Path> records = Files.list(store.resolve("runs"))) {
      return records.filter(path -> path.toString().endsWith(".json")).max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  private void tar(int number) throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar",
                "--format=ustar",
                "-cf",
                folder.resolve("packed/shard-" + number + ".tar").toString(),
                "-C",
                folder.resolve("loose").toString(),
                String.valueOf(number))
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar failed");
    }
  }
}
