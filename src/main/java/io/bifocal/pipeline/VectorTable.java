package io.bifocal.pipeline;

import io.bifocal.store.Tables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The vectors that one producer made of variants of pictures.
 *
 * @param table {@code features} or {@code predictions}: where the producer's rows are in the store
 * @param name of the producer
 * @param version of the producer
 * @param length values in a vector
 * @param rows one an image and variant, and one a fooling input
 * @param errors rows that hold an error instead of a vector
 * @param files Parquet files of rows of {@link Tables#VARIANTS}, in the working space; those of one
 *     image lie in one file
 */
public record VectorTable(
    String table,
    String name,
    String version,
    int length,
    long rows,
    long errors,
    List<String> files) {
  public VectorTable {
    files = List.copyOf(files);
  }

  /** Its rows, in no order. */
  public Dataset<Row> read(SparkSession spark) {
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), Tables.VARIANTS);
    }
    return spark.read().schema(Tables.VARIANTS).parquet(files.toArray(String[]::new));
  }
}
