package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.conf.CompareSettings;
import io.bifocal.pipeline.Scan;
import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Finds out which features the images of a store need: the steps of the job {@code compare}. */
public final class Compare {
  private final Inputs inputs;
  private final CompareSettings settings;
  private final JavaSparkContext spark;

  private Compare(Inputs inputs) {
    this.inputs = inputs;
    this.settings = inputs.settings().compare();
    this.spark = JavaSparkContext.fromSparkContext(inputs.context().spark().sparkContext());
  }

  /**
   * Compares.
   *
   * @param bifocal version of Bifocal
   * @throws io.bifocal.conf.UserError if there is too little to compare, or the configuration names
   *     what is not there
   */
  public static Comparison run(Inputs inputs, String bifocal) {
    return new Compare(inputs).compare(bifocal);
  }

  /** Where the tables of a comparison lie, relative to the store. */
  public static String folder(String run) {
    return "analysis/compare/run=" + run;
  }

  /** Writes tables and, last, the whole as JSON. */
  public static void write(SparkSession spark, Store store, Comparison found) {
    String folder = folder(found.run());
    new ComparisonTables(spark, store.path(folder).toString()).write(found);
    store.write(store.path(folder + "/comparison.json"), Json.write(found) + "\n");
  }

  private Comparison compare(String bifocal) {
    Instant started = inputs.context().started();
    Dataset<Row> images =
        Tables.images(inputs.context().spark(), inputs.store(), inputs.last().run());
    Sample drawn =
        SampleDraw.of(
            inputs.last().run(),
            images,
            settings.images().value(),
            settings.trainOn(),
            settings.testOn());
    Dataset<Row> located =
        Scan.withLocations(
            inputs.context().spark(), inputs.collection(), SampleImages.of(inputs, images, drawn));
    Looks.Found looks = Looks.at(inputs, drawn, located);
    SampleBlocks blocks =
        SampleBlocks.write(
            inputs,
            drawn,
            ComparedProducers.of(
                inputs.store(), inputs.producers().described(), settings.leaveOut()),
            Optional.of(looks));
    List<FeatureSet> sets = FeatureSets.of(blocks.list(), settings.groups());
    Sample sample = blocks.sample();
    Design design =
        new Design(
            sample,
            blocks.list(),
            sets,
            settings.classifiers(),
            Design.counts(settings.labels(), Division.random(sample, settings.testShare(), 0)),
            settings.testShare(),
            new SerializableConfiguration(inputs.store().hadoop()));
    Broadcast<Shipped<Design>> shared = spark.broadcast(new Shipped<>(design));
    Fits fits = new Fits(inputs, shared);
    CurveScores curves = new CurveScores(design, fits.curves(settings.repeats()));
    Representatives speakers = Representatives.of(sets);
    CrossValidation validation =
        fits.validate(looks.slicings(), DeploymentPriors.of(design, settings));
    Optional<Robustness> robustness =
        new RobustnessTest(inputs, shared, located).run(curves.shownLabels());
    Inspection.Seen inspection =
        new Inspection(inputs, shared, located).run(speakers, validation.folds());
    Comparison found =
        new Comparison(
            inputs.context().run(),
            inputs.last().run(),
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            Duration.between(started, Instant.now()).toMillis() / 1e3,
            bifocal,
            inputs.collection().root(),
            data(sample),
            summaries(design),
            IntStream.range(0, design.classifiers().size()).mapToObj(design::name).toList(),
            curves.points(),
            curves.contrasts(),
            curves.areas(),
            speakers.classical().isPresent() && speakers.deep().isPresent()
                ? curves.crossing(speakers.classical().get(), speakers.deep().get())
                : Optional.empty(),
            validation.evaluations(),
            robustness,
            settings
                .trainOn()
                .map(
                    on ->
                        new Shift(
                            on.toString(), settings.testOn().get().toString(), curves.gaps())),
            new CostTable(inputs, blocks).of(design),
            inspection.importances(),
            inspection.examples(),
            List.of());
    return found.with(Verdict.of(found, speakers));
  }

  private Comparison.Data data(Sample sample) {
    Map<String, Integer> classes = new TreeMap<>();
    for (SampleRow row : sample.rows()) {
      if (row.isUsed()) {
        classes.merge(sample.classes().get(row.label()), 1, Integer::sum);
      }
    }
    return new Comparison.Data(
        sample.labelled(),
        sample.used(),
        sample.units(),
        sample.conflicting(),
        sample.aside(),
        sample.small(),
        classes,
        settings.repeats(),
        settings.testShare());
  }

  private static List<SetSummary> summaries(Design design) {
    return design.sets().stream()
        .map(
            set ->
                new SetSummary(
                    set.name(),
                    set.lens().name().toLowerCase(Locale.ROOT),
                    set.length(design.blocks()),
                    set.blocks().stream().map(block -> design.blocks().get(block).name()).toList()))
        .toList();
  }
}
