package io.bifocal.collection;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.sql.Timestamp;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Parquet files with a column of encoded images, a row an image: {@code part-0.parquet#0}.
 *
 * <p>Other files are not looked at. Tasks share out row groups. A task holds one page of each
 * column, whatever the size of the row group; a row group that is known from a run before is not
 * read.
 *
 * @param named files that the configuration names one by one, tables whatever they are called
 */
record ParquetTables(
    FileTree tree, PathRules rules, TableFacts facts, List<String> named, RowGroupIndex index)
    implements ImageCollection {
  private static final int TASKS_PER_CORE = 4;

  private static final String SUFFIX = ".parquet";

  /** A row group of a file. */
  private static final StructType GROUP = Listing.SCHEMA.add("row_group", IntegerType, false);

  @Override
  public String root() {
    return tree.root();
  }

  @Override
  public Dataset<Row> list(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> listed = new Directory(tree, rules).list(spark);
    Dataset<Row> files =
        MissingFiles.with(listed, tree, rules, named, spark)
            .where(lower(col("path")).endsWith(SUFFIX).or(col("path").isin(named.toArray())));
    checkOne(files);
    Dataset<Row> unread = files.where("problem is not null");
    JavaRDD<Row> groups =
        files.where("problem is null").toJavaRDD().flatMap(row -> groups(row).iterator());
    Dataset<Row> shared =
        spark
            .createDataFrame(groups, GROUP)
            .repartition(context.defaultParallelism() * TASKS_PER_CORE);
    JavaRDD<Row> rows = shared.toJavaRDD().flatMap(this::rows);
    return spark.createDataFrame(rows, Listing.SCHEMA).unionByName(unread);
  }

  @Override
  public boolean isPacked() {
    return true;
  }

  @Override
  public boolean mayList(String path) {
    return rules.accept(path) && path.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  @Override
  public ImageReader reader() {
    return new ParquetImageReader(tree, facts);
  }

  /** A collection whose first table does not have the columns is most likely misread as a whole. */
  private void checkOne(Dataset<Row> files) {
    for (Row row : files.where("problem is null").takeAsList(1)) {
      Entry file = entry(row);
      try {
        ParquetColumns.ofImages(file.path(), new ParquetInput(tree, file).footer(), facts);
      } catch (RefusedException damaged) {
        // It gets its row like any other.
      }
    }
  }

  private Stream<Row> groups(Row row) {
    Object[] values = new Object[GROUP.size()];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    return ParquetRows.groups(tree, entry(row)).stream()
        .map(
            group -> {
              Object[] unit = values.clone();
              unit[values.length - 1] = group;
              return RowFactory.create(unit);
            });
  }

  private Iterator<Row> rows(Row group) {
    Entry file = entry(group);
    Iterator<RowGroupIndex.Line> lines =
        index.open(tree, file, group.<Integer>getAs("row_group"), facts);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public Row next() {
        return listed(file, lines.next());
      }
    };
  }

  private static Entry entry(Row listed) {
    return new Entry(
        listed.getAs("path"),
        Entry.Kind.FILE,
        listed.<Long>getAs("bytes"),
        listed.<Timestamp>getAs("modified").toInstant());
  }

  private Row listed(Entry file, RowGroupIndex.Line row) {
    if (row.reason() != null) {
      return Listing.refused(file, rules.describe(file.path()), row.reason(), row.problem());
    }
    String path = file.path() + "#" + row.number();
    PathFacts said = rules.allowed(facts.facts(row.texts(), rules.describe(path)));
    long bytes = row.bytes() == null ? 0 : row.bytes();
    Entry image = new Entry(path, Entry.Kind.FILE, bytes, file.modified());
    return row.bytes() == null
        ? Listing.refused(image, said, "unreadable", "the image of this row is null")
        : Listing.row(image, said, file.path(), row.number());
  }
}
