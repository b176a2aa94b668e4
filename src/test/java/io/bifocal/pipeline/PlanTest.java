package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing, and in which order it is made up for. */
class PlanTest {
  private static final Producers PRODUCERS =
      new Producers(
          List.of(
              new UnopenedProducer("features", "hog"),
              new UnopenedProducer("predictions", "resnet")));

  @TempDir private Path folder;
  private RunContext context;

  @BeforeEach
  void open() {
    Store store = Store.at(folder.toString(), new Configuration());
    context =
        new RunContext(LocalSpark.session(), store, null, "20261122T020000Z", Instant.now(), null);
  }

  @Test
  void theNewestComeFirstAndNeighboursStayTogether() throws Exception {
    Plan plan =
        plan(
            images(
                "('b/1', 'i1', 'ok', timestamp'2026-11-20 23:00:00')",
                "('a/2', 'i2', 'ok', timestamp'2026-11-22 01:00:00')",
                "('a/1', 'i3', 'ok', timestamp'2026-11-20 01:00:00')",
                "('a/0', 'i4', 'ok', timestamp'2026-11-21 12:00:00')",
                "('c/9', 'i5', 'ok', timestamp'2026-11-22 23:00:00')"));
    assertEquals(List.of("a/2", "c/9", "a/0", "a/1", "b/1"), paths(plan));
  }

  @Test
  void ofSeveralFilesWithOneContentOneIsRead() throws Exception {
    Plan plan =
        plan(
            images(
                "('b', 'i1', 'ok', timestamp'2026-11-20 00:00:00')",
                "('a', 'i1', 'ok', timestamp'2026-11-20 00:00:00')",
                "('c', 'i2', 'rejected', timestamp'2026-11-20 00:00:00')"));
    assertEquals(1, plan.distinct());
    assertEquals(List.of("a"), paths(plan));
  }

  @Test
  void whatHasItsRowIsNotPlanned() throws Exception {
    Path file = folder.resolve("features/extractor=hog/version=ffffffff/run=r/part.parquet");
    try (TableWriter<FeatureRow> writer =
        TableWriter.features(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration())) {
      writer.write(new FeatureRow("i1", new float[] {1}, null, 1));
    }
    Plan plan =
        plan(
            images(
                "('a', 'i1', 'ok', timestamp'2026-11-20 00:00:00')",
                "('b', 'i2', 'ok', timestamp'2026-11-20 00:00:00')"));
    assertEquals(List.of(1L, 2L), plan.missing());
    List<PlannedImage> planned = read(plan);
    assertEquals(0b10, planned.get(0).missing());
    assertEquals(0b11, planned.get(1).missing());
    // 100 by 10 pixels; reading counts 0.4, each producer 1.
    assertEquals(
        0.00101 * (1.4 + 2.4), plan.units().stream().mapToDouble(Unit::seconds).sum(), 1e-9);
  }

  @Test
  void workIsCutIntoUnitsOfTheSameCost() {
    Dataset<Row> many =
        LocalSpark.session()
            .range(50_000)
            .selectExpr("concat('p', id) as path", "concat('i', id) as image_id", "'ok' as status")
            .selectExpr("*", "timestamp'2026-11-20 00:00:00' as modified");
    Plan plan = plan(withFacts(many));
    assertEquals(50_000, plan.images());
    assertEquals(50_000, plan.units().stream().mapToLong(Unit::rows).sum());
    // 121 s of work in pieces of a second, each file with a smaller one at its end.
    long small = plan.units().stream().filter(unit -> unit.seconds() < 0.99).count();
    assertTrue(plan.units().stream().allMatch(unit -> unit.seconds() < 1.01));
    assertTrue(small <= 3, small + " units are too small");
  }

  @Test
  void theWholeIsPlannedWhateverThereIs() throws Exception {
    Dataset<Row> images =
        images(
            "('b', 'i1', 'ok', timestamp'2026-11-20 00:00:00')",
            "('a', 'i1', 'ok', timestamp'2026-11-20 00:00:00')",
            "('c', 'i2', 'rejected', timestamp'2026-11-20 00:00:00')",
            "('d', 'i3', 'ok', timestamp'2026-11-21 00:00:00')");
    List<Unit> units = Plan.whole(context, "whole", images, expr("width * 0.5D"));
    // 50 s each, so that each is a unit; the newest first.
    assertEquals(List.of("d", "a"), paths(new Plan(2, 2, List.of(), units)));
    assertEquals(2, units.size());
    assertEquals(100, units.stream().mapToDouble(Unit::seconds).sum(), 1e-9);
    assertEquals(
        List.of(), Plan.whole(context, "empty", images.where("false"), expr("width * 0.5D")));
  }

  private Plan plan(Dataset<Row> images) {
    return Plan.of(
        context, images, PRODUCERS, Costs.of(PRODUCERS, Optional.empty()), Optional.empty());
  }

  private static Dataset<Row> images(String... rows) {
    return withFacts(
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES "
                    + String.join(", ", rows)
                    + " AS t(path, image_id, status, modified)"));
  }

  private static Dataset<Row> withFacts(Dataset<Row> images) {
    return images.selectExpr(
        "*",
        "cast(null as string) as container",
        "cast(null as long) as position",
        "5L as bytes",
        "'png' as format",
        "100 as width",
        "10 as height",
        "3 as channels",
        "8 as depth",
        "1 as frames",
        "1 as orientation");
  }

  private static List<String> paths(Plan plan) throws Exception {
    return read(plan).stream().map(image -> image.location().path()).toList();
  }

  private static List<PlannedImage> read(Plan plan) throws Exception {
    List<PlannedImage> images = new ArrayList<>();
    for (Unit unit : plan.units()) {
      try (PlanReader reader = new PlanReader(unit, new Configuration())) {
        reader.forEachRemaining(images::add);
      }
    }
    return images;
  }
}
