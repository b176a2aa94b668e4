package io.bifocal.collection;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A tree of files in which small files of the same name say what an image is: {@code x.cls}, {@code
 * x.json} or {@code x.txt}, in any case, beside {@code x.jpg}, or {@code x.jpg.txt}, which goes
 * before. They are not listed, unless there is no image of that name. Any file that does not end in
 * one of the three counts as an image here.
 */
record DirectoryWithSidecars(
    ImageCollection files, FileTree tree, PathRules rules, Sidecars sidecars)
    implements ImageCollection {

  @Override
  public String root() {
    return files.root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    Column path = col("path");
    Column isSidecar = col("is_sidecar");
    Column stem = regexp_replace(path, "\\.[^./]*\\z", "");
    Column[] listed =
        Stream.of(Listing.SCHEMA.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    WindowSpec sameName = Window.partitionBy("name");
    // An image has sidecars under both of its names, a sidecar has images under one.
    Dataset<Row> rows =
        files
            .list(spark)
            .withColumn(
                "is_sidecar",
                path.rlike("(?is).*\\.(cls|json|txt)\\z").and(col("problem").isNull()))
            .withColumn(
                "name",
                explode(when(isSidecar, array(stem)).otherwise(array_distinct(array(stem, path)))))
            .withColumn("beside", collect_list(when(isSidecar, path)).over(sameName))
            .withColumn("has_image", max(not(isSidecar)).over(sameName))
            .where(not(isSidecar.and(col("has_image"))))
            .groupBy("path")
            .agg(
                first(struct(listed)).as("listed"),
                first(isSidecar).as("is_sidecar"),
                flatten(collect_list(col("beside"))).as("beside"))
            .select(col("listed.*"), isSidecar, col("beside"));
    JavaRDD<Row> told = rows.toJavaRDD().map(this::told);
    return spark.createDataFrame(told, Listing.SCHEMA);
  }

  @Override
  public boolean isPacked() {
    return files.isPacked();
  }

  @Override
  public boolean mayList(String path) {
    return files.mayList(path);
  }

  @Override
  public ImageReader reader() {
    return files.reader();
  }

  private Row told(Row listed) {
    PathFacts facts = Listing.facts(listed);
    if (listed.<Boolean>getAs("is_sidecar")) {
      return Listing.with(listed, facts);
    }
    List<String> beside = listed.getList(listed.fieldIndex("beside"));
    Map<String, byte[]> byField = new TreeMap<>();
    Map<String, String> attributes = new TreeMap<>(facts.attributes());
    // The longer name is the image's whole name.
    beside.stream()
        .sorted(Comparator.comparing(String::length).reversed().thenComparing(name -> name))
        .forEach(sidecar -> read(sidecar, byField, attributes));
    PathFacts known =
        new PathFacts(facts.label(), facts.split(), facts.group(), Map.copyOf(attributes));
    return Listing.with(listed, rules.allowed(sidecars.facts(byField, known)));
  }

  private void read(String path, Map<String, byte[]> byField, Map<String, String> attributes) {
    String field = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (byField.containsKey(field)) {
      return;
    }
    try (InputStream in = tree.open(path)) {
      byte[] bytes = in.readNBytes(Sidecars.MOST_BYTES + 1);
      if (bytes.length > Sidecars.MOST_BYTES) {
        attributes.put(field + "_error", path + " has more than " + Sidecars.MOST_BYTES + " bytes");
      } else {
        byField.put(field, bytes);
      }
    } catch (IOException e) {
      attributes.put(field + "_error", path + " cannot be read: " + e);
    }
  }
}
