package io.bifocal.analysis.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockScalingTest {

  /** Whatever the number of values and their units. */
  @Property(tries = 50)
  void blocksHaveAVarianceOfOne(
      @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix block = evenly(columns, random);
    Matrix other = evenly(2, random);
    Matrix scaled = BlockScaling.fit(List.of(block, other)).apply(List.of(block, other));
    assertEquals(1, variance(scaled, 0, columns), 1e-3);
    assertEquals(1, variance(scaled, columns, columns + 2), 1e-3);
  }

  @Test
  void constantsAreLeftOut() {
    Matrix known = new Matrix(new float[] {7, 1, 7, 3}, 2, 2);
    BlockScaling scaling = BlockScaling.fit(List.of(known));
    Matrix scaled = scaling.apply(List.of(new Matrix(new float[] {9, 3}, 1, 2)));
    assertEquals(0, scaled.values()[0]);
    assertEquals(1, scaled.values()[1], 1e-6);
  }

  @Test
  void noMoreThanThreeDeviationsAreBelieved() {
    Matrix known = new Matrix(new float[] {-1, 1}, 2, 1);
    BlockScaling scaling = BlockScaling.fit(List.of(known));
    Matrix scaled = scaling.apply(List.of(new Matrix(new float[] {-1e9f, 2, 40}, 3, 1)));
    assertEquals(-3, scaled.values()[0], 1e-6);
    assertEquals(2, scaled.values()[1], 1e-6);
    assertEquals(3, scaled.values()[2], 1e-6);
  }

  /** No value is three deviations from the mean. */
  private static Matrix evenly(int columns, SplittableRandom random) {
    float[] values = new float[60 * columns];
    for (int column = 0; column < columns; column++) {
      double scale = Math.pow(10, random.nextDouble(-3, 3));
      double shift = scale * random.nextDouble(-3, 3);
      for (int row = 0; row < 60; row++) {
        values[row * columns + column] = (float) (shift + scale * random.nextDouble());
      }
    }
    return new Matrix(values, 60, columns);
  }

  private static double variance(Matrix rows, int from, int to) {
    double variance = 0;
    for (int column = from; column < to; column++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < rows.rows(); row++) {
        double value = rows.values()[row * rows.columns() + column];
        sum += value;
        squares += value * value;
      }
      variance += squares / rows.rows() - Math.pow(sum / rows.rows(), 2);
    }
    return variance;
  }
}
