package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** Lists of columns by their names. */
final class Columns {
  private Columns() {}

  static Column[] of(String[]... names) {
    return Stream.of(names)
        .flatMap(Arrays::stream)
        .map(name -> col("`" + name + "`"))
        .toArray(Column[]::new);
  }
}
