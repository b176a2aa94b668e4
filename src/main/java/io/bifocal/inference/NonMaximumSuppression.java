package io.bifocal.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Greedy non-maximum suppression: the best box stays, boxes of its label that overlap it too much
 * go, and so on with the rest.
 *
 * @param overlap the greatest intersection over union of two boxes of one label that both stay; 1
 *     keeps all
 * @param most boxes that stay at most
 */
record NonMaximumSuppression(double overlap, int most) {

  /** The boxes that stay, best first; equal ones in their order. */
  int[] keep(Candidates boxes) {
    List<Integer> order =
        IntStream.range(0, boxes.size())
            .boxed()
            .sorted(Comparator.comparingDouble(box -> -(double) boxes.score(box)))
            .toList();
    int[] kept = new int[Math.min(most, order.size())];
    int count = 0;
    for (int i = 0; i < order.size() && count < most; i++) {
      int box = order.get(i);
      if (stands(boxes, box, kept, count)) {
        kept[count++] = box;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private boolean stands(Candidates boxes, int box, int[] kept, int count) {
    for (int i = 0; i < count; i++) {
      if (boxes.label(kept[i]) == boxes.label(box)
          && intersectionOverUnion(boxes, kept[i], box) > overlap) {
        return false;
      }
    }
    return true;
  }

  private static double intersectionOverUnion(Candidates boxes, int a, int b) {
    double width =
        Math.min(boxes.right(a), boxes.right(b)) - (double) Math.max(boxes.left(a), boxes.left(b));
    double height =
        Math.min(boxes.bottom(a), boxes.bottom(b)) - (double) Math.max(boxes.top(a), boxes.top(b));
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double intersection = width * height;
    return intersection / (area(boxes, a) + area(boxes, b) - intersection);
  }

  private static double area(Candidates boxes, int box) {
    return ((double) boxes.right(box) - boxes.left(box))
        * ((double) boxes.bottom(box) - boxes.top(box));
  }
}
