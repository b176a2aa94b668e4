package io.bifocal.inference;

import java.util.Arrays;
import java.util.List;

/**
 * Boxes with their scores in one output: a row a box, or for version 8 and later a column a box.
 */
final class YoloDecoder implements BoxDecoder {
  private static final int BOX = 4;

  private final DetectionFamily family;
  private final String name;
  private final Grid grid;

  /**
   * @param grid where the cells of yolox are
   */
  YoloDecoder(DetectionFamily family, String name, Grid grid) {
    this.family = family;
    this.name = name;
    this.grid = grid;
  }

  @Override
  public void decode(Outputs outputs, double confidence, Candidates boxes) {
    Rows rows = Rows.of(outputs, List.of(name));
    if (family == DetectionFamily.YOLOV8) {
      columns(rows, confidence, boxes);
    } else {
      rows(rows, confidence, boxes);
    }
  }

  private static void columns(Rows table, double confidence, Candidates boxes) {
    // Label by label, as the values lie in memory.
    float[] scores =
        Arrays.copyOfRange(table.values(), BOX * table.columns(), (BOX + 1) * table.columns());
    int[] best = new int[scores.length];
    for (int label = 1; label < table.count() - BOX; label++) {
      for (int box = 0; box < scores.length; box++) {
        float score = table.at(BOX + label, box);
        if (score > scores[box]) {
          scores[box] = score;
          best[box] = label;
        }
      }
    }
    for (int box = 0; box < scores.length; box++) {
      if (scores[box] >= confidence) {
        boxes.addCentred(
            table.at(0, box),
            table.at(1, box),
            table.at(2, box),
            table.at(3, box),
            scores[box],
            best[box]);
      }
    }
  }

  private void rows(Rows table, double confidence, Candidates boxes) {
    int labels = table.columns() - BOX - 1;
    for (int box = 0; box < table.count(); box++) {
      float thing = table.at(box, BOX);
      // No label makes more of it.
      if (thing < confidence) {
        continue;
      }
      int best = 0;
      for (int label = 1; label < labels; label++) {
        if (table.at(box, BOX + 1 + label) > table.at(box, BOX + 1 + best)) {
          best = label;
        }
      }
      float score = thing * table.at(box, BOX + 1 + best);
      if (score >= confidence) {
        add(table, box, score, best, boxes);
      }
    }
  }

  private void add(Rows table, int box, float score, int label, Candidates boxes) {
    float x = table.at(box, 0);
    float y = table.at(box, 1);
    float width = table.at(box, 2);
    float height = table.at(box, 3);
    if (family == DetectionFamily.YOLOX) {
      float stride = grid.stride(box);
      boxes.addCentred(
          (x + grid.column(box)) * stride,
          (y + grid.row(box)) * stride,
          (float) StrictMath.exp(width) * stride,
          (float) StrictMath.exp(height) * stride,
          score,
          label);
    } else {
      boxes.addCentred(x, y, width, height, score, label);
    }
  }
}
