package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {

  /** cv2.dnn.NMSBoxes of OpenCV 5 keeps 3, 0 and 4 of these, given as x, y, width, height. */
  @Test
  void asOpenCvDoes() {
    Candidates boxes = new Candidates();
    boxes.add(10, 10, 30, 30, 0.8f, 0);
    boxes.add(12, 12, 32, 32, 0.7f, 0);
    boxes.add(50, 50, 60, 60, 0.6f, 0);
    boxes.add(50, 50, 61, 60, 0.9f, 0);
    boxes.add(20, 20, 40, 40, 0.5f, 0);
    assertArrayEquals(new int[] {3, 0, 4}, new NonMaximumSuppression(0.45, 100).keep(boxes));
    assertArrayEquals(new int[] {3, 0}, new NonMaximumSuppression(0.45, 2).keep(boxes));
  }

  /** By counting pixels: take the best that is left, strike out what overlaps it, repeat. */
  @Property(tries = 200)
  void asCountingPixelsDoes(
      @ForAll @Size(max = 12) List<@IntRange(max = 99_999) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 9) int tenths) {
    Candidates boxes = new Candidates();
    for (int number : numbers) {
      int left = number % 10;
      int top = number / 10 % 10;
      boxes.add(
          left,
          top,
          left + 1 + number / 100 % 10,
          top + 1 + number / 1000 % 10,
          number % 7 / 7f,
          number / 10_000 % 2);
    }
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      left.add(i);
    }
    List<Integer> expected = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = left.get(0);
      for (int box : left) {
        best = boxes.score(box) > boxes.score(best) ? box : best;
      }
      expected.add(best);
      int winner = best;
      left.removeIf(box -> box == winner || strikes(boxes, winner, box, tenths));
    }
    assertArrayEquals(
        expected.stream().mapToInt(i -> i).toArray(),
        new NonMaximumSuppression(tenths / 10.0, 100).keep(boxes));
  }

  private static boolean strikes(Candidates boxes, int winner, int box, int tenths) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        boolean first = covers(boxes, winner, x, y);
        boolean second = covers(boxes, box, x, y);
        both += first && second ? 1 : 0;
        either += first || second ? 1 : 0;
      }
    }
    return boxes.label(winner) == boxes.label(box) && both / (double) either > tenths / 10.0;
  }

  private static boolean covers(Candidates boxes, int box, int x, int y) {
    return x >= boxes.left(box)
        && x < boxes.right(box)
        && y >= boxes.top(box)
        && y < boxes.bottom(box);
  }
}
