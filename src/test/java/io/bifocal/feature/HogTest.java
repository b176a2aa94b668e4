package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HogTest extends FeatureExtractorContractTest {
  private static final int BLOCK = 36;

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        hog(HogVariant.OPENCV),
        hog(HogVariant.SKIMAGE),
        new Hog(HogVariant.OPENCV, 18, 16, 1),
        new Hog(HogVariant.OPENCV, 5, 4, 3),
        new Hog(HogVariant.SKIMAGE, 12, 6, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "opencv, 9, 8, 2, 128, 128, 8100",
    "opencv, 9, 8, 2, 64, 128, 3780",
    "opencv, 7, 16, 1, 32, 48, 42",
    "skimage, 9, 8, 2, 128, 128, 8100",
    "skimage, 9, 8, 2, 135, 71, 3780",
    "skimage, 8, 5, 3, 17, 15, 72",
  })
  void lengthIsBlocksTimesCellsTimesOrientations(
      String variant, int orientations, int cell, int block, int width, int height, int length) {
    Hog hog =
        new Hog(HogVariant.valueOf(variant.toUpperCase(Locale.ROOT)), orientations, cell, block);
    assertEquals(length, hog.length(Input.of(width, height)));
    try (Picture picture = Pictures.noise(width, height, 1, 1)) {
      assertEquals(length, vector(hog, Input.of(width, height), picture).length);
    }
  }

  /**
   * Gradients along x: 36 and 40, in the first column of cells; along y: 4. Divided by the 4 pixels
   * of a cell: 9, 10, 1; by their norm √182: 0.667, 0.741, 0.074; clipped to 0.2, 0.2, 0.0741; by
   * the norm 0.2924.
   */
  @Test
  void handWorkedVectorOfSkimage() {
    int[][] rows = {
      {0, 0, 36, 0},
      {0, 0, 0, 0},
      {0, 0, 40, 0},
      {0, 0, 0, 0}
    };
    float[] expected = {0.684008f, 0, 0, 0.253510f, 0.684008f, 0, 0, 0};
    try (Picture picture = Pictures.gray(rows)) {
      Hog hog = new Hog(HogVariant.SKIMAGE, 2, 2, 2);
      assertArrayEquals(expected, vector(hog, Input.of(4, 4), picture), 1e-6f);
    }
  }

  /**
   * One cell that is its own block. A ramp along x has one orientation, 0 degrees, halfway between
   * the centres of the last and the first orientation, which share it; both are clipped to 0.2.
   * OpenCV adds 0.001 to the norm of the last step: 0.2/(√0.08 + 0.001).
   */
  @Test
  void handWorkedVectorOfOpenCv() {
    int[][] rows = new int[4][];
    for (int y = 0; y < 4; y++) {
      rows[y] = new int[] {0, 10, 20, 30};
    }
    float[] expected = {0.704616f, 0, 0, 0.704616f};
    try (Picture picture = Pictures.gray(rows)) {
      Hog hog = new Hog(HogVariant.OPENCV, 4, 4, 1);
      assertArrayEquals(expected, vector(hog, Input.of(4, 4), picture), 1e-6f);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goldenVectors(HogVariant variant) {
    Golden golden = new Golden("hog_full64.json.gz");
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get(key(variant, "g64"));
              float[] actual = goldenVector(variant, id, "g64");
              assertEquals(expected.size(), actual.length);
              assertNear(expected, actual, 0, id);
            });
  }

  @ParameterizedTest
  @EnumSource
  void goldenBlocksAndSums(HogVariant variant) {
    Golden golden = new Golden("hog.json.gz");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(key(variant, size));
                float[] actual = goldenVector(variant, id, size);
                assertEquals(expected.get("length").asInt(), actual.length);
                double sum = 0;
                for (float value : actual) {
                  sum += value;
                }
                assertEquals(expected.get("sum").asDouble(), sum, 1e-6 * sum, id);
                JsonNode blocks = expected.get("blocks");
                Golden.keys(blocks)
                    .forEach(
                        number ->
                            assertNear(
                                blocks.get(number), actual, BLOCK * Integer.parseInt(number), id));
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void verticalEdgeHasHorizontalGradient(HogVariant variant) {
    // Three orientations, so that 0 degrees is on the border of the first, 90 in the second.
    Hog hog = new Hog(variant, 3, 8, 2);
    try (Picture edge = edge(64, 48, 20)) {
      float[] vector = vector(hog, Input.of(64, 48), edge);
      assertEquals(0, energy(vector, 3, 1), 1e-12);
      assertTrue(energy(vector, 3, 0) > 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void horizontalEdgeHasVerticalGradient(HogVariant variant) {
    Hog hog = new Hog(variant, 3, 8, 2);
    try (Picture edge = horizontalEdge(64, 48, 20)) {
      float[] vector = vector(hog, Input.of(64, 48), edge);
      assertEquals(0, energy(vector, 3, 0) + energy(vector, 3, 2), 1e-12);
      assertTrue(energy(vector, 3, 1) > 1);
    }
  }

  /** An edge between columns 19 and 20 touches the blocks from column 8 and 16 on. */
  @Test
  void openCvRunsThroughColumnsOfBlocksFirst() {
    try (Picture edge = edge(64, 48, 20)) {
      float[] vector = vector(hog(HogVariant.OPENCV), Input.of(64, 48), edge);
      for (int block = 0; block < 7 * 5; block++) {
        int column = block / 5;
        assertEquals(column == 1 || column == 2, blockEnergy(vector, block) > 0, "block " + block);
      }
    }
  }

  @Test
  void skimageRunsThroughRowsOfBlocksFirst() {
    try (Picture edge = edge(64, 48, 20)) {
      float[] vector = vector(hog(HogVariant.SKIMAGE), Input.of(64, 48), edge);
      for (int block = 0; block < 7 * 5; block++) {
        int column = block % 7;
        assertEquals(column == 1 || column == 2, blockEnergy(vector, block) > 0, "block " + block);
      }
    }
  }

  @Test
  void skimageIgnoresPixelsThatFillNoCell() {
    Hog hog = hog(HogVariant.SKIMAGE);
    try (Picture odd = edge(39, 37, 34)) {
      float[] vector = vector(hog, Input.of(39, 37), odd);
      assertEquals(0, blockEnergy(vector, 0));
      assertEquals(3 * 3 * BLOCK, vector.length);
    }
  }

  @Property(tries = 30)
  void addedBrightnessChangesNothing(
      @ForAll HogVariant variant, @ForAll long seed, @ForAll @IntRange(max = 100) int offset) {
    try (Picture plain = Pictures.noise(32, 24, 155, 1, 0, seed);
        Picture brighter = Pictures.noise(32, 24, 155, 1, offset, seed)) {
      Input input = Input.of(32, 24);
      assertArrayEquals(vector(hog(variant), input, plain), vector(hog(variant), input, brighter));
    }
  }

  @Property(tries = 30)
  void contrastChangesLittle(
      @ForAll HogVariant variant,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int factor) {
    try (Picture plain = Pictures.noise(32, 24, 51, 1, 0, seed);
        Picture stronger = Pictures.noise(32, 24, 51, factor, 0, seed)) {
      Input input = Input.of(32, 24);
      assertArrayEquals(
          vector(hog(variant), input, plain), vector(hog(variant), input, stronger), 1e-2f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 2, orientations = 1 is out of range; give 2 to 180",
    "181, 8, 2, orientations = 181 is out of range; give 2 to 180",
    "9, 1, 2, cell-pixels = 1 is out of range; give 2 to 256",
    "9, 257, 2, cell-pixels = 257 is out of range; give 2 to 256",
    "9, 8, 0, block-cells = 0 is out of range; give 1 to 8",
    "9, 8, 9, block-cells = 9 is out of range; give 1 to 8",
  })
  void parametersOutOfRange(int orientations, int cell, int block, String message) {
    UserError error =
        assertThrows(UserError.class, () -> new Hog(HogVariant.OPENCV, orientations, cell, block));
    assertEquals(message, error.getMessage());
  }

  @Test
  void inputsThatDoNotFit() {
    assertRefused(HogVariant.SKIMAGE, Input.ORIGINAL, "set input.size");
    assertRefused(HogVariant.SKIMAGE, Input.of(15, 64), "input width = 15 is less than one block");
    assertRefused(HogVariant.OPENCV, Input.of(64, 8), "input height = 8 is less than one block");
    assertRefused(HogVariant.OPENCV, Input.of(64, 100), "not a whole number of cells of 8 pixels");
    assertRefused(HogVariant.OPENCV, Input.of(64, 100), "use 96");
    assertRefused(HogVariant.OPENCV, Input.of(16_384, 16_384), "more than 1000000");
  }

  private static void assertRefused(HogVariant variant, Input input, String message) {
    UserError error = assertThrows(UserError.class, () -> hog(variant).open(input));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static Hog hog(HogVariant variant) {
    return new Hog(variant, 9, 8, 2);
  }

  private static String key(HogVariant variant, String size) {
    return variant.name().toLowerCase(Locale.ROOT) + "_" + size;
  }

  private static float[] goldenVector(HogVariant variant, String id, String size) {
    try (Picture picture = Golden.picture(id, size)) {
      return vector(hog(variant), Input.of(picture.width(), picture.height()), picture);
    }
  }

  private static void assertNear(JsonNode expected, float[] actual, int from, String id) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).asDouble(), actual[from + i], 1e-6, id + " " + (from + i));
    }
  }

  /** Black to the left of column {@code x}, white from it on. */
  private static Picture edge(int width, int height, int x) {
    int[][] rows = new int[height][width];
    for (int[] row : rows) {
      Arrays.fill(row, x, width, 255);
    }
    return Pictures.gray(rows);
  }

  /** Black above row {@code y}, white from it on. */
  private static Picture horizontalEdge(int width, int height, int y) {
    int[][] rows = new int[height][width];
    for (int[] row : Arrays.asList(rows).subList(y, height)) {
      Arrays.fill(row, 255);
    }
    return Pictures.gray(rows);
  }

  private static double energy(float[] vector, int orientations, int orientation) {
    double sum = 0;
    for (int i = orientation; i < vector.length; i += orientations) {
      sum += vector[i] * vector[i];
    }
    return sum;
  }

  private static double blockEnergy(float[] vector, int block) {
    double sum = 0;
    for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
      sum += vector[i] * vector[i];
    }
    return sum;
  }
}
