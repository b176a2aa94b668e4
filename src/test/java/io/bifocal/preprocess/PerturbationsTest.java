package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import io.bifocal.preprocess.Perturbations.Brighten;
import io.bifocal.preprocess.Perturbations.CorruptBySize;
import io.bifocal.preprocess.Perturbations.Occlude;
import io.bifocal.preprocess.Perturbations.Recompress;
import io.bifocal.preprocess.Perturbations.Shift;
import io.bifocal.preprocess.Perturbations.Shrink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerturbationsTest extends OperatorContractTest {

  @Override
  Stream<Operator> operators() {
    return Stream.of(
        new Shift(1, 0),
        new Shift(-3, 2),
        new Brighten(3),
        new Recompress(90),
        new Occlude(8, 8, 7, 0),
        new Shrink(),
        new CorruptBySize(CorruptionKind.GAUSSIAN_NOISE, 3));
  }

  @Test
  void theEdgeComesIntoViewWhereAllIsShifted() {
    int[][] rows = {{1, 2, 3}, {4, 5, 6}};
    assertArrayEquals(new int[][] {{1, 1, 2}, {4, 4, 5}}, Grids.gray(new Shift(1, 0), rows));
    assertArrayEquals(new int[][] {{2, 3, 3}, {5, 6, 6}}, Grids.gray(new Shift(-1, 0), rows));
    assertArrayEquals(new int[][] {{1, 2, 3}, {1, 2, 3}}, Grids.gray(new Shift(0, 1), rows));
    assertArrayEquals(new int[][] {{4, 5, 6}, {4, 5, 6}}, Grids.gray(new Shift(0, -1), rows));
    assertArrayEquals(
        new int[][] {{0x0102FF, 0x0102FF}},
        Grids.color(new Shift(1, 0), new int[][] {{0x0102FF, 0x030405}}));
  }

  @Test
  void brighterIsClipped() {
    int[][] rows = {{0, 100, 253}};
    assertArrayEquals(new int[][] {{3, 103, 255}}, Grids.gray(new Brighten(3), rows));
    assertArrayEquals(new int[][] {{0, 97, 250}}, Grids.gray(new Brighten(-3), rows));
  }

  /**
   * Pillow 11: Image.fromarray(a).save(b, 'JPEG', quality=q), with a of 8 by 8 values (37 x x + 11
   * y x + 5 y) % 256. Libraries of JPEG round in their own ways.
   */
  @Test
  void recompressionIsThatOfOtherTools() {
    int[][] rows = new int[8][8];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows.length; x++) {
        rows[y][x] = (37 * x * x + 11 * y * x + 5 * y) % 256;
      }
    }
    assertNear(
        new int[] {2, 34, 151, 81, 75, 158, 51, 21}, Grids.gray(new Recompress(95), rows)[0]);
    assertNear(
        new int[] {0, 39, 142, 77, 82, 153, 56, 20}, Grids.gray(new Recompress(90), rows)[0]);
  }

  private static void assertNear(int[] expected, int[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1, "value " + i);
    }
  }

  /** Five pixels in two columns: the first has two, the second three. */
  @Test
  void aCellOfTheGridIsGray() {
    int[][] rows = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}};
    assertArrayEquals(
        new int[][] {{128, 128, 3, 4, 5}, {6, 7, 8, 9, 10}},
        Grids.gray(new Occlude(2, 2, 0, 0), rows));
    assertArrayEquals(
        new int[][] {{1, 2, 3, 4, 5}, {6, 7, 128, 128, 128}},
        Grids.gray(new Occlude(2, 2, 1, 1), rows));
    assertArrayEquals(
        new int[][] {{0x808080}}, Grids.color(new Occlude(1, 1, 0, 0), new int[][] {{0x010203}}));
  }

  @Test
  void everyPixelIsInOneCell() {
    int[][] hidden = new int[13][21];
    int[][] white = new int[13][21];
    for (int[] row : white) {
      Arrays.fill(row, 255);
    }
    for (int cell = 0; cell < 64; cell++) {
      int[][] result = Grids.gray(new Occlude(8, 8, cell % 8, cell / 8), white);
      for (int y = 0; y < 13; y++) {
        for (int x = 0; x < 21; x++) {
          hidden[y][x] += result[y][x] == 128 ? 1 : 0;
        }
      }
    }
    for (int[] row : hidden) {
      for (int times : row) {
        assertEquals(1, times);
      }
    }
  }

  @Test
  void aPictureWithFewerPixelsThanCellsHasEmptyOnes() {
    int[][] pixel = {{7}};
    assertArrayEquals(pixel, Grids.gray(new Occlude(8, 8, 0, 0), pixel));
    assertArrayEquals(new int[][] {{128}}, Grids.gray(new Occlude(8, 8, 7, 7), pixel));
  }

  @ParameterizedTest
  @CsvSource({"448, 300, 448, 300", "449, 300, 224, 150", "300, 4480, 15, 224", "9000, 1, 224, 1"})
  void largePicturesAreMadeSmallBeforeTheyAreCorrupted(
      int width, int height, int smallWidth, int smallHeight) {
    for (Operator operator :
        List.of(new Shrink(), new CorruptBySize(CorruptionKind.BRIGHTNESS, 1))) {
      try (Picture picture = Grids.flat(width, height, 1, 90);
          Operator.Worker worker = operator.open();
          Picture small = worker.apply(picture, 1)) {
        assertEquals(smallWidth, small.width());
        assertEquals(smallHeight, small.height());
      }
    }
  }

  /** Two by two whites and blacks are as gray as their mean. */
  @Test
  void shrinkingTakesTheMean() {
    int[][] rows = new int[2][896];
    for (int x = 0; x < 896; x++) {
      rows[0][x] = x % 4 < 2 ? 40 : 200;
      rows[1][x] = x % 4 < 2 ? 60 : 100;
    }
    int[][] small = Grids.gray(new Shrink(), rows);
    assertEquals(1, small.length);
    assertEquals(224, small[0].length);
    assertEquals(100, small[0][5]);
  }

  @ParameterizedTest
  @CsvSource({
    "32, 20, CIFAR",
    "47, 1, CIFAR",
    "48, 1, TINY_IMAGENET",
    "10, 159, TINY_IMAGENET",
    "10, 160, IMAGENET",
    "448, 448, IMAGENET"
  })
  void severitiesGoWithTheSize(int width, int height, CorruptionSet set) {
    for (CorruptionKind kind :
        List.of(CorruptionKind.SHOT_NOISE, CorruptionKind.DEFOCUS_BLUR, CorruptionKind.FOG)) {
      try (Picture picture = Grids.noise(width, height, 3, 8)) {
        assertArrayEquals(
            Grids.apply(new Corrupt(kind, 4, set, 0), picture),
            Grids.apply(new CorruptBySize(kind, 4), picture));
      }
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "severity = 6 is out of range; give 1 to 5",
        () -> new CorruptBySize(CorruptionKind.FOG, 6));
    OperatorErrors.assertRefused(
        "column = 8 is out of range; give 0 to 7", () -> new Occlude(8, 8, 8, 0));
    OperatorErrors.assertRefused(
        "quality = 0 is out of range; give 1 to 100", () -> new Recompress(0));
    OperatorErrors.assertRefused(
        "levels = 256 is out of range; give -255 to 255", () -> new Brighten(256));
  }
}
