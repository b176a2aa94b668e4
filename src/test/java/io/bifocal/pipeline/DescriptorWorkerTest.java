package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DescriptorWorkerTest {

  @Test
  void allAreTakenWhereTheyAreFew() {
    int[] drawn = DescriptorWorker.drawn(5, 9, 1);
    Arrays.sort(drawn);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, drawn);
    assertEquals(0, DescriptorWorker.drawn(0, 9, 1).length);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertArrayEquals(DescriptorWorker.drawn(100, 10, 7), DescriptorWorker.drawn(100, 10, 7));
  }

  @Test
  void eachIsDrawnAsOftenAsAnyOther() {
    int[] times = new int[20];
    for (int seed = 0; seed < 20_000; seed++) {
      int[] drawn = DescriptorWorker.drawn(20, 5, seed * 0x9E3779B97F4A7C15L);
      assertEquals(5, Arrays.stream(drawn).distinct().count());
      for (int number : drawn) {
        times[number]++;
      }
    }
    for (int number : times) {
      // Five standard deviations of a binomial distribution of 20,000 and a quarter.
      assertTrue(Math.abs(number - 5_000) < 307, Arrays.toString(times));
    }
  }
}
