package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The tables of a comparison: plain Parquet, a folder each. */
final class ComparisonTables {
  private static final String[] ESTIMATE = {"value", "low", "high"};

  private final SparkSession spark;
  private final String folder;

  /**
   * @param folder where the tables go
   */
  ComparisonTables(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  void write(Comparison found) {
    List<Object[]> curve = new ArrayList<>();
    for (Comparison.Point point : found.curve()) {
      for (Map.Entry<String, Estimate> score : point.scores().entrySet()) {
        curve.add(
            row(
                score.getValue(),
                point.set(),
                point.classifier(),
                point.labels(),
                point.all(),
                point.rows(),
                point.repeats(),
                score.getKey()));
      }
    }
    write(
        "curve",
        curve,
        "set classifier labels:int all:boolean rows:double repeats:int score",
        ESTIMATE);
    write(
        "contrasts",
        found.contrasts().stream()
            .map(
                contrast ->
                    row(
                        contrast.difference(),
                        contrast.first(),
                        contrast.second(),
                        contrast.labels(),
                        contrast.p()))
            .toList(),
        "first second labels:int p:double",
        ESTIMATE);
    write(
        "areas",
        found.areas().stream()
            .map(area -> row(area.area(), area.set(), area.classifier()))
            .toList(),
        "set classifier",
        ESTIMATE);
    write(
        "costs",
        found.costs().stream()
            .map(
                cost ->
                    new Object[] {
                      cost.set(),
                      cost.milliseconds(),
                      cost.bytes(),
                      cost.modelBytes(),
                      cost.kilowattHours(),
                      cost.grams()
                    })
            .toList(),
        "set milliseconds:double bytes:double model_bytes:long kilowatt_hours:double grams_co2:double");
    write(
        "importances",
        found.importances().stream()
            .map(each -> row(each.drop(), each.set(), each.block()))
            .toList(),
        "set block",
        ESTIMATE);
    write(
        "verdict",
        found.verdict().stream()
            .map(sentence -> new Object[] {sentence.rule(), sentence.text(), sentence.figure()})
            .toList(),
        "rule text figure");
    evaluations(found.evaluations(), List.copyOf(found.data().classes().keySet()));
    found.robustness().ifPresent(this::robustness);
    found
        .shift()
        .ifPresent(
            shift ->
                write(
                    "shift",
                    shift.gaps().stream()
                        .map(
                            gap ->
                                row(
                                    gap.gap(),
                                    gap.set(),
                                    gap.labels(),
                                    gap.home().value(),
                                    gap.away().value()))
                        .toList(),
                    "set labels:int home:double away:double",
                    ESTIMATE));
  }

  private void evaluations(List<Evaluation> evaluations, List<String> classes) {
    List<Object[]> scores = new ArrayList<>();
    List<Object[]> confusion = new ArrayList<>();
    List<Object[]> calibration = new ArrayList<>();
    List<Object[]> coverage = new ArrayList<>();
    List<Object[]> slices = new ArrayList<>();
    List<Object[]> shares = new ArrayList<>();
    List<Object[]> priors = new ArrayList<>();
    for (Evaluation each : evaluations) {
      each.scores()
          .forEach((name, value) -> scores.add(row(value, each.set(), each.classifier(), name)));
      for (int label = 0; label < each.confusion().length; label++) {
        for (int answer = 0; answer < each.confusion().length; answer++) {
          if (each.confusion()[label][answer] > 0) {
            confusion.add(
                new Object[] {
                  each.set(),
                  each.classifier(),
                  classes.get(label),
                  classes.get(answer),
                  each.confusion()[label][answer]
                });
          }
        }
      }
      for (boolean calibrated : new boolean[] {false, true}) {
        for (Evaluation.Bin bin : (calibrated ? each.after() : each.before()).bins()) {
          calibration.add(
              row(
                  bin.accuracy(),
                  each.set(),
                  each.classifier(),
                  calibrated,
                  bin.confidence(),
                  bin.images()));
        }
      }
      each.coverage()
          .forEach(
              risk ->
                  coverage.add(
                      new Object[] {each.set(), each.classifier(), risk.coverage(), risk.risk()}));
      each.slices()
          .forEach(
              slice ->
                  slices.add(
                      row(
                          slice.accuracy(),
                          each.set(),
                          each.classifier(),
                          slice.by(),
                          slice.part(),
                          slice.images())));
      for (Evaluation.Share share : each.shares()) {
        shares.add(
            row(
                share.maximumLikelihood(),
                each.set(),
                each.classifier(),
                share.label(),
                "expectation-maximization"));
        shares.add(
            row(share.blackBox(), each.set(), each.classifier(), share.label(), "black-box"));
      }
      each.priors()
          .ifPresent(
              of ->
                  priors.add(
                      new Object[] {each.set(), each.classifier(), of.accuracy(), of.adjusted()}));
    }
    write("scores", scores, "set classifier score", ESTIMATE);
    write("shares", shares, "set classifier label method", ESTIMATE);
    write("priors", priors, "set classifier as_they_are:double weighed:double");
    write("confusion", confusion, "set classifier label answer images:long");
    write(
        "calibration",
        calibration,
        "set classifier calibrated:boolean confidence:double images:long",
        ESTIMATE);
    write("coverage", coverage, "set classifier coverage:double risk:double");
    write("slices", slices, "set classifier by part images:long", ESTIMATE);
  }

  private void robustness(Robustness robustness) {
    write(
        "corruptions",
        robustness.errors().stream()
            .map(
                error ->
                    row(
                        error.error(),
                        error.set(),
                        error.labels(),
                        error.corruption(),
                        error.severity(),
                        error.balancedAccuracy()))
            .toList(),
        "set labels:int corruption severity:int balanced_accuracy:double",
        ESTIMATE);
    write(
        "corruption_means",
        robustness.means().stream()
            .map(mean -> row(mean.error(), mean.set(), mean.labels(), mean.relative()))
            .toList(),
        "set labels:int relative:double",
        ESTIMATE);
    write(
        "corruption_contrasts",
        robustness.contrasts().stream()
            .map(each -> row(each.difference(), each.first(), each.second(), each.labels()))
            .toList(),
        "first second labels:int",
        ESTIMATE);
    write(
        "flips",
        robustness.flips().stream()
            .map(flip -> row(flip.rate(), flip.set(), flip.labels(), flip.perturbation()))
            .toList(),
        "set labels:int perturbation",
        ESTIMATE);
    write(
        "fooled",
        robustness.fooled().stream()
            .map(
                fooled ->
                    row(
                        fooled.sure(),
                        fooled.set(),
                        fooled.labels(),
                        fooled.input(),
                        fooled.confidence()))
            .toList(),
        "set labels:int input confidence:double",
        ESTIMATE);
  }

  private static Object[] row(Estimate estimate, Object... values) {
    Object[] row = Arrays.copyOf(values, values.length + ESTIMATE.length);
    row[values.length] = estimate.value();
    row[values.length + 1] = estimate.low();
    row[values.length + 2] = estimate.high();
    return row;
  }

  /**
   * Writes a table.
   *
   * @param columns names with their types, text where none is given
   * @param numbers names of further columns, of doubles
   */
  private void write(String name, List<Object[]> rows, String columns, String... numbers) {
    StructType schema = new StructType();
    for (String column : columns.split(" ")) {
      String[] parts = column.split(":");
      schema = schema.add(parts[0], type(parts.length == 1 ? "string" : parts[1]), false);
    }
    for (String number : numbers) {
      schema = schema.add(number, DataTypes.DoubleType, false);
    }
    List<Row> all = rows.stream().map(RowFactory::create).toList();
    spark
        .createDataFrame(all, schema)
        .coalesce(1)
        .write()
        .option("compression", "zstd")
        .parquet(folder + "/" + name);
  }

  private static DataType type(String name) {
    return switch (name) {
      case "int" -> DataTypes.IntegerType;
      case "long" -> DataTypes.LongType;
      case "double" -> DataTypes.DoubleType;
      case "boolean" -> DataTypes.BooleanType;
      default -> DataTypes.StringType;
    };
  }
}
