package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NeighbourBankTest {

  @Property(tries = 60)
  void distancesAreThoseOfSorting(
      @ForAll @IntRange(min = 1, max = 9) int length,
      @ForAll @IntRange(min = 1, max = 40) int neighbours,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> bank = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      bank.add(vector(random, length));
    }
    NeighbourBank.Meter meter = NeighbourBank.of(bank).open(neighbours);
    for (int i = 0; i < 5; i++) {
      float[] query = vector(random, length);
      double distance = meter.distance(query);
      assertEquals(sorted(bank, query)[neighbours - 1], distance, 1e-3);
      assertTrue(distance >= 0 && distance <= 2.000001, "distance " + distance);
    }
  }

  @Test
  void aPictureOfTheBankIsAtDistanceZero() {
    SplittableRandom random = new SplittableRandom(1);
    float[] one = vector(random, 100);
    NeighbourBank bank = NeighbourBank.of(List.of(vector(random, 100), one));
    assertEquals(0, bank.open(1).distance(one));
    // Lengths do not count.
    float[] longer = new float[100];
    for (int i = 0; i < 100; i++) {
      longer[i] = 8 * one[i];
    }
    assertEquals(0, bank.open(1).distance(longer));
  }

  @Test
  void distancesByHand() {
    NeighbourBank bank =
        NeighbourBank.of(
            List.of(new float[] {-3, 0}, new float[] {0, 2}, new float[] {5, 0}, new float[2]));
    assertEquals(0, bank.open(1).distance(new float[] {7, 0}));
    // Zeros have no direction: at distance 1 from all, as similar as what stands at right angles.
    assertEquals(Math.sqrt(2), bank.open(2).distance(new float[] {7, 0}), 1e-7);
    assertEquals(1, bank.open(3).distance(new float[] {7, 0}), 1e-7);
    assertEquals(2, bank.open(4).distance(new float[] {7, 0}), 1e-7);
  }

  @Test
  void moreNeighboursThanVectorsAreRefused() {
    NeighbourBank bank = NeighbourBank.of(List.of(new float[] {1}));
    assertThrows(IllegalArgumentException.class, () -> bank.open(2));
  }

  private static double[] sorted(List<float[]> bank, float[] query) {
    double[] distances =
        bank.stream()
            .mapToDouble(
                vector -> {
                  double sum = 0;
                  for (int i = 0; i < query.length; i++) {
                    double difference = vector[i] / norm(vector) - query[i] / norm(query);
                    sum += difference * difference;
                  }
                  return Math.sqrt(sum);
                })
            .toArray();
    Arrays.sort(distances);
    return distances;
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static float[] vector(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
