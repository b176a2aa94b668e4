package io.bifocal.analysis.compare;

import io.bifocal.analysis.compare.Comparison.Importance;
import io.bifocal.analysis.compare.Example.Answer;
import io.bifocal.analysis.compare.Example.Neighbour;
import io.bifocal.analysis.compare.Example.OcclusionMap;
import io.bifocal.analysis.compare.Example.Picture;
import io.bifocal.pipeline.ImageThumbnails;
import io.bifocal.pipeline.Shipped;
import io.bifocal.pipeline.Variant;
import io.bifocal.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks into what classifiers do, on the images of the first fold. */
final class Inspection {
  /** Images of each kind that are shown. */
  private static final int EXAMPLES = 4;

  /** Cells of the grid whose parts are covered, in a row. */
  private static final int SIDE = 8;

  private final Inputs inputs;
  private final Broadcast<Shipped<Design>> shared;
  private final Dataset<Row> images;
  private final JavaSparkContext spark;

  Inspection(Inputs inputs, Broadcast<Shipped<Design>> shared, Dataset<Row> images) {
    this.inputs = inputs;
    this.shared = shared;
    this.images = images;
    this.spark = JavaSparkContext.fromSparkContext(inputs.context().spark().sparkContext());
  }

  /** What was seen. */
  record Seen(List<Importance> importances, List<Example> examples) {}

  /**
   * Looks.
   *
   * @param folds what sets answered
   */
  Seen run(Representatives speakers, List<FoldTask.Done> folds) {
    List<Pick> picks = picks(speakers, folds);
    List<Integer> rows = picks.stream().map(Pick::row).toList();
    SpoiledImages covered =
        rows.isEmpty()
            ? new SpoiledImages(rows, List.of(), List.of(), List.of())
            : new SpoiledBlocks(inputs, shared.value().value(), images)
                .write("cover", rows, Variant.occlusions(SIDE, SIDE), List.of());
    List<InspectTask.Found> found = inspect(speakers, rows, covered);
    return new Seen(importances(found), examples(speakers, picks, found));
  }

  private List<Pick> picks(Representatives speakers, List<FoldTask.Done> folds) {
    if (speakers.classical().isEmpty() || speakers.deep().isEmpty()) {
      return List.of();
    }
    PickTask task = new PickTask(shared, Fits.FOLDS, EXAMPLES);
    PickTask.Work work =
        new PickTask.Work(
            first(folds, speakers.classical().get()), first(folds, speakers.deep().get()));
    List<String> json = spark.parallelize(List.of(Json.line(work)), 1).map(task::run).collect();
    return Json.read(json.get(0), PickTask.Picks.class).list();
  }

  private FoldTask.Done first(List<FoldTask.Done> folds, String set) {
    int index = index(set);
    return folds.stream()
        .filter(fold -> fold.set() == index && fold.classifier() == 0 && fold.fold() == 0)
        .findFirst()
        .orElseThrow();
  }

  private int index(String set) {
    List<FeatureSet> sets = shared.value().value().sets();
    return IntStream.range(0, sets.size())
        .filter(i -> sets.get(i).name().equals(set))
        .findFirst()
        .orElseThrow();
  }

  private List<InspectTask.Found> inspect(
      Representatives speakers, List<Integer> rows, SpoiledImages covered) {
    List<String> works =
        Stream.of(
                speakers.classical().stream(), speakers.deep().stream(), speakers.fused().stream())
            .flatMap(names -> names)
            .map(name -> Json.line(new InspectTask.Work(index(name))))
            .toList();
    InspectTask task = new InspectTask(shared, Fits.FOLDS, rows, covered, SIDE);
    return spark.parallelize(works, works.size()).map(task::run).collect().stream()
        .map(json -> Json.read(json, InspectTask.Found.class))
        .toList();
  }

  private List<Importance> importances(List<InspectTask.Found> found) {
    List<Importance> importances = new ArrayList<>();
    for (InspectTask.Found each : found) {
      FeatureSet set = shared.value().value().sets().get(each.set());
      for (int i = 0; i < each.importances().size(); i++) {
        String block = shared.value().value().blocks().get(set.blocks().get(i)).name();
        importances.add(new Importance(set.name(), block, each.importances().get(i)));
      }
    }
    return importances;
  }

  private List<Example> examples(
      Representatives speakers, List<Pick> picks, List<InspectTask.Found> found) {
    if (picks.isEmpty()) {
      return List.of();
    }
    InspectTask.Found classical = of(found, speakers.classical().get());
    InspectTask.Found deep = of(found, speakers.deep().get());
    Sample sample = shared.value().value().sample();
    Set<String> shown = new TreeSet<>();
    for (int i = 0; i < picks.size(); i++) {
      shown.add(sample.rows().get(picks.get(i).row()).imageId());
      for (InspectTask.Found each : List.of(classical, deep)) {
        each.neighbours().get(i).forEach(row -> shown.add(sample.rows().get(row).imageId()));
      }
    }
    Map<String, String> thumbnails =
        ImageThumbnails.of(
            inputs.context(), "thumbnails", inputs.collection(), inputs.decoder(), images, shown);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      examples.add(
          new Example(
              pick.kind(),
              picture(pick.row(), thumbnails),
              sample.classes().get(sample.rows().get(pick.row()).label()),
              List.of(
                  answer(classical, i, pick.classical(), pick.classicalProbability(), thumbnails),
                  answer(deep, i, pick.deep(), pick.deepProbability(), thumbnails)),
              List.of(map(classical, i), map(deep, i))));
    }
    return examples;
  }

  private InspectTask.Found of(List<InspectTask.Found> found, String set) {
    int index = index(set);
    return found.stream().filter(each -> each.set() == index).findFirst().orElseThrow();
  }

  private Answer answer(
      InspectTask.Found found,
      int pick,
      int label,
      double probability,
      Map<String, String> thumbnails) {
    Sample sample = shared.value().value().sample();
    return new Answer(
        shared.value().value().sets().get(found.set()).name(),
        sample.classes().get(label),
        probability,
        found.neighbours().get(pick).stream()
            .map(
                row ->
                    new Neighbour(
                        picture(row, thumbnails),
                        sample.classes().get(sample.rows().get(row).label())))
            .toList());
  }

  private OcclusionMap map(InspectTask.Found found, int pick) {
    return new OcclusionMap(
        shared.value().value().sets().get(found.set()).name(), found.drops().get(pick));
  }

  private Picture picture(int row, Map<String, String> thumbnails) {
    SampleRow image = shared.value().value().sample().rows().get(row);
    return new Picture(
        image.imageId(),
        image.path(),
        Optional.ofNullable(thumbnails.get(image.imageId()))
            .map(base64 -> "data:image/jpeg;base64," + base64));
  }
}
