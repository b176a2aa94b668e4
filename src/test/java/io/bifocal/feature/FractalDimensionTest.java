package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FractalDimensionTest extends FeatureExtractorContractTest {
  private static final FractalDimension EDGES = new FractalDimension(FractalMethod.BOX_COUNTING);
  private static final FractalDimension SURFACE =
      new FractalDimension(FractalMethod.DIFFERENTIAL_BOX_COUNTING);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(EDGES, SURFACE);
  }

  @ParameterizedTest
  @EnumSource
  void lengthIsOne(FractalMethod method) {
    assertEquals(1, new FractalDimension(method).length(Input.ORIGINAL));
    assertEquals(1, new FractalDimension(method).length(Input.of(64, 32)));
  }

  /**
   * A step between columns 3 and 4 of 8 by 8: the gradient is 255 (4 times 255, cut off) in columns
   * 3 and 4, so there are 16 edges; 8 boxes of side 2, since each has one column of them; 4 of side
   * 4. ln 16, ln 8, ln 4 over 0, -ln 2, -ln 4: slope 1.
   */
  @Test
  void handWorkedEdge() {
    int[][] rows = new int[8][8];
    for (int[] row : rows) {
      for (int x = 4; x < 8; x++) {
        row[x] = 255;
      }
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertEquals(1, vector(EDGES, picture)[0], 1e-6);
    }
  }

  /**
   * 8 by 8, black but for one 255: boxes of side 2 are 64 high, so that 15 squares count 1 and one
   * 3 + 1: 19; of side 4 128 high, 3 + 2 = 5. Slope (ln 19 - ln 5) / ln 2.
   */
  @Test
  void handWorkedSurface() {
    int[][] rows = new int[8][8];
    rows[2][5] = 255;
    try (Picture picture = Pictures.gray(rows)) {
      assertEquals(Math.log(19 / 5.0) / Math.log(2), vector(SURFACE, picture)[0], 1e-6);
    }
  }

  @Test
  void goldenDimensions() {
    Golden golden = new Golden("fractal.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                double expected = golden.of(id).get(size).get("dimension").asDouble();
                try (Picture picture = Golden.picture(id, size)) {
                  assertEquals(expected, vector(EDGES, picture)[0], 1.5e-7, id);
                }
              });
    }
  }

  /** With OpenCV's Sobel filter and threshold, and boxes looked at one by one. */
  @Property(tries = 40)
  void dimensionIsThatOfTheDefinition(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 200) int height,
      @ForAll @IntRange(min = 1, max = 25) int contrast,
      @ForAll long seed) {
    try (Picture picture = Pictures.noise(width, height, 10, contrast, 0, seed)) {
      boolean[][] edges = edges(picture);
      List<double[]> points = new ArrayList<>();
      List<double[]> surface = new ArrayList<>();
      int shorter = Math.min(width, height);
      for (int size = 1; size <= shorter / 2; size *= 2) {
        int boxes = 0;
        int cubes = 0;
        for (int top = 0; top < height; top += size) {
          for (int left = 0; left < width; left += size) {
            boolean any = false;
            int least = 255;
            int most = 0;
            for (int y = top; y < Math.min(top + size, height); y++) {
              for (int x = left; x < Math.min(left + size, width); x++) {
                any |= edges[y][x];
                int value = picture.gray().ptr(y, x).get() & 0xFF;
                least = Math.min(least, value);
                most = Math.max(most, value);
              }
            }
            boxes += any ? 1 : 0;
            cubes += most * shorter / (256 * size) - least * shorter / (256 * size) + 1;
          }
        }
        if (boxes > 0) {
          points.add(new double[] {-Math.log(size), Math.log(boxes)});
        }
        if (size > 1) {
          surface.add(new double[] {-Math.log(size), Math.log(cubes)});
        }
      }
      assertEquals(slope(points), vector(EDGES, picture)[0], 1e-6);
      assertEquals(slope(surface), vector(SURFACE, picture)[0], 1e-6);
    }
  }

  private static boolean[][] edges(Picture picture) {
    boolean[][] edges = new boolean[picture.height()][picture.width()];
    try (Mat across = new Mat();
        Mat down = new Mat();
        Mat magnitude = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC1);
        Mat marked = new Mat()) {
      opencv_imgproc.Sobel(picture.gray(), across, opencv_core.CV_64F, 1, 0);
      opencv_imgproc.Sobel(picture.gray(), down, opencv_core.CV_64F, 0, 1);
      for (int y = 0; y < edges.length; y++) {
        for (int x = 0; x < edges[y].length; x++) {
          double length = Math.hypot(across.ptr(y, x).getDouble(), down.ptr(y, x).getDouble());
          magnitude.ptr(y, x).put((byte) Math.min(255, (int) length));
        }
      }
      opencv_imgproc.threshold(
          magnitude, marked, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
      for (int y = 0; y < edges.length; y++) {
        for (int x = 0; x < edges[y].length; x++) {
          edges[y][x] = marked.ptr(y, x).get() != 0;
        }
      }
    }
    return edges;
  }

  private static double slope(List<double[]> points) {
    double x = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double y = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double products = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double squares = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    return squares == 0 ? 0 : products / squares;
  }

  @Test
  void flatSurfacesHaveTwoDimensionsAndNoEdges() {
    try (Picture picture = Pictures.flat(64, 64, 1, 90)) {
      assertEquals(0, vector(EDGES, picture)[0]);
      assertEquals(2, vector(SURFACE, picture)[0], 1e-6);
    }
  }

  @Test
  void dimensionOfNoiseIsNearTheMost() {
    try (Picture picture = Pictures.noise(128, 128, 1, 1)) {
      assertEquals(2, vector(EDGES, picture)[0], 0.3);
      assertEquals(3, vector(SURFACE, picture)[0], 0.3);
    }
  }

  /** Too few sizes of boxes for a line. */
  @Test
  void smallPicturesHaveNone() {
    try (Picture edges = Pictures.noise(3, 90, 1, 1);
        Picture surface = Pictures.noise(7, 90, 1, 1)) {
      assertEquals(0, vector(EDGES, edges)[0]);
      assertEquals(0, vector(SURFACE, surface)[0]);
    }
  }
}
