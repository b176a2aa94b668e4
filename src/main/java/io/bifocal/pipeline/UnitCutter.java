package io.bifocal.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Cuts a file of the plan into units that cost the same. */
final class UnitCutter {
  private static final String COST = "message cost { optional double seconds; }";

  private UnitCutter() {}

  /**
   * Units of {@code seconds} each, as far as whole images allow; the last may be smaller.
   *
   * @param seconds above 0
   */
  static List<Unit> cut(String file, double seconds, Configuration hadoop) {
    Configuration projected = new Configuration(hadoop);
    projected.set(ReadSupport.PARQUET_READ_SCHEMA, COST);
    List<Unit> units = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new Path(file)).withConf(projected).build()) {
      long from = 0;
      long rows = 0;
      double cost = 0;
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows++;
        cost += row.getDouble("seconds", 0);
        if (cost >= seconds) {
          units.add(new Unit(file, from, rows, cost));
          from += rows;
          rows = 0;
          cost = 0;
        }
      }
      if (rows > 0) {
        units.add(new Unit(file, from, rows, cost));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return units;
  }
}
