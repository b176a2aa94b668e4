package io.bifocal.collection;

import static org.apache.spark.sql.functions.col;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.LabelRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tar shards as WebDataset defines them, plain or packed. A row is a member of a shard, {@code
 * shard.tar!dir/key.jpg}; sidecars of a sample describe its other members and have no rows. A shard
 * that is damaged, empty or cannot be read has a row of its own that says so, besides those of the
 * members before the damage.
 *
 * <p>Which shards there are is settled when {@link #list} is called: the driver holds their names
 * and shares them out evenly. A shard is gone through by one task, unless its index is there.
 */
record Webdataset(
    FileTree tree, PathRules rules, Sidecars sidecars, ShardIndex index, List<String> named)
    implements ImageCollection {
  private static final Pattern SHARD_NAMES = Pattern.compile(Packing.SHARD_NAMES);

  /** Known shards cost little: a task takes several. */
  private static final int TASKS_PER_CORE = 16;

  static Webdataset of(
      CollectionSettings settings, FileTree tree, PathRules rules, ShardIndex index) {
    Sidecars sidecars =
        new Sidecars(settings.labelRule() == LabelRule.SIDECAR ? settings.labelField() : null);
    return new Webdataset(tree, rules, sidecars, index, NamedFiles.of(settings.include()));
  }

  @Override
  public String root() {
    return tree.root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Row> shards = new ArrayList<>(shards(spark));
    shards.sort(Comparator.comparing(shard -> shard.<String>getAs("path")));
    int tasks = Math.max(1, Math.min(shards.size(), context.defaultParallelism() * TASKS_PER_CORE));
    JavaRDD<Row> rows =
        context.parallelize(shards, tasks).flatMap(shard -> ShardRows.of(this, shard));
    return MissingFiles.with(
        spark.createDataFrame(rows, Listing.SCHEMA), tree, rules, named, spark);
  }

  private List<Row> shards(SparkSession spark) {
    return new Directory(tree, rules)
        .list(spark)
        .where(col("path").rlike(Packing.SHARD_NAMES))
        .select("path", "bytes", "modified", "problem_reason", "problem")
        .collectAsList();
  }

  @Override
  public boolean isPacked() {
    return true;
  }

  @Override
  public boolean mayList(String path) {
    return rules.accept(path) && SHARD_NAMES.matcher(path).find();
  }

  @Override
  public ImageReader reader() {
    return new ShardReader(tree);
  }
}
