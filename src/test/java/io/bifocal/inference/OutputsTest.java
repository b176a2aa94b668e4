package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputsTest {

  @Test
  void theAverageIsThatOfEachValue() {
    Outputs mean = Outputs.average(List.of(of(1, -2, 5), of(2, 4, 5), of(6, 4, 6.5f)));
    assertEquals("e (1, 1, 3)", mean.get("e").toString());
    assertArrayEquals(new float[] {3, 2, 5.5f}, mean.get("e").toArray());
  }

  @Test
  void smallValuesDoNotGetLostBesideLargeOnes() {
    // A sum of floats stays 2^24.
    Outputs mean = Outputs.average(List.of(of(1 << 24), of(1), of(1)));
    assertEquals(5_592_406f, mean.get("e").values().get(0));
  }

  @Test
  void whatIsNotANumberShows() {
    assertEquals(
        Float.NaN, Outputs.average(List.of(of(1), of(Float.NaN))).get("e").values().get(0));
  }

  @Test
  void aCopyOutlivesTheOriginal() {
    Outputs original = of(1, 2);
    Outputs copy = original.copy();
    original.get("e").values().put(0, 7);
    assertArrayEquals(new float[] {1, 2}, copy.get("e").toArray());
  }

  @Test
  void outputsOfOtherShapesHaveNoAverage() {
    List<Outputs> views = List.of(of(1, 2), of(1));
    assertThrows(UnusableOutputException.class, () -> Outputs.average(views));
  }

  private static Outputs of(float... values) {
    return new Outputs(
        List.of(new Tensor("e", List.of(1, values.length), FloatBuffer.wrap(values))));
  }
}
