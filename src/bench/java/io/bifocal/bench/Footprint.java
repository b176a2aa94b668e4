package io.bifocal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The resident memory of the job {@code extract} on two cores after 5,000 and after 50,000 photographs of 500 by 375 pixels, with
 * two networks and eight extractors. How far it is, is seen by the bytes of the rows that it has published.
 */
public final class Footprint {
  private static final int IMAGES = 55_000;
  private static final int EARLY = 5_000;
  private static final int LATE = 50_000;

  /** What a moment's memory is the median of. */
  private static final int WINDOW = 21;

  /**
   * A moment of the run.
   *
   * @param published bytes of rows
   * @param resident bytes of memory
   */
  private record Moment(long published, long resident) {}

  private Footprint() {}

  /** Takes the folder that {@link PassThroughput} made its pictures in. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path many = folder.resolve("many");
    DistinctPictures.write(folder.resolve("large"), many, IMAGES);
    Path store = folder.resolve("store-many");
    Folders.delete(store);
    Path conf = folder.resolve("many.conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", label = none }
        store = "%s"
        extractors = [
          { name = hog }, { name = local-binary-pattern }, { name = color-histogram }, { name = gray-cooccurrence }
          { name = edge-density }, { name = sharpness }, { name = entropy }, { name = wavelet-energy }
        ]
        models = [
          { name = mobilenet, path = "src/quickstart/models/mobilenetv2-576" }, { name = emoji-cnn, path = "src/quickstart/models/emoji-cnn" }
        ]
        """
            .formatted(many, store));
    Path temporary = Files.createTempDirectory(folder, "temporary");
    bifocal("scan", conf, temporary).waitFor();
    List<Moment> moments = watch(bifocal("extract", conf, temporary), store);
    long total = moments.get(moments.size() - 1).published();
    long early = resident(moments, total, EARLY);
    long late = resident(moments, total, LATE);
    System.out.printf(
        Locale.ROOT,
        "resident after %,d images %,d MiB, after %,d images %,d MiB, ratio %.3f; left in the folder for temporary files: %s%n",
        EARLY,
        early >> 20,
        LATE,
        late >> 20,
        (double) late / early,
        names(temporary));
  }

  private static Process bifocal(String job, Path conf, Path temporary) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("jobs/bifocal", "--master", "local[2]", job, "--conf", conf.toString());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().put("SPARK_SUBMIT_OPTS", "-Djava.io.tmpdir=" + temporary);
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("SPARK_LOCAL_DIRS", temporary.toString());
    return builder.redirectErrorStream(true).redirectOutput(conf.resolveSibling(job + "-many.log").toFile()).start();
  }

  private static List<Moment> watch(Process process, Path store) throws Exception {
    List<Moment> moments = new ArrayList<>();
    while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
      // The shell has become the JVM.
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      long resident =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
              .sum();
      moments.add(new Moment(bytes(store.resolve("predictions/model=mobilenet")), resident));
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("the job ended with " + process.exitValue());
    }
    moments.removeIf(moment -> moment.resident() == 0);
    moments.add(new Moment(bytes(store.resolve("predictions/model=mobilenet")), moments.get(moments.size() - 1).resident()));
    return moments;
  }

  /** The median around the moment when so many images were published. */
  private static long resident(List<Moment> moments, long total, int images) {
    int at = 0;
    while (moments.get(at).published() * (double) IMAGES / total < images) {
      at++;
    }
    int from = Math.max(0, Math.min(at, moments.size() - WINDOW));
    return moments.subList(from, Math.min(moments.size(), from + WINDOW)).stream().mapToLong(Moment::resident).sorted().skip(WINDOW / 2).findFirst().orElseThrow();
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
