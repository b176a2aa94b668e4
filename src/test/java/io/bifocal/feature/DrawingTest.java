package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingTest {
  private static final int GAP = 8;

  /** Three bars of a third of the chart each; the second is half as high as the first. */
  @Test
  void barsStandOnZeroAndAreAsHighAsTheirValues() {
    try (Mat chart = Drawing.bars(new float[] {2, 1, 0})) {
      int third = (Drawing.SIDE - 72) / 3;
      int first = blueRows(chart, 36 + third / 2);
      int second = blueRows(chart, 36 + third + third / 2);
      assertEquals(Drawing.SIDE - 72, first, 2);
      assertEquals(first, 2 * second, 4);
      assertTrue(blueRows(chart, 36 + 2 * third + third / 2) <= 1);
    }
  }

  @Test
  void panelsStandSideBySide() {
    try (Picture picture = Pictures.noise(20, 10, 1, 1);
        Picture drawing =
            Drawing.beside(Drawing.enlarged(picture), Drawing.bars(new float[] {1}))) {
      assertEquals(2 * (Drawing.SIDE + 2 * GAP), drawing.width());
      assertEquals(Drawing.SIDE + 2 * GAP, drawing.height());
    }
  }

  /** The gradient is horizontal, so the line along the edge is vertical, in the cells beside it. */
  @ParameterizedTest
  @EnumSource
  void hogDrawsLinesAlongEdges(HogVariant variant) {
    int[][] rows = new int[64][64];
    for (int[] row : rows) {
      Arrays.fill(row, 32, 64, 200);
    }
    Hog hog = new Hog(variant, 9, 8, 2);
    Input input = Input.of(64, 64);
    try (Picture edge = Pictures.gray(rows);
        FeatureExtractor.Worker worker = hog.open(input)) {
      float[] vector = new float[hog.length(input)];
      worker.extract(edge, vector);
      try (Picture drawing = hog.draw(edge, vector);
          UByteIndexer pixels = drawing.bgr().createIndexer()) {
        // A cell is 64 pixels of the panel; the centre of the cell left of the edge is at 224.
        int x = Drawing.SIDE + 3 * GAP + 224;
        int y = GAP + 224;
        // The middle of the first orientation is 10 degrees off the axis.
        int along = 0;
        int across = 0;
        for (int off = -6; off <= 6; off++) {
          along = Math.max(along, pixels.get(y - 20, x + off, 0));
          across = Math.max(across, pixels.get(y + off, x - 20, 0));
        }
        assertTrue(along > 150, "along the edge " + along);
        assertTrue(across < 100, "across the edge " + across);
      }
    }
  }

  private static int blueRows(Mat chart, int x) {
    int rows = 0;
    try (UByteIndexer pixels = chart.createIndexer()) {
      for (int y = 0; y < Drawing.SIDE; y++) {
        rows += pixels.get(y, x, 0) == 200 && pixels.get(y, x, 2) == 60 ? 1 : 0;
      }
    }
    return rows;
  }
}
