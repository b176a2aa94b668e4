package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.bifocal.analysis.compare.Comparison.Cost;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.ReportSettings;
import io.bifocal.store.RunRecord;
import io.bifocal.store.StoreSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sets of features cost, as the tables of the store tell. */
final class CostTable {
  private static final Logger LOG = LoggerFactory.getLogger(CostTable.class);
  private static final double MILLION = 1e6;
  private static final double WATT_SECONDS = 3.6e6;

  private final Inputs inputs;
  private final SampleBlocks blocks;

  CostTable(Inputs inputs, SampleBlocks blocks) {
    this.inputs = inputs;
    this.blocks = blocks;
  }

  /**
   * What a producer costs.
   *
   * @param milliseconds CPU time for an image
   * @param bytes in the store, for an image
   * @param modelBytes size of its network, 0 for an extractor
   */
  private record Each(double milliseconds, double bytes, long modelBytes) {}

  /** Of all sets that are made of what the store has; baselines cost next to nothing. */
  List<Cost> of(Design design) {
    List<Each> each = blocks.producers().stream().map(this::each).toList();
    ReportSettings factors = inputs.settings().report();
    List<Cost> costs = new ArrayList<>();
    for (FeatureSet set : design.sets()) {
      if (set.lens() == Lens.BASELINE) {
        continue;
      }
      double milliseconds = 0;
      double bytes = 0;
      long modelBytes = 0;
      for (int block : set.blocks()) {
        milliseconds += each.get(block).milliseconds();
        bytes += each.get(block).bytes();
        modelBytes += each.get(block).modelBytes();
      }
      double hours = milliseconds / 1e3 * MILLION * factors.wattsPerCore() / WATT_SECONDS;
      costs.add(
          new Cost(
              set.name(),
              milliseconds,
              bytes,
              modelBytes,
              hours,
              hours * factors.gramsCo2PerKwh()));
    }
    return costs;
  }

  private Each each(RunRecord.Produced producer) {
    Row micros =
        inputs
            .context()
            .spark()
            .read()
            .option("recursiveFileLookup", "true")
            .parquet(inputs.store().path(producer.folder()).toString())
            .agg(avg("micros"), count(lit(1)))
            .head();
    long rows = Math.max(1, micros.getLong(1));
    return new Each(
        micros.getDouble(0) / 1e3,
        (double) StoreSize.of(inputs.store(), producer.folder(), 0).bytes() / rows,
        producer.kind().equals("features") ? 0 : modelBytes(producer.name()));
  }

  /** Of models that are no file or folder it is not known, and said to be 0. */
  private long modelBytes(String name) {
    return inputs.settings().models().stream()
        .filter(model -> model.name().equals(name))
        .map(ModelSettings::path)
        .mapToLong(
            path -> {
              try {
                Path place = new Path(path);
                return place
                    .getFileSystem(inputs.store().hadoop())
                    .getContentSummary(place)
                    .getLength();
              } catch (IOException | IllegalArgumentException e) {
                LOG.info("the size of {} is not known", path, e);
                return 0;
              }
            })
        .sum();
  }
}
