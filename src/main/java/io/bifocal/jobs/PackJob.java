package io.bifocal.jobs;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.ByteSize;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.Pack;
import io.bifocal.pipeline.PackRecord;
import io.bifocal.pipeline.PackSource;
import io.bifocal.pipeline.ShardFormat;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Packs a collection of small files into shards. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Pack the collection into shards of a wanted size.",
      "Packs the last snapshot, and scans first where there is none: every file that could be read, with label, split, group and attributes. With --pictures, what a model of task = image made of the accepted images takes the place of the files. Goes on where a pack that was killed stopped. verify --packed FOLDER compares the result with its source."
    },
    footer = {
      "",
      "Example: bifocal pack --conf conf/quickstart.conf --output shards --shard-size 1M",
      "Read it with collection { kind = webdataset, root = shards }."
    })
final class PackJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "folder for the shards: a local path or any URI that Hadoop knows")
  private String output;

  @Option(
      names = "--format",
      defaultValue = "webdataset",
      paramLabel = "FORMAT",
      description = "webdataset (tar) or parquet; default: ${DEFAULT-VALUE}")
  private ShardFormat format;

  @Option(
      names = "--shard-size",
      defaultValue = "1G",
      paramLabel = "SIZE",
      description = "bytes of a shard, about; default: ${DEFAULT-VALUE}")
  private String shardSize;

  @Option(names = "--run", paramLabel = "RUN", description = "snapshot to pack; default: the last")
  private String run;

  @Option(
      names = "--pictures",
      paramLabel = "MODEL",
      description = "pack what this model made of the images, from the store")
  private String pictures;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    long shardBytes = ByteSize.parse(shardSize).value();
    if (shardBytes < 1) {
      throw new UserError("--shard-size " + shardSize + " is out of range; give 1 or more");
    }
    SparkSession spark = Sessions.open("pack");
    try {
      print(System.out, run(spark, settings, run, pictures, output, format, shardBytes));
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /**
   * Runs the job.
   *
   * @param run the snapshot, null for the last one
   * @param pictures the model whose results are packed, null for the files
   */
  static PackRecord run(
      SparkSession spark,
      Settings settings,
      String run,
      String pictures,
      String output,
      ShardFormat format,
      long shardBytes) {
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    RunRecord record =
        run != null
            ? store.record(run)
            : store.last().orElseGet(() -> ScanJob.run(spark, settings));
    ImageCollection collection =
        ImageCollection.of(settings.collection(), spark, store.path("_index").toString());
    Store target = Store.at(output, spark.sparkContext().hadoopConfiguration());
    Outside.require("--output", target.location(), Pack.fileName(format), collection);
    PackSource source =
        pictures == null
            ? PackSource.files(spark, collection, store, record.run())
            : PackSource.pictures(spark, store, record, pictures);
    Outside.require("--output", target.location(), Pack.fileName(format), source.collection());
    return Pack.run(spark, source, Decoder.of(settings).limits(), target, format, shardBytes);
  }

  private void print(PrintStream out, PackRecord packed) {
    out.printf(
        Locale.ROOT,
        "Packed %,d of %,d images of run %s into %,d shards, %,d bytes, in %s%n",
        packed.packed(),
        packed.images(),
        packed.run(),
        packed.shards(),
        packed.bytes(),
        output);
    packed
        .leftOut()
        .forEach((why, count) -> out.printf(Locale.ROOT, "  left out: %,d %s%n", count, why));
    out.println(
        "  read it with collection { kind = " + packed.format() + ", root = " + output + " }");
  }
}
