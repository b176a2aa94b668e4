package io.bifocal.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A tree of files, one image each.
 *
 * <p>The driver walks the upper levels until there are enough folders to share out, keeping folders
 * alone; tasks walk what is below, each entry a row as it is read. So neither the driver nor a task
 * holds a folder's files in memory.
 */
record Directory(FileTree tree, PathRules rules) implements ImageCollection {
  private static final int FOLDERS_PER_CORE = 4;

  /** Many folders are not as many tasks: a task costs more than a listing. */
  private static final int TASKS_PER_CORE = 16;

  @Override
  public String root() {
    return tree.root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int cores = context.defaultParallelism();
    List<Walk> walks = share(cores * FOLDERS_PER_CORE);
    int tasks = Math.min(walks.size(), cores * TASKS_PER_CORE);
    JavaRDD<Row> rows = context.parallelize(walks, tasks).flatMap(walk -> walk.files(tree, rules));
    return spark.createDataFrame(rows, Listing.SCHEMA);
  }

  @Override
  public boolean isPacked() {
    return false;
  }

  @Override
  public boolean mayList(String path) {
    return true;
  }

  @Override
  public ImageReader reader() {
    return new FileReader(tree);
  }

  private List<Walk> share(int wanted) {
    List<Walk> walked = new ArrayList<>();
    List<String> frontier = List.of("");
    while (!frontier.isEmpty() && frontier.size() < wanted) {
      List<String> below = new ArrayList<>();
      for (String folder : frontier) {
        walked.add(new Walk(folder, Walk.Depth.ITS_FILES));
        below.addAll(folders(folder));
      }
      frontier = below;
    }
    frontier.forEach(folder -> walked.add(new Walk(folder, Walk.Depth.ALL_BELOW)));
    return walked;
  }

  private List<String> folders(String folder) {
    try (Stream<Entry> entries = tree.list(folder)) {
      return entries.filter(entry -> entry.kind() == Entry.Kind.FOLDER).map(Entry::path).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
