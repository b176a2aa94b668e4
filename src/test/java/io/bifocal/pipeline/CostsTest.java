package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.LocalSpark;
import io.bifocal.store.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Producers PRODUCERS =
      new Producers(
          List.of(
              new UnopenedProducer("features", "hog"),
              new UnopenedProducer("features", "gist"),
              new UnopenedProducer("predictions", "hog")));

  @Test
  void theNominalCostGrowsWithThePixels() {
    assertEquals(0.001, Costs.nominal(0, 0), 1e-12);
    assertEquals(0.021, Costs.nominal(2000, 1000), 1e-12);
  }

  @Test
  void aProducerCostsWhatItCostLastUnderAnyVersion() {
    Costs costs = Costs.of(PRODUCERS, Optional.of(record(produced("features", "hog", 2.5))));
    assertEquals(2.5, costs.measured(0));
    assertEquals(0, costs.measured(1));
    assertEquals(0, costs.measured(2), "a model of the same name is another");
  }

  @Test
  void anImageCostsWhatItsMissingProducersCost() {
    Costs costs =
        Costs.of(
            PRODUCERS,
            Optional.of(
                record(produced("features", "hog", 2.5), produced("predictions", "hog", 10))));
    // Reading and decoding count 0.4, and what was never measured 1.
    assertEquals(0.011 * 0.4, seconds(costs, 1000, 1000, 0b000), 1e-12);
    assertEquals(0.011 * (0.4 + 2.5), seconds(costs, 1000, 1000, 0b001), 1e-12);
    assertEquals(0.011 * (0.4 + 1), seconds(costs, 1000, 1000, 0b010), 1e-12);
    assertEquals(0.011 * (0.4 + 2.5 + 1 + 10), seconds(costs, 1000, 1000, 0b111), 1e-12);
    assertEquals(0.001 + 42.949, seconds(costs, 65535, 65535, 0) / 0.4, 0.01, "without overflow");
  }

  @Test
  void variantsCostWhatAllProducersDoAndTheirMaking() {
    Costs costs = Costs.of(PRODUCERS, Optional.of(record(produced("features", "hog", 2.5))));
    assertEquals(0.011 * (0.4 + 7 * (1 + 2.5 + 1 + 1)), seconds(costs.seconds(7)), 1e-12);
    assertEquals(0.011 * 0.4, seconds(costs.seconds(0)), 1e-12);
  }

  private static double seconds(Costs costs, int width, int height, long missing) {
    return LocalSpark.session()
        .sql("SELECT %d AS width, %d AS height, %dL AS missing".formatted(width, height, missing))
        .select(costs.seconds())
        .head()
        .getDouble(0);
  }

  private static double seconds(Column column) {
    return LocalSpark.session()
        .sql("SELECT 1000 AS width, 1000 AS height")
        .select(column)
        .head()
        .getDouble(0);
  }

  private static RunRecord record(RunRecord.Produced... produced) {
    return new RunRecord(
        "20261122T020000Z",
        "nightly",
        RunRecord.COMPLETE,
        "2026-11-22T02:00:00Z",
        "2026-11-22T02:00:07Z",
        7,
        "1",
        "4",
        "/photos",
        "",
        new RunRecord.Images(0, 0, 0, Map.of(), 0, 0, 0, 0, 0),
        new RunRecord.Work(0, 0, 0, 0, 0, Map.of()),
        List.of(produced),
        List.of(),
        List.of(),
        List.of());
  }

  private static RunRecord.Produced produced(String kind, String name, double relativeCost) {
    return new RunRecord.Produced(kind, name, "0123abcd", "{}", 1, 0, 0, 0, 0, 0, relativeCost);
  }
}
