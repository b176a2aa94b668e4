package io.bifocal.jobs;

import com.typesafe.config.ConfigUtil;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.Bench;
import io.bifocal.pipeline.BenchRecord;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Scan;
import io.bifocal.pipeline.ShardFormat;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the pass beside a plain loop. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measure the pass on this machine, beside a plain loop without Spark.",
      "Both go over the same images with the same extractors and models, in turn, on as many threads; what they compute is dropped. Without --conf draws pictures of its own, JPEGs of 500 by 375 pixels; with it takes those of the last run. Prints images a second, CPU time an image by stage, and what Spark, plan and store cost on top."
    },
    footer = {
      "",
      "Examples: bifocal --master 'local[2]' bench --images 5000",
      "          bifocal bench --producers hog,sift-words,models/mobilenet --kind webdataset",
      "          bifocal bench --conf conf/quickstart.conf --json bench.json"
    })
final class BenchJob implements Callable<Integer> {
  private static final int SHARD_BYTES = 64 << 20;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "measure the images of the last run of this configuration, and its producers")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a value that is stronger than the file's; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--images",
      defaultValue = "2000",
      paramLabel = "N",
      description = "pictures at most; default: ${DEFAULT-VALUE}")
  private int images;

  @Option(
      names = "--producers",
      split = ",",
      paramLabel = "NAME",
      description =
          "with --conf those of its producers that take part, default all; without it names of extractors and folders of models, default eight extractors")
  private List<String> producers = List.of();

  @Option(
      names = "--kind",
      defaultValue = "directory",
      paramLabel = "KIND",
      description =
          "what pictures of its own are drawn into: directory, webdataset or parquet; default: ${DEFAULT-VALUE}")
  private String kind;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "after one to warm up, the median is told; default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description =
          "where pictures of its own and their configuration are kept, and taken from if they are there; default: a temporary folder")
  private Path work;

  @Option(names = "--json", paramLabel = "FILE", description = "where the figures go as JSON")
  private Path json;

  private static final List<String> EIGHT =
      List.of(
          "hog",
          "local-binary-pattern",
          "color-histogram",
          "gray-cooccurrence",
          "edge-density",
          "sharpness",
          "entropy",
          "wavelet-energy");

  @Override
  public Integer call() throws IOException {
    check();
    Path folder = work == null ? Files.createTempDirectory("bifocal-bench") : work;
    SparkSession spark = Sessions.open("bench");
    try {
      Settings settings = file == null ? drawn(spark, folder) : Settings.load(file, overrides);
      BenchRecord record = measure(spark, settings);
      BenchTable.print(System.out, record);
      if (json != null) {
        Files.writeString(json, Json.write(record) + "\n");
      }
      return Bifocal.DONE;
    } finally {
      spark.stop();
      if (work == null) {
        FileUtils.deleteQuietly(folder.toFile());
      }
    }
  }

  private void check() {
    if (images < 1 || rounds < 1) {
      throw new UserError("--images and --rounds must be at least 1");
    }
    if (file == null && !overrides.isEmpty()) {
      throw new UserError("--set changes a configuration; name one with --conf");
    }
    if (!List.of("directory", "webdataset", "parquet").contains(kind)) {
      throw new UserError(
          "--kind " + kind + " is not known; give directory, webdataset or parquet");
    }
  }

  private BenchRecord measure(SparkSession spark, Settings settings) {
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    RunRecord last =
        store
            .last()
            .orElseThrow(
                () ->
                    new UserError(
                        "the store " + store.location() + " is empty; run nightly first"));
    ImageCollection collection =
        ImageCollection.of(settings.collection(), spark, store.path("_index").toString());
    Dataset<Row> taken =
        Tables.images(spark, store, last.run())
            .where("status = 'ok'")
            .orderBy("image_id")
            .limit(images);
    Producers all = Producers.of(settings, spark);
    return new Bench(
            spark,
            store,
            collection,
            Decoder.of(settings),
            file == null || producers.isEmpty() ? all : all.named(producers),
            last,
            Scan.withLocations(spark, collection, taken))
        .run(Version.bifocal(), rounds);
  }

  /** The configuration of pictures that were drawn, and scanned. */
  private Settings drawn(SparkSession spark, Path folder) throws IOException {
    Path pictures = folder.resolve("pictures-" + images);
    if (!Files.isDirectory(pictures)) {
      DrawnCollection.write(pictures, images);
    }
    Settings loose = settings(folder, "directory", pictures);
    if (kind.equals("directory")) {
      scan(spark, loose);
      return loose;
    }
    Path shards = folder.resolve(kind + "-" + images);
    PackJob.run(
        spark,
        loose,
        null,
        null,
        shards.toString(),
        ShardFormat.valueOf(kind.toUpperCase(Locale.ROOT)),
        SHARD_BYTES);
    Settings packed = settings(folder, kind, shards);
    scan(spark, packed);
    return packed;
  }

  private static void scan(SparkSession spark, Settings settings) {
    if (Store.at(settings.store(), spark.sparkContext().hadoopConfiguration()).last().isEmpty()) {
      ScanJob.run(spark, settings);
    }
  }

  /** Written beside the pictures, so that other jobs can be given it. */
  private Settings settings(Path folder, String form, Path root) throws IOException {
    StringBuilder extractors = new StringBuilder();
    StringBuilder models = new StringBuilder();
    for (String producer : producers.isEmpty() ? EIGHT : producers) {
      Path model = Path.of(producer);
      if (Files.isDirectory(model)) {
        models.append(line("name = %s, path = %s", model.getFileName().toString(), producer));
      } else {
        extractors.append(line("name = %s", producer));
      }
    }
    Path conf = folder.resolve(form + ".conf");
    Files.writeString(
        conf,
        String.format(
            Locale.ROOT,
            """
            collection { kind = %s, root = %s, label = none }
            store = %s
            extractors = [
            %s]
            models = [
            %s]
            """,
            form,
            quoted(root.toString()),
            quoted(folder.resolve("store-" + form + "-" + images).toString()),
            extractors,
            models));
    return Settings.load(conf, Map.of());
  }

  private static String line(String format, Object... values) {
    Object[] quoted = Stream.of(values).map(value -> quoted(value.toString())).toArray();
    return "  { " + String.format(Locale.ROOT, format, quoted) + " }\n";
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}
