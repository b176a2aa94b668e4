package io.bifocal.collection;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A tree of files of which a table says more, by path. The files make up the collection: a row of
 * the table whose file does not exist has no effect, of several rows with one path the first
 * counts, and a row that cannot be made sense of is a refused row. The table itself is not listed.
 */
record DirectoryWithManifest(ImageCollection files, PathRules rules, ManifestTable table)
    implements ImageCollection {

  @Override
  public String root() {
    return files.root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    String below = root() + "/";
    String rest = "substring(path, " + (below.codePointCount(0, below.length()) + 1) + ")";
    Dataset<Row> rows = table.rows(spark);
    Dataset<Row> said =
        rows.where("problem is null")
            .withColumn(
                "path", when(col("path").startsWith(below), expr(rest)).otherwise(col("path")))
            .groupBy("path")
            .agg(expr("min_by(values, number)").as("values"));
    JavaRDD<Row> told =
        files
            .list(spark)
            .where(col("path").notEqual(table.file().name()))
            .join(said, new String[] {"path"}, "left")
            .toJavaRDD()
            .map(this::told);
    JavaRDD<Row> malformed =
        rows.where("problem is not null")
            .toJavaRDD()
            .map(row -> Manifest.malformed(table.file(), row));
    return spark
        .createDataFrame(told, Listing.SCHEMA)
        .unionByName(spark.createDataFrame(malformed, Listing.SCHEMA));
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
    int values = listed.fieldIndex("values");
    if (listed.isNullAt(values)) {
      return Listing.with(listed, Listing.facts(listed));
    }
    Map<String, String> said = new TreeMap<>(listed.<String, String>getJavaMap(values));
    return Listing.with(listed, rules.allowed(table.facts().facts(said, Listing.facts(listed))));
  }
}
