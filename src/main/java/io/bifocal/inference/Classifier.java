package io.bifocal.inference;

import java.util.ArrayList;
import java.util.List;

/** Makes the best labels of logits. */
public record Classifier(List<String> labels, Activation activation, int top) {

  /**
   * The best labels with their scores, best first.
   *
   * @param logits one a label, finite
   */
  List<LabelScore> best(float[] logits) {
    return best(logits, activation.apply(logits));
  }

  /**
   * The best labels, best first.
   *
   * @param logits one a label, finite: they make the order
   * @param scores one a label
   */
  List<LabelScore> best(float[] logits, double[] scores) {
    int count = Math.min(top, logits.length);
    List<LabelScore> result = new ArrayList<>(count);
    for (int index : largest(logits, count)) {
      result.add(new LabelScore(labels.get(index), (float) scores[index]));
    }
    return result;
  }

  /**
   * Places of the {@code count} largest logits, largest first, equal ones in their order. Ranked by
   * logit, because scores that come out equal may still have an order.
   *
   * @param logits at least {@code count}
   */
  public static int[] largest(float[] logits, int count) {
    int[] result = new int[count];
    int found = 0;
    for (int i = 0; i < logits.length; i++) {
      if (found == count && logits[i] <= logits[result[count - 1]]) {
        continue;
      }
      int place = found < count ? found++ : count - 1;
      while (place > 0 && logits[i] > logits[result[place - 1]]) {
        result[place] = result[place - 1];
        place--;
      }
      result[place] = i;
    }
    return result;
  }
}
