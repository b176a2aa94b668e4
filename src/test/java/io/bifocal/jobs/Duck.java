package io.bifocal.jobs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB over a store: the second reader, which knows nothing of Bifocal. */
final class Duck implements AutoCloseable {
  private final Connection connection;
  private final Path store;

  Duck(Path store) throws SQLException {
    this.store = store;
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** The newest snapshot, as something to select from. */
  String images() throws SQLException {
    String run =
        text(
            "SELECT max(run) FROM (SELECT regexp_extract(file, 'run=([^/]+)/', 1) AS run FROM glob('"
                + store
                + "/images/*/*.parquet'))");
    return "read_parquet('"
        + store
        + "/images/run="
        + run
        + "/*.parquet', hive_partitioning = false)";
  }

  /** All rows of a producer, whatever their version and run. */
  String table(String kindAndName) {
    return "read_parquet('"
        + store
        + "/"
        + kindAndName
        + "/*/*/*.parquet', hive_partitioning = false)";
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  String text(String sql) throws SQLException {
    return texts(sql).get(0);
  }

  /** The first column of all rows. */
  List<String> texts(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  /** The first column of all rows, each a list of floats. */
  List<float[]> vectors(String sql) throws SQLException {
    List<float[]> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Object[] elements = (Object[]) result.getArray(1).getArray();
        float[] vector = new float[elements.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = (Float) elements[i];
        }
        values.add(vector);
      }
    }
    return values;
  }

  /** Rows of either side that the other lacks, repeated ones counted as often as they are there. */
  long difference(String left, String right, String columns) throws SQLException {
    String select = "SELECT " + columns + " FROM ";
    return number(
        "SELECT count(*) FROM ("
            + ("(" + select + left + " EXCEPT ALL " + select + right + ")")
            + " UNION ALL "
            + ("(" + select + right + " EXCEPT ALL " + select + left + ")")
            + ")");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
