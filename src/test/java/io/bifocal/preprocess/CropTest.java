package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CropTest extends OperatorContractTest {

  @Override
  Stream<Operator> operators() {
    return Stream.of(new Crop(List.of(1), List.of()), new Crop(List.of(1, 1), List.of(0, 0)));
  }

  /** Of 4 columns one is left at each side, of 3 rows none above: (3 − 2) / 2 is cut to 0. */
  @Test
  void cutsTheCentreOut() {
    int[][] rows = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
    assertArrayEquals(
        new int[][] {{2, 3}, {6, 7}}, Grids.gray(new Crop(List.of(2), List.of()), rows));
    assertArrayEquals(
        new int[][] {{10, 11, 12}}, Grids.gray(new Crop(List.of(3, 1), List.of(1, 2)), rows));
  }

  @Test
  void refusesPicturesThatAreTooSmall() {
    int[][] rows = {{1, 2, 3, 4}};
    assertEquals(
        "the picture has 4 by 1 pixels, too few to crop 5 by 1",
        error(new Crop(List.of(5, 1), List.of()), rows));
    assertEquals(
        "the picture has 4 by 1 pixels, too few to crop 2 by 1 at 3, 0",
        error(new Crop(List.of(2, 1), List.of(3, 0)), rows));
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "size = 0 is out of range; give 1 to 100000", () -> new Crop(List.of(0), List.of()));
    OperatorErrors.assertRefused(
        "size has 3 numbers; give one, or width and height",
        () -> new Crop(List.of(1, 2, 3), List.of()));
    OperatorErrors.assertRefused(
        "position has 1 numbers; give x and y, or none", () -> new Crop(List.of(1), List.of(1)));
  }

  @Test
  void oneNumberStandsForBothSides() {
    assertEquals(
        new Crop(List.of(224), List.of()), OperatorErrors.bound("name = crop, size = 224"));
  }

  private static String error(Crop crop, int[][] rows) {
    return assertThrows(IllegalArgumentException.class, () -> Grids.gray(crop, rows)).getMessage();
  }
}
