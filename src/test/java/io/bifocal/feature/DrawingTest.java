package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
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

  /** Three by two cells; the middle of each is white where its bit is 1. */
  @Test
  void whiteCellsAreTheBits() {
    float[] bits = {1, 0, 0, 1, 1, 0};
    try (Mat panel = Drawing.bits(bits, 3);
        UByteIndexer pixels = panel.createIndexer()) {
      for (int i = 0; i < bits.length; i++) {
        int x = (2 * (i % 3) + 1) * Drawing.SIDE / 6;
        int y = (2 * (i / 3) + 1) * Drawing.SIDE / 4;
        assertEquals(bits[i] > 0 ? 255 : 0, pixels.get(y, x, 0), "bit " + i);
      }
    }
  }

  /** Gray values rise to the right, so the only sector begins on the x axis. */
  @Test
  void roseOfAVerticalEdgePointsToTheRight() {
    try (Picture edge = verticalEdge()) {
      EdgeOrientationHistogram recipe = new EdgeOrientationHistogram(36, EdgeWeighting.MAGNITUDE);
      float[] vector = FeatureExtractorContractTest.vector(recipe, edge);
      try (Mat panel = OrientationRose.draw(vector);
          UByteIndexer pixels = panel.createIndexer()) {
        int center = Drawing.SIDE / 2;
        assertEquals(60, pixels.get(center + 5, center + 80, 2));
        assertEquals(255, pixels.get(center - 15, center + 80, 2));
        assertEquals(255, pixels.get(center + 80, center, 2));
        assertEquals(255, pixels.get(center + 5, center - 80, 2));
      }
    }
  }

  @Test
  void faceIsFramed() {
    FaceCount recipe = new FaceCount(FaceCascade.HAAR, 1.1, 3, 0.1);
    try (Picture astronaut = Golden.picture("im_astronaut_0", "c128");
        FaceFinder finder = new FaceFinder(recipe, 2);
        Picture drawing = recipe.draw(astronaut, new float[2]);
        UByteIndexer pixels = drawing.bgr().createIndexer()) {
      int[] face = finder.find(astronaut).get(0);
      int left = Drawing.SIDE + 3 * GAP + 4 * face[0];
      int middle = GAP + 4 * face[1] + 2 * face[3];
      assertEquals(230, pixels.get(middle, left, 2));
      assertEquals(20, pixels.get(middle, left, 0));
      // The nose of this picture is at (43, 60), her chin at y = 84.
      assertTrue(face[0] < 38 && face[0] + face[2] > 48, "x " + Arrays.toString(face));
      assertTrue(face[1] < 50 && face[1] + face[3] > 70, "y " + Arrays.toString(face));
    }
  }

  /** On a flat ground, only a blob has keypoints, and circles are the only colours drawn. */
  @Test
  void keypointIsACircleAroundItsBlob() {
    int[][] rows = new int[64][64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        double squared = Math.pow(x - 20, 2) + Math.pow(y - 40, 2);
        rows[y][x] = (int) Math.round(40 + 200 * Math.exp(-squared / 32));
      }
    }
    try (Picture blob = Pictures.gray(rows);
        Picture drawing = KeypointDrawing.draw(LocalDetector.SIFT, 1, blob);
        UByteIndexer pixels = drawing.bgr().createIndexer()) {
      int left = 64 * 8;
      int right = 0;
      int top = 64 * 8;
      int bottom = 0;
      for (int y = 0; y < Drawing.SIDE; y++) {
        for (int x = 0; x < Drawing.SIDE; x++) {
          int column = Drawing.SIDE + 3 * GAP + x;
          if (pixels.get(GAP + y, column, 2) > pixels.get(GAP + y, column, 0) + 60) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
      assertEquals(20.5 * 8, (left + right) / 2.0, 8);
      assertEquals(40.5 * 8, (top + bottom) / 2.0, 8);
      assertTrue(right - left > 4 * 8, "as large as the blob: " + left + " to " + right);
    }
  }

  @ParameterizedTest
  @EnumSource
  void barsHaveTheColorsOfTheirBins(ColorSpace space) {
    ColorHistogram recipe = new ColorHistogram(space, List.of(16, 16, 16));
    try (Picture red = Pictures.colors(0xD01818);
        Mat chart =
            ColorBars.draw(space, recipe.bins(), FeatureExtractorContractTest.vector(recipe, red));
        UByteIndexer pixels = chart.createIndexer()) {
      // One bin of hue is 11.25 degrees, a rise of 0xB8 is 60.
      assertEquals(0xD0, pixels.get(256, 56, 2), 36);
      assertEquals(0x18, pixels.get(256, 56, 1), 36);
      assertEquals(0x18, pixels.get(256, 56, 0), 36);
    }
  }

  /** Waves from left to right have their power beside the middle of the spectrum. */
  @Test
  void spectrumOfWavesIsBrightBesideTheMiddle() {
    int[][] rows = new int[64][64];
    for (int[] row : rows) {
      Arrays.setAll(row, x -> (int) Math.round(128 + 100 * Math.cos(Math.PI * x / 4)));
    }
    try (Picture waves = Pictures.gray(rows);
        Mat panel = SpectrumDrawing.draw(waves);
        UByteIndexer pixels = panel.createIndexer()) {
      // Eight waves; a frequency is 8 pixels of the panel.
      int middle = 8 * 32 + 4;
      assertTrue(pixels.get(middle, middle + 64, 1) > 200);
      assertTrue(pixels.get(middle, middle - 64, 1) > 200);
      assertTrue(pixels.get(middle + 64, middle, 1) < 100);
    }
  }

  /** The gradient is horizontal, so the line along the edge is vertical, in the cells beside it. */
  @ParameterizedTest
  @EnumSource
  void hogDrawsLinesAlongEdges(HogVariant variant) {
    Hog hog = new Hog(variant, 9, 8, 2);
    Input input = Input.of(64, 64);
    try (Picture edge = verticalEdge();
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

  /** 64 by 64 pixels, dark on the left and bright on the right. */
  private static Picture verticalEdge() {
    int[][] rows = new int[64][64];
    for (int[] row : rows) {
      Arrays.fill(row, 32, 64, 200);
    }
    return Pictures.gray(rows);
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
