package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Segments against counts and masks made the long way: pixel by pixel, by their definition. */
class SegmentationTest {
  private static final String CARD =
      "task = segmentation, outputs.segments = y, labels = labels.txt, input { channels = %s, %s }";
  private static final String[] RGB = {"red", "green", "blue"};

  /** The channels are the logits: each pixel's label is its brightest channel. */
  private static ModelFiles brightest(String input) {
    return Models.of(CARD.formatted("rgb", input), identity(3, 4, 6), RGB);
  }

  private static byte[] identity(int... sides) {
    return OnnxFile.withInput("x", sides).node("Identity", List.of("x"), "y").output("y").bytes();
  }

  @Test
  void areasAndMaskByHand() throws IOException {
    // Blue, green and red of each pixel: one row red, one green, two blue but for a red corner.
    int[] pixels = new int[6 * 4 * 3];
    for (int i = 0; i < 24; i++) {
      int row = i / 6;
      pixels[i * 3 + (row == 0 ? 2 : row == 1 ? 1 : 0)] = 200;
    }
    pixels[23 * 3] = 0;
    pixels[23 * 3 + 2] = 255;
    try (Picture picture = Models.picture(6, 4, 3, pixels)) {
      Prediction prediction = Models.predict(brightest("size = [6, 4]"), picture);
      assertNull(prediction.error());
      assertEquals(
          List.of(
              new LabelScore("blue", 11 / 24f),
              new LabelScore("red", 7 / 24f),
              new LabelScore("green", 6 / 24f)),
          prediction.top());
      assertEquals("blue", prediction.label());
      assertEquals(11 / 24f, prediction.score());
      assertArrayEquals(
          new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0},
          mask(prediction, 6, 4));
    }
  }

  @Test
  void equalLogitsAreTheLowerLabelsAndAbsentOnesAreLeftOut() throws IOException {
    try (Picture picture = Models.picture(6, 4, 3, new int[6 * 4 * 3])) {
      Prediction prediction = Models.predict(brightest("size = [6, 4]"), picture);
      assertEquals(List.of(new LabelScore("red", 1f)), prediction.top());
      assertArrayEquals(new int[24], mask(prediction, 6, 4));
    }
  }

  @Test
  void whatFitFillsIsNotCounted() throws IOException {
    // A green picture of 12 x 4 stands in the middle of 6 x 4 as 6 x 2; what is filled is white,
    // which ties and would be red.
    int[] pixels = IntStream.range(0, 12 * 4 * 3).map(i -> i % 3 == 1 ? 90 : 0).toArray();
    try (Picture picture = Models.picture(12, 4, 3, pixels)) {
      Prediction prediction =
          Models.predict(brightest("size = [6, 4], resize = fit, pad = 255"), picture);
      assertEquals(List.of(new LabelScore("green", 1f)), prediction.top());
      int[] mask = mask(prediction, 12, 4);
      assertTrue(IntStream.of(mask).allMatch(label -> label == 1));
    }
  }

  @Test
  void whatCropCutsOffIsVoid() throws IOException {
    // Of 10 x 4 the middle 6 columns are seen: 2 red, 4 blue.
    int[] pixels = new int[10 * 4 * 3];
    for (int i = 0; i < 40; i++) {
      pixels[i * 3 + (i % 10 < 4 ? 2 : 0)] = 255;
    }
    try (Picture picture = Models.picture(10, 4, 3, pixels)) {
      Prediction prediction = Models.predict(brightest("size = [6, 4], resize = crop"), picture);
      assertEquals(
          List.of(
              new LabelScore("blue", (float) (4 / 6.0)), new LabelScore("red", (float) (2 / 6.0))),
          prediction.top());
      int[] row = {255, 255, 0, 0, 2, 2, 2, 2, 255, 255};
      int[] expected = IntStream.range(0, 40).map(i -> row[i % 10]).toArray();
      assertArrayEquals(expected, mask(prediction, 10, 4));
    }
  }

  @Test
  void aCoarseOutputOfAnyPlacementEqualsTheNaiveCount() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      int columns = 1 + random.nextInt(9);
      int rows = 1 + random.nextInt(9);
      ModelInput input = input(16, 24);
      double scaleX = 0.3 + random.nextDouble();
      double scaleY = 0.3 + random.nextDouble();
      Placement placement =
          new Placement(
              width,
              height,
              scaleX,
              scaleY,
              (16 - width * scaleX) * random.nextDouble(),
              (24 - height * scaleY) * random.nextDouble());
      short[] cells = new short[columns * rows];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = (short) random.nextInt(5);
      }
      SegmentMap map =
          new SegmentMap(
              cells,
              5,
              GridSide.columns(columns, input, placement),
              GridSide.rows(rows, input, placement),
              placement);
      int[] counts = naiveCounts(cells, columns, rows, placement);
      if (IntStream.of(counts).sum() > 0) {
        assertArrayEquals(counts, map.areas(), placement.toString());
      } else {
        assertTrue(map.area() >= 1, placement.toString());
      }
      int[] mask = pixels(map.mask(), width, height);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          // The place in the input of the pixel's centre, and the cell that covers it.
          double inX = (x + 0.5) * scaleX + placement.left();
          double inY = (y + 0.5) * scaleY + placement.top();
          boolean seen = inX >= 0 && inX < 16 && inY >= 0 && inY < 24;
          int column = (int) Math.floor(inX * columns / 16);
          int row = (int) Math.floor(inY * rows / 24);
          if (!seen) {
            assertEquals(255, mask[y * width + x], placement.toString());
          } else if (centreIsInside(column, columns, 16, placement.left(), width * scaleX)
              && centreIsInside(row, rows, 24, placement.top(), height * scaleY)) {
            assertEquals(cells[row * columns + column], mask[y * width + x], placement.toString());
          } else {
            assertTrue(mask[y * width + x] < 5);
          }
        }
      }
    }
  }

  private static int[] naiveCounts(short[] cells, int columns, int rows, Placement placement) {
    int[] counts = new int[5];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (centreIsInside(
                column, columns, 16, placement.left(), placement.width() * placement.scaleX())
            && centreIsInside(
                row, rows, 24, placement.top(), placement.height() * placement.scaleY())) {
          counts[cells[row * columns + column]]++;
        }
      }
    }
    return counts;
  }

  private static boolean centreIsInside(int cell, int cells, int side, double from, double length) {
    double centre = (cell + 0.5) * side / cells;
    return centre >= from && centre < from + length;
  }

  @Test
  void manyLabelsTakeSixteenBits() throws IOException {
    short[] cells = {0, 255, 256, 65_534 - 65_536};
    Placement placement = new Placement(6, 1, 1, 1, -1, 0);
    ModelInput input = input(4, 1);
    SegmentMap map =
        new SegmentMap(
            cells,
            65_535,
            GridSide.columns(4, input, placement),
            GridSide.rows(1, input, placement),
            placement);
    BufferedImage mask = ImageIO.read(new ByteArrayInputStream(map.mask()));
    assertEquals(DataBuffer.TYPE_USHORT, mask.getRaster().getDataBuffer().getDataType());
    assertArrayEquals(
        new int[] {65_535, 0, 255, 256, 65_534, 65_535},
        mask.getRaster().getSamples(0, 0, 6, 1, 0, (int[]) null));
    assertEquals(1, map.areas()[65_534]);
  }

  @Test
  void layoutsSayTheSame() {
    Random random = new Random(3);
    int labels = 4;
    float[] planes = new float[labels * 30];
    float[] interleaved = new float[planes.length];
    for (int label = 0; label < labels; label++) {
      for (int i = 0; i < 30; i++) {
        // Few values, so that there are ties.
        planes[label * 30 + i] = random.nextInt(3);
        interleaved[i * labels + label] = planes[label * 30 + i];
      }
    }
    short[] expected = new short[30];
    for (int i = 0; i < 30; i++) {
      for (int label = labels - 1; label >= 0; label--) {
        if (planes[label * 30 + i] >= planes[expected[i] * 30 + i]) {
          expected[i] = (short) label;
        }
      }
    }
    assertArrayEquals(expected, cells(SegmentLayout.PLANES, planes, labels, Activation.NONE));
    assertArrayEquals(
        expected, cells(SegmentLayout.INTERLEAVED, interleaved, labels, Activation.NONE));
    float[] numbers = new float[30];
    for (int i = 0; i < 30; i++) {
      numbers[i] = expected[i];
    }
    assertArrayEquals(expected, cells(SegmentLayout.SINGLE, numbers, labels, Activation.NONE));
  }

  @Test
  void oneChannelIsForegroundAboveAHalf() {
    float[] scores = new float[30];
    scores[1] = 0.5f;
    scores[2] = 0.51f;
    scores[3] = 1;
    short[] expected = new short[30];
    expected[2] = 1;
    expected[3] = 1;
    assertArrayEquals(expected, cells(SegmentLayout.SINGLE, scores, 2, Activation.SOFTMAX));
    float[] logits = new float[30];
    logits[1] = -3;
    logits[2] = 1e-3f;
    logits[3] = 40;
    assertArrayEquals(expected, cells(SegmentLayout.SINGLE, logits, 2, Activation.SIGMOID));
  }

  @Test
  void valuesThatAreNoLabelsAreErrors() {
    for (float wrong : new float[] {-1, 1.5f, 4, Float.NaN}) {
      float[] values = new float[30];
      values[17] = wrong;
      assertThrows(
          UnusableOutputException.class,
          () -> cells(SegmentLayout.SINGLE, values, 4, Activation.NONE),
          () -> "" + wrong);
    }
    UnusableOutputException logit =
        assertThrows(
            UnusableOutputException.class,
            () -> {
              float[] values = new float[30];
              values[0] = -2;
              cells(SegmentLayout.SINGLE, values, 2, Activation.SOFTMAX);
            });
    assertTrue(logit.getMessage().contains("activation = sigmoid"), logit.getMessage());
  }

  @Test
  void valuesThatAreNotFiniteAreErrors() {
    byte[] logarithm =
        OnnxFile.withInput("x", 3, 4, 6).node("Log", List.of("x"), "y").output("y").bytes();
    for (SegmentLayout layout : SegmentLayout.values()) {
      for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        for (int place : new int[] {0, 29}) {
          float[] values = new float[layout == SegmentLayout.SINGLE ? 30 : 60];
          values[values.length - 1 - place] = wrong;
          assertThrows(
              UnusableOutputException.class, () -> cells(layout, values, 2, Activation.NONE));
        }
      }
    }
    // To the try-out with zeros as well; it only looks at shapes.
    ModelFiles files = Models.of(CARD.formatted("rgb", "size = [6, 4]"), logarithm, RGB);
    try (Picture picture = Models.picture(6, 4, 3, new int[6 * 4 * 3])) {
      assertEquals("output is not finite", Models.predict(files, picture).error());
    }
  }

  @Test
  void shapesAreToldApart() {
    assertEquals(SegmentLayout.PLANES, layout(21, Layout.NCHW, 21, 8, 8));
    assertEquals(SegmentLayout.INTERLEAVED, layout(21, Layout.NCHW, 8, 8, 21));
    assertEquals(SegmentLayout.PLANES, layout(8, Layout.NCHW, 8, 8, 8));
    assertEquals(SegmentLayout.INTERLEAVED, layout(8, Layout.NHWC, 8, 8, 8));
    assertEquals(SegmentLayout.SINGLE, layout(21, Layout.NCHW, 1, 8, 8));
    assertEquals(SegmentLayout.SINGLE, layout(21, Layout.NHWC, 8, 8, 1));
    assertEquals(SegmentLayout.SINGLE, layout(21, Layout.NCHW, 8, 9));
    assertEquals(7, SegmentLayout.SINGLE.rows(List.of(1, 7, 9)));
    assertEquals(9, SegmentLayout.SINGLE.columns(List.of(7, 9, 1)));
    assertEquals(9, SegmentLayout.SINGLE.columns(List.of(7, 9)));
    for (int[] shape : new int[][] {{3, 8, 8}, {21}, {21, 8, 8, 8}, {8, 0}}) {
      assertThrows(UserError.class, () -> layout(21, Layout.NCHW, shape));
    }
  }

  @Test
  void aCardThatDoesNotFitSaysSo() {
    assertError("has the shape (1, 3, 4, 6)", CARD, "a", "b");
    assertError("segments need 2 to 65535", CARD, "a");
    assertError("outputs.segments is missing", CARD.replace("outputs.segments", "outputs.logits"));
    assertError("labels is missing", CARD.replace("labels = labels.txt,", ""));
    assertError("would both fill", CARD + ", outputs.logits = y");
  }

  private static void assertError(String part, String card, String... labels) {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                Network.load(
                        Models.of(
                            card.formatted("rgb", "size = [6, 4]"), identity(3, 4, 6), labels),
                        1)
                    .close());
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private static SegmentLayout layout(int labels, Layout input, int... shape) {
    List<Integer> sides = IntStream.of(shape).boxed().toList();
    int size = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    return SegmentLayout.of(
        "outputs.segments", new Tensor("y", sides, FloatBuffer.allocate(size)), labels, input);
  }

  private static short[] cells(
      SegmentLayout layout, float[] values, int labels, Activation activation) {
    short[] cells = new short[30];
    layout.read(FloatBuffer.wrap(values), 6, labels, activation, cells);
    return cells;
  }

  private static ModelInput input(int width, int height) {
    return Models.of(
            CARD.formatted("rgb", "size = [" + width + ", " + height + "]"), new byte[0], RGB)
        .card()
        .input();
  }

  private static int[] mask(Prediction prediction, int width, int height) throws IOException {
    return pixels(prediction.segments().mask(), width, height);
  }

  private static int[] pixels(byte[] png, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(List.of(width, height, 1), sizes(image));
    return image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
  }

  private static List<Integer> sizes(BufferedImage image) {
    return new ArrayList<>(
        List.of(image.getWidth(), image.getHeight(), image.getRaster().getNumBands()));
  }
}
