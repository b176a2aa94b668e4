package io.bifocal.analysis.statistics;

import static io.bifocal.analysis.statistics.Fixture.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Against statsmodels, with the literals of reference.py, and against what is promised. */
class BinomialIntervalTest {
  /** Hits, trials, confidence, Wilson's interval, Clopper and Pearson's, the two lower bounds. */
  private static final double[][] EXPECTED = {
    {0, 10, 0.95, 0.0, 0.2775327998628892, 0, 0.3084971078187608, 0.0, 0},
    {0, 10, 0.99, 0.0, 0.3988540933049081, 0, 0.4112959813475253, 0.0, 0},
    {
      10,
      10,
      0.95,
      0.7224672001371107,
      0.9999999999999999,
      0.6915028921812392,
      1,
      0.787058029916593,
      0.7411344491069478
    },
    {
      10,
      10,
      0.99,
      0.6011459066950919,
      1.0,
      0.5887040186524747,
      1,
      0.6488495002827432,
      0.6309573444801932
    },
    {
      1,
      10,
      0.95,
      0.017876213095072896,
      0.4041500267952385,
      0.0025285785444617865,
      0.4450161170281954,
      0.02263490873086721,
      0.005116196891823706
    },
    {
      1,
      10,
      0.99,
      0.011851503411032943,
      0.5072317712328935,
      0.0005011285754646343,
      0.5442870568996868,
      0.01389318391409658,
      0.0010045287082499498
    },
    {
      7,
      20,
      0.95,
      0.18119182410108206,
      0.5671457233147638,
      0.1539092047845412,
      0.5921885345328282,
      0.202260040056761,
      0.17731091757444914
    },
    {
      7,
      20,
      0.99,
      0.1463934413769388,
      0.6283381789526871,
      0.11387976326673242,
      0.6565685842319211,
      0.15952545681410704,
      0.12917878429650664
    },
    {
      512,
      1000,
      0.95,
      0.4810325544060909,
      0.5428756033902558,
      0.48052265925030035,
      0.5434065053508251,
      0.48600277347309734,
      0.4854989721212411
    },
    {
      512,
      1000,
      0.99,
      0.4713395266216968,
      0.5525022854206215,
      0.47080632830322644,
      0.5530778489395518,
      0.4752622569166463,
      0.47474055169973256
    },
    {
      999990,
      1000000,
      0.95,
      0.9999815906276048,
      0.9999945680051603,
      0.9999816097211087,
      0.9999952046012225,
      0.9999832727823595,
      0.9999830378398117
    },
    {
      999990,
      1000000,
      0.99,
      0.9999778875994513,
      0.9999954776806664,
      0.9999786022944446,
      0.9999962830680501,
      0.9999794557614868,
      0.9999798554219618
    }
  };

  @Test
  void areThoseOfStatsmodels() {
    for (double[] line : EXPECTED) {
      long hits = (long) line[0];
      long trials = (long) line[1];
      double share = line[0] / line[1];
      assertEstimate(
          share, line[3], line[4], BinomialInterval.wilson(hits, trials, line[2]), 1e-12);
      assertEstimate(
          share, line[5], line[6], BinomialInterval.clopperPearson(hits, trials, line[2]), 1e-12);
      assertEquals(line[7], BinomialInterval.wilsonLowerBound(hits, trials, line[2]), 1e-12);
      assertEquals(
          line[8], BinomialInterval.clopperPearsonLowerBound(hits, trials, line[2]), 1e-12);
    }
  }

  @Test
  void noTrialsTellNothing() {
    assertEstimate(Double.NaN, 0, 1, BinomialInterval.wilson(0, 0), 0);
    assertEstimate(Double.NaN, 0, 1, BinomialInterval.clopperPearson(0, 0, 0.95), 0);
    assertEquals(0, BinomialInterval.clopperPearsonLowerBound(0, 0, 0.95));
  }

  @Test
  void otherNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> BinomialInterval.wilson(3, 2));
    assertThrows(IllegalArgumentException.class, () -> BinomialInterval.wilson(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> BinomialInterval.clopperPearson(1, 2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> BinomialInterval.wilsonLowerBound(1, 2, Double.NaN));
  }

  @Property(tries = 300)
  void holdTheShareAndGrowWithConfidenceAndHits(
      @ForAll @IntRange(min = 0, max = 500) int first,
      @ForAll @IntRange(min = 1, max = 500) int second) {
    int hits = Math.min(first, second);
    int trials = Math.max(first, second);
    Estimate wilson = BinomialInterval.wilson(hits, trials);
    Estimate exact = BinomialInterval.clopperPearson(hits, trials, 0.95);
    Estimate surer = BinomialInterval.clopperPearson(hits, trials, 0.99);
    assertTrue(wilson.low() >= 0 && wilson.high() <= 1 && wilson.contains(wilson.value()));
    assertTrue(exact.low() >= 0 && exact.high() <= 1 && exact.contains(exact.value()));
    assertTrue(surer.low() <= exact.low() && surer.high() >= exact.high());
    if (hits < trials) {
      assertTrue(BinomialInterval.wilson(hits + 1, trials).low() > wilson.low());
      assertTrue(BinomialInterval.clopperPearson(hits + 1, trials, 0.95).low() > exact.low());
    }
  }

  /** Of 40 trials, summed over all outcomes, for shares from 0.02 to 0.98. */
  @Test
  void holdTheTruthAsOftenAsPromised() {
    double wilsons = 0;
    for (int percent = 2; percent <= 98; percent += 2) {
      BinomialDistribution outcomes = new BinomialDistribution(null, 40, percent / 100.0);
      double wilson = 0;
      double exact = 0;
      for (int hits = 0; hits <= 40; hits++) {
        double probability = outcomes.probability(hits);
        wilson += BinomialInterval.wilson(hits, 40).contains(percent / 100.0) ? probability : 0;
        exact +=
            BinomialInterval.clopperPearson(hits, 40, 0.95).contains(percent / 100.0)
                ? probability
                : 0;
      }
      assertTrue(exact >= 0.95, percent + ": " + exact);
      wilsons += wilson / 49;
    }
    assertEquals(0.95, wilsons, 0.01);
  }
}
