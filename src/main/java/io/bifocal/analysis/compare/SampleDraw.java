package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.bifocal.conf.Condition;
import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Draws the {@link Sample} of a run. What the driver holds is bounded by {@code compare.images}.
 */
final class SampleDraw {
  /** Units that a class needs, so that each fold of a cross-validation can have one. */
  static final int LEAST_UNITS = 5;

  /**
   * Images without a label, by which shifted priors are estimated; shares are then known to 0.02.
   */
  private static final int MOST_UNLABELLED = 2000;

  private SampleDraw() {}

  /**
   * Draws.
   *
   * @param run the name of the run
   * @param images its snapshot
   * @param most labelled contents at most
   * @param trainOn what is trained on
   * @param testOn what is tested on; there is none without the other
   * @throws UserError if fewer than two classes have images enough
   */
  static Sample of(
      String run,
      Dataset<Row> images,
      long most,
      Optional<Condition> trainOn,
      Optional<Condition> testOn) {
    Dataset<Row> contents =
        images
            .where("status = 'ok'")
            .groupBy("image_id")
            .agg(
                min("label").as("label"),
                max("label").as("other"),
                min(struct(col("path"), col("bytes"), col("width"), col("height"))).as("file"),
                collect_set("group").as("groups"),
                max(is(trainOn)).as("trains"),
                max(is(testOn)).as("tests"));
    Row counts =
        contents
            .selectExpr("count(label)", "coalesce(sum(cast(label <> other as long)), 0L)")
            .head();
    List<Row> drawn =
        contents
            .where("label = other")
            .where(expr("trains or tests"))
            .orderBy("image_id")
            .limit((int) Math.min(Integer.MAX_VALUE, most))
            .collectAsList();
    List<Row> unlabelled =
        contents
            .where("label is null and tests")
            .orderBy("image_id")
            .limit(MOST_UNLABELLED)
            .collectAsList();
    return sample(run, drawn, counts.getLong(0), counts.getLong(1), trainOn)
        .with(unlabelled.stream().map(row -> row(row, -1, -1)).toList());
  }

  /** Without a condition, all are what it asks for. */
  private static Column is(Optional<Condition> condition) {
    return condition
        .map(
            wanted ->
                Set.of("split", "group").contains(wanted.field())
                    ? col("`" + wanted.field() + "`").eqNullSafe(lit(wanted.value()))
                    : col("attributes").getItem(wanted.field()).eqNullSafe(lit(wanted.value())))
        .orElse(lit(true));
  }

  private static Sample sample(
      String run, List<Row> drawn, long labelled, long conflicting, Optional<Condition> trainOn) {
    int[] units = units(drawn);
    Map<String, Set<Integer>> unitsOf = new TreeMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      unitsOf.computeIfAbsent(drawn.get(i).getAs("label"), label -> new HashSet<>()).add(units[i]);
    }
    Set<String> small = new TreeSet<>();
    unitsOf.forEach(
        (label, ofLabel) -> {
          if (ofLabel.size() < LEAST_UNITS) {
            small.add(label);
          }
        });
    List<String> classes =
        unitsOf.keySet().stream().filter(label -> !small.contains(label)).toList();
    if (classes.size() < 2) {
      throw new UserError(
          "run "
              + run
              + " has "
              + labelled
              + " labelled images in "
              + unitsOf.size()
              + " classes, of which "
              + classes.size()
              + " have the "
              + LEAST_UNITS
              + " images of different groups that a comparison needs; it takes two such classes. Labels"
              + " come from collection.label or collection.pattern"
              + trainOn.map(condition -> "; train-on and test-on leave others out").orElse(""));
    }
    List<SampleRow> rows = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      Row row = drawn.get(i);
      int label = classes.indexOf(row.<String>getAs("label"));
      if (label >= 0) {
        rows.add(row(row, label, units[i]));
      }
    }
    int distinct = (int) rows.stream().mapToInt(SampleRow::unit).distinct().count();
    return new Sample(run, classes, rows, distinct, labelled, conflicting, List.copyOf(small));
  }

  private static SampleRow row(Row row, int label, int unit) {
    Row file = row.getAs("file");
    return new SampleRow(
        row.getAs("image_id"),
        file.getString(0),
        label,
        unit,
        file.getLong(1),
        file.getInt(2),
        file.getInt(3),
        label >= 0 && row.<Boolean>getAs("trains"),
        label >= 0 && row.<Boolean>getAs("tests"),
        label < 0);
  }

  /** Rows that share a group are one unit, and so are groups that share a row. */
  private static int[] units(List<Row> rows) {
    int[] parents = new int[rows.size()];
    Map<String, Integer> firstOfGroup = new HashMap<>();
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
      for (String group : rows.get(i).<String>getList(rows.get(i).fieldIndex("groups"))) {
        Integer first = firstOfGroup.putIfAbsent(group, i);
        if (first != null) {
          parents[root(parents, i)] = root(parents, first);
        }
      }
    }
    int[] units = new int[parents.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = root(parents, i);
    }
    return units;
  }

  private static int root(int[] parents, int row) {
    int root = row;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }
}
