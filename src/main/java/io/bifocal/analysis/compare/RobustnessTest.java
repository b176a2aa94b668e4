package io.bifocal.analysis.compare;

import io.bifocal.conf.Names;
import io.bifocal.conf.RobustnessSettings;
import io.bifocal.conf.UserError;
import io.bifocal.pipeline.Shipped;
import io.bifocal.pipeline.Variant;
import io.bifocal.preprocess.FoolingInput;
import io.bifocal.preprocess.FoolingKind;
import io.bifocal.store.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spoils test images of the first division, and lets classifiers answer for them. */
final class RobustnessTest {
  /** Of each kind. */
  private static final int FOOLING = 20;

  private final Inputs inputs;
  private final Broadcast<Shipped<Design>> shared;
  private final Dataset<Row> images;
  private final RobustnessSettings settings;

  RobustnessTest(Inputs inputs, Broadcast<Shipped<Design>> shared, Dataset<Row> images) {
    this.inputs = inputs;
    this.shared = shared;
    this.images = images;
    this.settings = inputs.settings().compare().robustness();
  }

  /**
   * Runs it, unless no images are asked for.
   *
   * @param shown the numbers that stand for numbers of labels
   */
  Optional<Robustness> run(Map<Integer, Integer> shown) {
    if (settings.images().value() == 0) {
      return Optional.empty();
    }
    Design design = shared.value().value();
    String baseline = baseline(design);
    List<Integer> rows = rows(design);
    List<Variant> variants =
        Stream.of(
                List.of(Variant.CLEAN, Variant.SHRUNK),
                Variant.corruptions(),
                Variant.perturbations())
            .flatMap(List::stream)
            .toList();
    SpoiledImages spoiled =
        new SpoiledBlocks(inputs, design, images)
            .write("spoil", rows, variants, fooling(design, rows));
    List<String> works = new ArrayList<>();
    List<Integer> counts =
        design.counts().stream()
            .filter(count -> count == Design.ALL || settings.labels().contains(count))
            .toList();
    for (int set = 0; set < design.sets().size(); set++) {
      for (int labels : counts) {
        works.add(Json.line(new RobustnessTask.Work(set, labels)));
      }
    }
    RobustnessTask task = new RobustnessTask(shared, spoiled);
    List<RobustnessTask.Done> done =
        JavaSparkContext.fromSparkContext(inputs.context().spark().sparkContext())
            .parallelize(works, works.size())
            .map(task::run)
            .collect()
            .stream()
            .map(json -> Json.read(json, RobustnessTask.Done.class))
            .toList();
    return Optional.of(new RobustnessResult(design, spoiled, baseline).of(done, shown));
  }

  /** {@code thumbnail} is the thumbnail's pixels, whatever extractors there are. */
  private String baseline(Design design) {
    List<String> names = design.sets().stream().map(FeatureSet::name).toList();
    if (names.contains(settings.baseline())) {
      return settings.baseline();
    }
    if (settings.baseline().equals("thumbnail")) {
      return FeatureSets.THUMBNAIL;
    }
    throw new UserError(
        "compare.robustness.baseline: "
            + Names.unknown("set of features", settings.baseline(), names));
  }

  /** Test images of the first division, some of each class where they are too many. */
  private List<Integer> rows(Design design) {
    int[] test =
        Division.random(design.sample(), design.testShare(), RobustnessTask.SEED).test().clone();
    SplittableRandom random = new SplittableRandom(RobustnessTask.SEED);
    for (int i = test.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = test[i];
      test[i] = test[other];
      test[other] = kept;
    }
    return Arrays.stream(test).limit(settings.images().value()).sorted().boxed().toList();
  }

  /** As large as most of the images. */
  private static List<FoolingInput> fooling(Design design, List<Integer> rows) {
    int width =
        median(rows.stream().mapToInt(row -> design.sample().rows().get(row).width()).toArray());
    int height =
        median(rows.stream().mapToInt(row -> design.sample().rows().get(row).height()).toArray());
    List<FoolingInput> inputs = new ArrayList<>();
    for (FoolingKind kind : FoolingKind.values()) {
      for (int i = 0; i < FOOLING; i++) {
        inputs.add(new FoolingInput(kind, i, width, height));
      }
    }
    return inputs;
  }

  private static int median(int[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
