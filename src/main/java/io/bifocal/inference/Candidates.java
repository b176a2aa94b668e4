package io.bifocal.inference;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Boxes that a network proposes for one picture, in pixels of its input. */
final class Candidates {
  private static final int SIDES = 4;

  private float[] corners = new float[SIDES * 64];
  private float[] scores = new float[64];
  private int[] labels = new int[64];
  private int size;

  /** Adds a box by its corners. */
  void add(float left, float top, float right, float bottom, float score, int label) {
    if (size == scores.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
      scores = Arrays.copyOf(scores, 2 * size);
      labels = Arrays.copyOf(labels, 2 * size);
    }
    corners[SIDES * size] = left;
    corners[SIDES * size + 1] = top;
    corners[SIDES * size + 2] = right;
    corners[SIDES * size + 3] = bottom;
    scores[size] = score;
    labels[size++] = label;
  }

  /** Adds a box by its centre and sides. */
  void addCentred(float x, float y, float width, float height, float score, int label) {
    add(x - width / 2, y - height / 2, x + width / 2, y + height / 2, score, label);
  }

  /** Keeps the boxes that {@code wanted} accepts, in their order. */
  void retain(IntPredicate wanted) {
    int kept = 0;
    for (int box = 0; box < size; box++) {
      if (wanted.test(box)) {
        System.arraycopy(corners, SIDES * box, corners, SIDES * kept, SIDES);
        scores[kept] = scores[box];
        labels[kept++] = labels[box];
      }
    }
    size = kept;
  }

  int size() {
    return size;
  }

  float left(int box) {
    return corners[SIDES * box];
  }

  float top(int box) {
    return corners[SIDES * box + 1];
  }

  float right(int box) {
    return corners[SIDES * box + 2];
  }

  float bottom(int box) {
    return corners[SIDES * box + 3];
  }

  float score(int box) {
    return scores[box];
  }

  /** The place of its label in the labels file. */
  int label(int box) {
    return labels[box];
  }
}
