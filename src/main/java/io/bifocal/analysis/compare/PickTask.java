package io.bifocal.analysis.compare;

import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * Finds, among the images of the first fold, those where a set is most sure of what is wrong.
 *
 * @param each images of each kind at most
 */
record PickTask(Broadcast<Shipped<Design>> shared, int folds, int each) implements Serializable {

  /** The first folds of the classical and of the deep set. */
  record Work(FoldTask.Done classical, FoldTask.Done deep) {}

  /** The images. */
  record Picks(List<Pick> list) {}

  /** JSON of {@link Picks}. */
  String run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    FoldTask.Tested classical = FoldTask.read(design, folds, List.of(work.classical()));
    FoldTask.Tested deep = FoldTask.read(design, folds, List.of(work.deep()));
    List<Pick> all = new ArrayList<>();
    for (int i = 0; i < classical.rows().length; i++) {
      int row = classical.rows()[i];
      float[] one = classical.answers().calibrated()[i];
      float[] other = deep.answers().calibrated()[i];
      int first = Best.of(one);
      int second = Best.of(other);
      int label = design.sample().rows().get(row).label();
      if (first != label || second != label) {
        String kind =
            first == label
                ? Pick.CLASSICAL_RIGHT
                : second == label ? Pick.DEEP_RIGHT : Pick.BOTH_WRONG;
        all.add(new Pick(kind, row, first, one[first], second, other[second]));
      }
    }
    List<Pick> picks = new ArrayList<>();
    for (String kind : List.of(Pick.CLASSICAL_RIGHT, Pick.DEEP_RIGHT, Pick.BOTH_WRONG)) {
      all.stream()
          .filter(pick -> pick.kind().equals(kind))
          .sorted(Comparator.comparingDouble(Pick::surprise).reversed().thenComparing(Pick::row))
          .limit(each)
          .forEach(picks::add);
    }
    return Json.line(new Picks(picks));
  }
}
