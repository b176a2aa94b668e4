package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A star in every cell of {@link Hog}: the line along each edge is the brighter, the more gradient
 * there is across it. A cell is the mean over the blocks that it belongs to.
 */
final class HogDrawing {
  /** Darker lines would be seen before the picture instead of the edges. */
  private static final int FAINT = 80;

  private final Hog recipe;
  private final float[] vector;
  private final int cellsAcross;
  private final int cellsDown;

  HogDrawing(Hog recipe, Picture view, float[] vector) {
    this.recipe = recipe;
    this.vector = vector;
    cellsAcross = view.width() / recipe.cellPixels();
    cellsDown = view.height() / recipe.cellPixels();
  }

  Picture draw(Picture view) {
    Mat panel = Drawing.enlarged(view);
    panel.convertTo(panel, -1, 0.35, 0);
    double[][] cells = cells();
    double greatest = 1e-12;
    for (double[] cell : cells) {
      for (double value : cell) {
        greatest = Math.max(greatest, value);
      }
    }
    double side = recipe.cellPixels() * Drawing.scale(view);
    for (int y = 0; y < cellsDown; y++) {
      for (int x = 0; x < cellsAcross; x++) {
        star(
            panel,
            (x + 0.5) * side,
            (y + 0.5) * side,
            side / 2,
            cells[y * cellsAcross + x],
            greatest);
      }
    }
    return Drawing.beside(Drawing.enlarged(view), panel);
  }

  private static void star(
      Mat panel, double x, double y, double reach, double[] cell, double greatest) {
    // The strongest last, so that nothing covers it.
    int[] order =
        IntStream.range(0, cell.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> cell[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int k : order) {
      int bright = (int) Math.round(255 * cell[k] / greatest);
      if (bright < FAINT) {
        continue;
      }
      // The edge runs across its gradient.
      double angle = Math.PI * (k + 0.5) / cell.length + Math.PI / 2;
      double dx = reach * Math.cos(angle);
      double dy = reach * Math.sin(angle);
      try (Scalar color = Drawing.color(bright, bright, bright)) {
        Drawing.line(panel, x - dx, y - dy, x + dx, y + dy, color);
      }
    }
  }

  private double[][] cells() {
    int block = recipe.blockCells();
    int blocksAcross = cellsAcross - block + 1;
    int blocksDown = cellsDown - block + 1;
    double[][] cells = new double[cellsAcross * cellsDown][recipe.orientations()];
    int[] blocks = new int[cells.length];
    for (int by = 0; by < blocksDown; by++) {
      for (int bx = 0; bx < blocksAcross; bx++) {
        for (int j = 0; j < block; j++) {
          for (int i = 0; i < block; i++) {
            int cell = (by + j) * cellsAcross + bx + i;
            int from =
                recipe.variant() == HogVariant.OPENCV
                    ? ((bx * blocksDown + by) * block + i) * block + j
                    : ((by * blocksAcross + bx) * block + j) * block + i;
            blocks[cell]++;
            for (int k = 0; k < recipe.orientations(); k++) {
              cells[cell][k] += vector[from * recipe.orientations() + k];
            }
          }
        }
      }
    }
    for (int cell = 0; cell < cells.length; cell++) {
      for (int k = 0; k < recipe.orientations(); k++) {
        cells[cell][k] /= blocks[cell];
      }
    }
    return cells;
  }
}
