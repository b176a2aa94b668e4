package io.bifocal.bench;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bifocal.store.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * Time, driver heap and metadata of planning over made-up stores of 10^4 to 10^7 rows, with two executors of one core apart from the
 * driver: once where nothing is missing, and once where everything is and the deadline comes before the first wave.
 */
public final class Scale {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);
  private static final Pattern AFTER_COLLECTION = Pattern.compile("\\d+M->(\\d+)M\\(");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private Scale(Path folder) {
    this.folder = folder;
  }

  /** Takes a folder to work in, which it fills with some gigabytes. */
  public static void main(String[] arguments) throws Exception {
    Scale benchmark = new Scale(Files.createDirectories(Path.of(arguments[0])));
    Path seed = benchmark.folder.resolve("seed");
    Folders.delete(seed);
    benchmark.bifocal("nightly", seed, 0);
    for (int rows : SIZES) {
      Path store = benchmark.folder.resolve("rows-" + rows);
      Folders.delete(store);
      benchmark.makeUp(seed, store, rows);
      benchmark.measure(store, rows, "nothing missing", 0);
      Folders.delete(store.resolve("features"));
      benchmark.measure(store, rows, "everything missing", 75, "--deadline", "0s");
      Folders.delete(store);
    }
  }

  /** A store whose last run had {@code rows} images, all with their features. */
  private void makeUp(Path seed, Path store, int rows) throws IOException {
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    JsonNode record = JSON.readTree(last(seed).toFile());
    String run = record.get("run").asText();
    Column id = expr("sha2(cast(id as string), 256)");
    var images =
        spark
            .range(rows)
            .select(
                expr("format_string('class-%03d/image-%09d.jpg', id % 1000, id)").as("path"),
                id.as("image_id"),
                expr("format_string('class-%03d', id % 1000)").as("label"),
                lit(null).cast("string").as("split"),
                lit(null).cast("string").as("group"),
                expr("cast(map() as map<string, string>)").as("attributes"),
                expr("100000 + id % 1000").as("bytes"),
                expr("timestamp_seconds(1700000000 + id % 31536000)").as("modified"),
                lit("jpeg").as("format"),
                lit(500).as("width"),
                lit(375).as("height"),
                lit(3).as("channels"),
                lit(8).as("depth"),
                lit(1).as("frames"),
                lit(1).as("orientation"),
                lit("ok").as("status"),
                lit(null).cast("string").as("reason"),
                lit(null).cast("string").as("detail"))
            .select(Stream.of(Tables.IMAGES.fieldNames()).map(name -> expr("`" + name + "`")).toArray(Column[]::new));
    images.write().option("compression", "zstd").parquet(store.resolve("images/run=" + run).toString());
    for (JsonNode producer : record.get("producers")) {
      spark
          .range(rows)
          .select(
              id.as("image_id"),
              expr("array_repeat(0.5f, " + producer.get("length").asInt() + ")").as("vector"),
              lit(null).cast("string").as("error"),
              lit(100L).as("micros"))
          .write()
          .option("compression", "zstd")
          .parquet(
              store
                  .resolve("features/extractor=" + producer.get("name").asText())
                  .resolve("version=" + producer.get("version").asText())
                  .resolve("run=" + run)
                  .toString());
    }
    spark.stop();
    ObjectNode made = (ObjectNode) record;
    ((ObjectNode) made.get("images")).put("listed", rows).put("ok", rows).put("distinct", rows);
    Files.createDirectories(store.resolve("runs"));
    Files.writeString(store.resolve("runs/" + run + ".json"), JSON.writeValueAsString(made));
  }

  private void measure(Path store, int rows, String what, int code, String... options) throws Exception {
    Path collections = folder.resolve("gc.log");
    Files.deleteIfExists(collections);
    double seconds = bifocal("extract", store, code, options);
    Path record = last(store);
    long heap = 0;
    Matcher matcher = AFTER_COLLECTION.matcher(Files.readString(collections));
    while (matcher.find()) {
      heap = Math.max(heap, Long.parseLong(matcher.group(1)));
    }
    String run = JSON.readTree(record.toFile()).get("run").asText();
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %s: wall %.1f s, driver heap after collections at most %d MB, record %,d bytes, images %,d bytes%n",
        rows,
        what,
        seconds,
        heap,
        Files.size(record),
        bytes(store.resolve("images/run=" + run)));
  }

  private double bifocal(String job, Path store, int code, String... options) throws Exception {
    Path conf = folder.resolve("scale.conf");
    Files.writeString(
        conf,
        """
        collection { root = "src/quickstart/emoji-small" }
        store = "%s"
        extractors = [ { name = sharpness }, { name = entropy } ]
        """
            .formatted(store));
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        "jobs/bifocal",
                        "--master",
                        "local-cluster[2,1,4096]",
                        "--driver-memory",
                        "2g",
                        "--conf",
                        "spark.executor.memory=4g",
                        "--driver-java-options",
                        "-Xlog:gc:file=" + folder.resolve("gc.log"),
                        job,
                        "--conf",
                        conf.toString()),
                    Stream.of(options))
                .toList());
    // Those of this process are for the benchmarks.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Path log = folder.resolve("scale.log");
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != code) {
      throw new IllegalStateException(Files.readString(log));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Path last(Path store) throws IOException {
    try (Stream<Path> records = Files.list(store.resolve("runs"))) {
      return records.filter(path -> path.toString().endsWith(".json")).max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
