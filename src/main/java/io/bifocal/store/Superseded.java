package io.bifocal.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where the rows are that no kept run needs: for each data file that has any, a bit a row. Kept on
 * disk, since of a large store it is more than the driver should hold.
 */
final class Superseded {
  private static final StructType SCHEMA =
      new StructType()
          .add("folder", DataTypes.StringType, false)
          .add("file", DataTypes.StringType, false)
          .add("rows", DataTypes.LongType, false)
          .add("bits", DataTypes.BinaryType, false);

  private static final StructType IMAGE_ID =
      new StructType().add("image_id", DataTypes.StringType, true);

  private final SparkSession spark;
  private final Path place;

  /** What {@link #find} has written to {@code place}. */
  Superseded(SparkSession spark, Path place) {
    this.spark = spark;
    this.place = place;
  }

  /**
   * Looks for them.
   *
   * @param folders of versions, relative to the store, each with a data file at least
   * @param kept runs whose contents are needed
   * @param place where it is written
   */
  static Superseded find(
      SparkSession spark, Store store, List<String> folders, List<String> kept, Path place) {
    Dataset<Row> rows = null;
    for (String folder : folders) {
      Dataset<Row> ofFolder =
          spark
              .read()
              .schema(IMAGE_ID)
              .parquet(store.path(folder).toString())
              .select(
                  col("image_id"),
                  lit(folder).as("folder"),
                  regexp_extract(col("_metadata.file_path"), "^.*/version=[^/]+/(.*)$", 1)
                      .as("file"),
                  col("_metadata.row_index").as("row"));
      rows = rows == null ? ofFolder : rows.union(ofFolder);
    }
    Superseded found = new Superseded(spark, place);
    if (rows != null) {
      String[] snapshots =
          kept.stream().map(run -> store.images(run).toString()).toArray(String[]::new);
      Dataset<Row> contents =
          spark
              .read()
              .schema(IMAGE_ID)
              .parquet(snapshots)
              .select("image_id")
              .where("image_id is not null")
              .distinct();
      JavaRDD<Row> bits =
          rows.join(contents, new String[] {"image_id"}, "left_anti")
              .select("folder", "file", "row")
              .repartition(col("folder"), col("file"))
              .sortWithinPartitions("folder", "file")
              .toJavaRDD()
              .mapPartitions(Bits::new);
      spark.createDataFrame(bits, SCHEMA).write().parquet(place.toString());
    }
    return found;
  }

  /** The number of such rows of each file that has any, by its path in the folder. */
  Map<String, Long> counts(String folder) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : of(folder).select("file", "rows").collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  /** The bits of each file that has any: file, bits. */
  Dataset<Row> bits(String folder) {
    return of(folder).select("file", "bits");
  }

  private Dataset<Row> of(String folder) {
    return spark
        .read()
        .schema(SCHEMA)
        .parquet(place.toString())
        .where(col("folder").equalTo(lit(folder)));
  }

  /** From sorted rows of folder, file, number to a row a file. */
  private static final class Bits implements Iterator<Row> {
    private final Iterator<Row> rows;
    private Row next;

    Bits(Iterator<Row> rows) {
      this.rows = rows;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      String folder = next.getString(0);
      String file = next.getString(1);
      BitSet bits = new BitSet();
      while (next != null && next.getString(0).equals(folder) && next.getString(1).equals(file)) {
        bits.set(Math.toIntExact(next.getLong(2)));
        advance();
      }
      return RowFactory.create(folder, file, (long) bits.cardinality(), bits.toByteArray());
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }
  }
}
