package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.BlockImportance;
import io.bifocal.analysis.statistics.Estimate;
import io.bifocal.conf.ClassifierKind;
import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/**
 * Fits one set of features on all but the first fold and looks into what it does there: which
 * blocks carry its answers, which training images are near to the picked ones, and where in these
 * the answer comes from.
 *
 * @param picks rows of the sample in the first fold
 * @param covered the picked images, a part of each covered; empty blocks for none
 * @param side cells of the grid in a row
 */
record InspectTask(
    Broadcast<Shipped<Design>> shared,
    int folds,
    List<Integer> picks,
    SpoiledImages covered,
    int side)
    implements Serializable {
  private static final int REPEATS = 10;
  private static final int NEIGHBOURS = 3;

  /** What a task does. */
  record Work(int set) {}

  /**
   * What it found.
   *
   * @param importances of the blocks of the set; none where it has only one
   * @param neighbours for each picked image rows of the sample, nearest first
   * @param drops for each picked image by row and column of the grid; none where nothing was
   *     covered
   */
  record Found(
      int set,
      List<Estimate> importances,
      List<List<Integer>> neighbours,
      List<double[][]> drops) {}

  /** JSON of what was found. */
  String run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    FeatureSet set = design.sets().get(work.set());
    Division division = Division.folds(design.sample(), folds, FoldTask.SEED).get(0);
    int[] training = division.training(Design.ALL);
    SetClassifier fitted =
        SetClassifier.fit(design, set, ClassifierKind.LOGISTIC_REGRESSION, training, 0);
    return Json.line(
        new Found(
            work.set(),
            importances(design, set, division.test(), fitted),
            neighbours(design, set, training, fitted),
            drops(design, set, fitted)));
  }

  private static List<Estimate> importances(
      Design design, FeatureSet set, int[] test, SetClassifier fitted) {
    if (set.blocks().size() < 2) {
      return List.of();
    }
    Vectors vectors = Vectors.of(design, set, test);
    int[] labels = design.sample().labels(test);
    boolean[] unchanged = right(fitted, vectors, labels);
    List<Estimate> importances = new ArrayList<>();
    for (int block = 0; block < set.blocks().size(); block++) {
      int changed = block;
      importances.add(
          BlockImportance.of(
              unchanged,
              REPEATS,
              block,
              order -> right(fitted, vectors.withBlock(changed, order), labels)));
    }
    return importances;
  }

  private static boolean[] right(SetClassifier fitted, Vectors vectors, int[] labels) {
    float[][] probabilities = fitted.answer(vectors).raw();
    boolean[] right = new boolean[labels.length];
    for (int row = 0; row < right.length; row++) {
      right[row] = Best.of(probabilities[row]) == labels[row];
    }
    return right;
  }

  private List<List<Integer>> neighbours(
      Design design, FeatureSet set, int[] training, SetClassifier fitted) {
    int[] rows = picks.stream().mapToInt(Integer::intValue).toArray();
    float[][] wanted = fitted.scaled(Vectors.of(design, set, rows));
    float[][] known = fitted.scaled(Vectors.of(design, set, training));
    List<List<Integer>> neighbours = new ArrayList<>();
    for (float[] vector : wanted) {
      double[] distances = Arrays.stream(known).mapToDouble(of -> distance(vector, of)).toArray();
      neighbours.add(
          IntStream.range(0, training.length)
              .boxed()
              .sorted((a, b) -> Double.compare(distances[a], distances[b]))
              .limit(NEIGHBOURS)
              .map(i -> training[i])
              .toList());
    }
    return neighbours;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private List<double[][]> drops(Design design, FeatureSet set, SetClassifier fitted) {
    List<double[][]> drops = new ArrayList<>();
    if (covered.blocks().isEmpty()) {
      return drops;
    }
    int[] rows = covered.rows().stream().mapToInt(Integer::intValue).toArray();
    int[] labels = design.sample().labels(rows);
    float[][] whole = fitted.answer(Vectors.of(design, set, rows)).calibrated();
    for (int i = 0; i < rows.length; i++) {
      drops.add(new double[side][side]);
    }
    for (int variant = 0; variant < covered.variants().size(); variant++) {
      Vectors vectors = covered.vectors(set, covered.start(variant), rows.length, design);
      float[][] parts = fitted.answer(vectors).calibrated();
      for (int i = 0; i < rows.length; i++) {
        if (!vectors.isMissing(i)) {
          drops.get(i)[variant / side][variant % side] = whole[i][labels[i]] - parts[i][labels[i]];
        }
      }
    }
    return drops;
  }
}
