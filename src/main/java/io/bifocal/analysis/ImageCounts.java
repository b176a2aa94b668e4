package io.bifocal.analysis;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many files of each label, split and outcome there are in a run, and in those that it is
 * compared with.
 *
 * @param rows of each combination
 */
record ImageCounts(List<Group> rows) {
  /** Beyond so many combinations of label, split and outcome the rarest are passed over. */
  private static final int MOST = 100_000;

  private static final String OK = "ok";
  private static final String NONE = "(none)";

  /** A run, or a part of one. */
  enum Side {
    /** Files of the run whose content the last run did not have. */
    NEW,
    /** All files of the run. */
    NOW,
    LAST,
    REFERENCE
  }

  /**
   * Files of one label, split and outcome.
   *
   * @param outcome ok, or why they are rejected
   * @param files by side
   */
  record Group(String label, String split, String outcome, Map<Side, Long> files) {}

  /**
   * Counts, in one query.
   *
   * @param now rows of {@link io.bifocal.store.Tables#IMAGES}, as are the others
   */
  static ImageCounts of(Dataset<Row> now, Dataset<Row> last, Optional<Dataset<Row>> reference) {
    Dataset<Row> known = last.select(key()).distinct().withColumn("known", lit(1L));
    Column isNew = coalesce(lit(1L).minus(col("known")), lit(1L));
    Dataset<Row> all =
        now.withColumn("key", key())
            .join(known, new String[] {"key"}, "left")
            .select(columns(isNew, Side.NOW))
            .union(last.select(columns(lit(0L), Side.LAST)));
    if (reference.isPresent()) {
      all = all.union(reference.get().select(columns(lit(0L), Side.REFERENCE)));
    }
    List<Group> rows = new ArrayList<>();
    for (Row row :
        all.groupBy("label", "split", "outcome")
            .agg(
                sum(Side.NEW.name()).as(Side.NEW.name()),
                sum(Side.NOW.name()).as(Side.NOW.name()),
                sum(Side.LAST.name()).as(Side.LAST.name()),
                sum(Side.REFERENCE.name()).as(Side.REFERENCE.name()))
            .orderBy(
                col(Side.NOW.name()).plus(col(Side.LAST.name())).desc(),
                col("label"),
                col("split"),
                col("outcome"))
            .limit(MOST)
            .collectAsList()) {
      Map<Side, Long> files = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        files.put(side, row.<Long>getAs(side.name()));
      }
      rows.add(new Group(row.getString(0), row.getString(1), row.getString(2), files));
    }
    return new ImageCounts(rows);
  }

  /** A file is known by its content; where its bytes could not be read, by its path. */
  private static Column key() {
    return coalesce(col("image_id"), col("path")).as("key");
  }

  private static Column[] columns(Column isNew, Side of) {
    return new Column[] {
      coalesce(col("label"), lit(NONE)).as("label"),
      coalesce(col("split"), lit(NONE)).as("split"),
      coalesce(col("reason"), lit(OK)).as("outcome"),
      isNew.as(Side.NEW.name()),
      lit(of == Side.NOW ? 1L : 0L).as(Side.NOW.name()),
      lit(of == Side.LAST ? 1L : 0L).as(Side.LAST.name()),
      lit(of == Side.REFERENCE ? 1L : 0L).as(Side.REFERENCE.name())
    };
  }

  /** The files of {@code side}. */
  long files(Side side) {
    return rows.stream().mapToLong(group -> group.files().get(side)).sum();
  }

  /**
   * What was measured of labels, splits and rejects; nothing of what is the same for all files.
   *
   * @param minimum files that both sides need to have
   */
  List<Measured> measure(Side before, Side after, int minimum) {
    List<Measured> result = new ArrayList<>();
    if (Math.min(files(before), files(after)) < minimum) {
      return result;
    }
    String more = after == Side.NEW ? "new " : "";
    Categories outcomes = categories(Group::outcome, rows, before, after);
    if (outcomes.differ()) {
      result.add(
          outcomes.increase(Statistic.REJECTED, "rejects", OK, said(files(after), more + "files")));
    }
    ImageCounts accepted =
        new ImageCounts(rows.stream().filter(group -> group.outcome().equals(OK)).toList());
    String images = said(accepted.files(after), more + "files with an image");
    Categories labels = categories(Group::label, accepted.rows(), before, after);
    if (labels.differ()) {
      result.add(labels.balance("labels", images));
    }
    Categories splits = categories(Group::split, accepted.rows(), before, after);
    if (splits.differ()) {
      result.add(splits.balance("splits", images));
    }
    return result;
  }

  private static String said(long files, String of) {
    return String.format(Locale.ROOT, "%,d %s", files, of);
  }

  private static Categories categories(
      Function<Group, String> name, List<Group> groups, Side before, Side after) {
    return Categories.of(counts(name, groups, before), counts(name, groups, after));
  }

  private static Map<String, Long> counts(
      Function<Group, String> name, List<Group> groups, Side side) {
    Map<String, Long> counts = new TreeMap<>();
    for (Group group : groups) {
      long files = group.files().get(side);
      if (files > 0) {
        counts.merge(name.apply(group), files, Long::sum);
      }
    }
    return counts;
  }
}
