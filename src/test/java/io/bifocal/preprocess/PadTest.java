package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.conf.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PadTest extends OperatorContractTest {
  private static final Color BLACK = new Color(0, 0, 0);
  private static final Color ORANGE = new Color(255, 128, 0);

  @Override
  Stream<Operator> operators() {
    return Stream.of(
        new Pad(List.of(2), Border.CONSTANT, ORANGE),
        new Pad(List.of(1, 0, 3, 20), Border.REPLICATE, BLACK),
        new Pad(List.of(9), Border.REFLECT, BLACK));
  }

  @Test
  void addsAtTheLeftTheTopTheRightAndTheBottom() {
    assertArrayEquals(
        new int[][] {{0, 0, 0}, {0, 5, 6}, {0, 0, 0}, {0, 0, 0}},
        Grids.gray(new Pad(List.of(1, 1, 0, 2), Border.CONSTANT, BLACK), new int[][] {{5, 6}}));
  }

  @Test
  void repeatsOrMirrorsThePicture() {
    int[][] rows = {{1, 2, 3}};
    List<Integer> sides = List.of(2, 0, 2, 0);
    assertArrayEquals(
        new int[][] {{1, 1, 1, 2, 3, 3, 3}},
        Grids.gray(new Pad(sides, Border.REPLICATE, BLACK), rows));
    assertArrayEquals(
        new int[][] {{2, 1, 1, 2, 3, 3, 2}},
        Grids.gray(new Pad(sides, Border.REFLECT, BLACK), rows));
  }

  /** The luma of orange is 0.299 · 255 + 0.587 · 128 = 151.4. */
  @Test
  void takesTheColorOrItsLuma() {
    Pad pad = new Pad(List.of(1, 0, 0, 0), Border.CONSTANT, ORANGE);
    assertArrayEquals(
        new int[][] {{0xFF8000, 0x010203}}, Grids.color(pad, new int[][] {{0x010203}}));
    assertArrayEquals(new int[][] {{151, 9}}, Grids.gray(pad, new int[][] {{9}}));
  }

  @Test
  void refusesResultsThatWouldFillTheMemory() {
    Pad pad = new Pad(List.of(10_000), Border.CONSTANT, BLACK);
    assertEquals(
        "the result would have 20001 by 20001 pixels; at most 100000000 in all are made",
        assertThrows(IllegalArgumentException.class, () -> Grids.gray(pad, new int[][] {{1}}))
            .getMessage());
  }

  @Test
  void refusesParametersOutOfRange() {
    OperatorErrors.assertRefused(
        "pixels = -1 is out of range; give 0 to 10000",
        () -> new Pad(List.of(-1), Border.CONSTANT, BLACK));
    OperatorErrors.assertRefused(
        "pixels has 2 numbers; give one, or left, top, right and bottom",
        () -> new Pad(List.of(1, 2), Border.CONSTANT, BLACK));
  }

  @Test
  void isKnownByItsName() {
    assertEquals(
        new Pad(List.of(3), Border.CONSTANT, BLACK),
        OperatorErrors.bound("name = pad, pixels = 3"));
    assertEquals(
        new Pad(List.of(3), Border.CONSTANT, ORANGE),
        OperatorErrors.bound("name = pad, pixels = 3, color = \"#ff8000\""));
  }
}
