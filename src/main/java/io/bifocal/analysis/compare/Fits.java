package io.bifocal.analysis.compare;

import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Spreads fits over the cluster, a Spark task for each. */
final class Fits {
  /** Folds of the cross-validation at all labels. */
  static final int FOLDS = 5;

  /** From so many training images on, scores differ so little that fewer divisions do. */
  private static final int MANY_ROWS = 4000;

  private static final int FEW_REPEATS = 5;

  /** Classifiers besides the first are compared at fewer divisions. */
  private static final int OTHER_REPEATS = 5;

  private final Inputs inputs;
  private final Broadcast<Shipped<Design>> shared;
  private final JavaSparkContext spark;

  Fits(Inputs inputs, Broadcast<Shipped<Design>> shared) {
    this.inputs = inputs;
    this.shared = shared;
    this.spark = JavaSparkContext.fromSparkContext(inputs.context().spark().sparkContext());
  }

  /** The scores of all sets and classifiers at all numbers of labels. */
  List<CurveScore> curves(int repeats) {
    Design design = shared.value().value();
    List<CurveTask.Work> works = new ArrayList<>();
    for (int set = 0; set < design.sets().size(); set++) {
      for (int classifier = 0; classifier < classifiers(design.sets().get(set)); classifier++) {
        int seeds = classifier == 0 ? repeats : Math.min(repeats, OTHER_REPEATS);
        for (int seed = 0; seed < seeds; seed++) {
          works.add(new CurveTask.Work(set, classifier, seed, 0, MANY_ROWS));
          if (seed < FEW_REPEATS) {
            works.add(new CurveTask.Work(set, classifier, seed, MANY_ROWS, Integer.MAX_VALUE));
          }
        }
      }
    }
    works.sort(
        Comparator.comparing((CurveTask.Work work) -> -work.least())
            .thenComparing(work -> -design.sets().get(work.set()).length(design.blocks())));
    CurveTask task = new CurveTask(shared);
    inputs.context().progress().phase("label curves", works.size(), "fits");
    List<CurveScore> scores =
        spark
            .parallelize(works.stream().map(Json::line).toList(), works.size())
            .mapPartitions(inputs.context().progress().counter()::counting)
            .flatMap(task::run)
            .collect()
            .stream()
            .map(json -> Json.read(json, CurveScore.class))
            .toList();
    inputs.context().progress().done();
    return scores;
  }

  /** Late fusion and the most frequent class know one way only. */
  private int classifiers(FeatureSet set) {
    return set.combination() == FeatureSet.Combination.CONCATENATED
        ? shared.value().value().classifiers().size()
        : 1;
  }

  /**
   * Tests with each image once.
   *
   * @param priors in the order of the classes; empty where nobody said
   */
  CrossValidation validate(List<Slicing> slicings, List<Double> priors) {
    Design design = shared.value().value();
    List<FoldTask.Work> works = new ArrayList<>();
    for (int set = 0; set < design.sets().size(); set++) {
      for (int classifier = 0; classifier < classifiers(design.sets().get(set)); classifier++) {
        for (int fold = 0; fold < FOLDS; fold++) {
          works.add(new FoldTask.Work(set, classifier, fold));
        }
      }
    }
    works.sort(
        Comparator.comparing(work -> -design.sets().get(work.set()).length(design.blocks())));
    String folder =
        new Path(inputs.context().store().working(inputs.context().run()), "answers").toString();
    FoldTask task = new FoldTask(shared, FOLDS, folder);
    inputs.context().progress().phase("cross-validation", works.size(), "fits");
    List<FoldTask.Done> folds =
        spark
            .parallelize(works.stream().map(Json::line).toList(), works.size())
            .mapPartitions(inputs.context().progress().counter()::counting)
            .map(task::run)
            .collect()
            .stream()
            .map(json -> Json.read(json, FoldTask.Done.class))
            .toList();
    inputs.context().progress().done();
    return new CrossValidation(folds, evaluations(folds, slicings, priors));
  }

  private List<Evaluation> evaluations(
      List<FoldTask.Done> folds, List<Slicing> slicings, List<Double> priors) {
    Map<String, List<FoldTask.Done>> together =
        folds.stream()
            .sorted(
                Comparator.comparing(FoldTask.Done::set)
                    .thenComparing(FoldTask.Done::classifier)
                    .thenComparing(FoldTask.Done::fold))
            .collect(
                Collectors.groupingBy(
                    fold -> String.format(Locale.ROOT, "%06d-%d", fold.set(), fold.classifier()),
                    TreeMap::new,
                    Collectors.toList()));
    List<String> works =
        together.values().stream().map(done -> Json.line(new EvaluationTask.Work(done))).toList();
    EvaluationTask task = new EvaluationTask(shared, FOLDS, slicings, priors);
    return spark.parallelize(works, works.size()).map(task::run).collect().stream()
        .map(json -> Json.read(json, Evaluation.class))
        .toList();
  }
}
