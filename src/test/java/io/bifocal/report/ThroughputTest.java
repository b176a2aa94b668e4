package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThroughputTest {
  /**
   * Pieces of 15 s of a run of 1800 s. From 100 s to 400 s a wave of 20 images/s, from 300 s to 900
   * s one of 40, from 800 s to 1600 s one of 37.5.
   */
  @Test
  void wavesAddUpWhereTheyOverlap() {
    Throughput throughput = Throughput.of(Pages.STOPPED);
    double[] rates = throughput.rates();
    assertEquals(120, rates.length);
    assertEquals(0, rates[0]);
    // 90 s to 105 s: a third of it.
    assertEquals(20 / 3.0, rates[6], 1e-9);
    assertEquals(20, rates[10], 1e-9);
    assertEquals(60, rates[21], 1e-9);
    assertEquals(40, rates[40], 1e-9);
    assertEquals(77.5, rates[55], 1e-9);
    assertEquals(37.5, rates[100], 1e-9);
    assertEquals(0, rates[119]);
    double sum = 0;
    for (double rate : rates) {
      sum += rate * 15;
    }
    assertEquals(60_000, sum, 1e-6);
    assertEquals(77.5, throughput.highest(), 1e-9);
    assertEquals(40, throughput.mean(), 1e-9);
  }

  @Test
  void axesEndAtRoundNumbers() {
    assertEquals(100, ThroughputChart.niceAbove(77.5));
    assertEquals(20, ThroughputChart.niceAbove(20));
    assertEquals(50, ThroughputChart.niceAbove(20.1));
    assertEquals(0.5, ThroughputChart.niceAbove(0.21), 1e-12);
    assertEquals(1, ThroughputChart.niceAbove(0));
  }
}
