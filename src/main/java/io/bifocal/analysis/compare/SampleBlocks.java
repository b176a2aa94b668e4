package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.bifocal.conf.UserError;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The vectors of a sample.
 *
 * @param list blocks of extractors and models, and last that of the thumbnails, if there are any
 * @param producers those of the store, in the order of their blocks
 * @param sample the rows, of which those take no part that lack a vector
 */
record SampleBlocks(List<Block> list, List<RunRecord.Produced> producers, Sample sample) {

  /**
   * Brings the vectors of producers into the order of the rows.
   *
   * @param looks with the thumbnails
   * @throws UserError if a producer has no vector for most of the images, or its vectors of the
   *     sample are more than an array holds
   */
  static SampleBlocks write(
      Inputs inputs,
      Sample sample,
      List<RunRecord.Produced> producers,
      Optional<Looks.Found> looks) {
    producers.forEach(producer -> requireRoom(producer, sample));
    Dataset<Row> index = broadcast(SampleImages.index(inputs.context().spark(), sample));
    List<BlockWriter.Source> sources = new ArrayList<>();
    for (RunRecord.Produced producer : producers) {
      sources.add(
          new BlockWriter.Source(
              ComparedProducers.name(producer, producers),
              lens(producer),
              producer.length(),
              vectors(inputs, producer).join(index, "image_id")));
    }
    looks
        .map(
            found ->
                new BlockWriter.Source(
                    FeatureSets.THUMBNAIL,
                    Lens.BASELINE,
                    found.length(),
                    found.thumbnails().select("image_id", "vector").join(index, "image_id")))
        .ifPresent(sources::add);
    String folder =
        // Executors know blocks by the names of their files.
        inputs.context().working("blocks-" + UUID.randomUUID()).toString();
    BlockWriter.Written written =
        new BlockWriter(inputs.context().store(), folder).write(sources, sample.size());
    BitSet missing = new BitSet();
    for (int i = 0; i < sources.size(); i++) {
      BitSet of = written.missing().get(i);
      if (2 * of.cardinality() > sample.size()) {
        throw new UserError(
            "'"
                + sources.get(i).name()
                + "' has no vector for "
                + of.cardinality()
                + " of "
                + sample.size()
                + " images; let nightly compute them first, or leave it out");
      }
      missing.or(of);
    }
    return new SampleBlocks(written.blocks(), producers, sample.without(missing));
  }

  private static void requireRoom(RunRecord.Produced producer, Sample sample) {
    long values = (long) sample.size() * producer.length();
    if (values > Integer.MAX_VALUE - 8) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%,d images of %,d values of '%s' are more than a task can hold; take %d images"
                  + " at most (compare.images)",
              sample.size(),
              producer.length(),
              producer.name(),
              (Integer.MAX_VALUE - 8) / producer.length()));
    }
  }

  private static Lens lens(RunRecord.Produced producer) {
    return producer.kind().equals("features") ? Lens.CLASSICAL : Lens.DEEP;
  }

  /** image_id, vector (null where there is none). */
  static Dataset<Row> vectors(Inputs inputs, RunRecord.Produced producer) {
    String column = producer.kind().equals("features") ? "vector" : "embedding";
    return inputs
        .context()
        .spark()
        .read()
        // Its folders are no columns of it.
        .option("recursiveFileLookup", "true")
        .parquet(inputs.store().path(producer.folder()).toString())
        .select(col("image_id"), col(column).as("vector"));
  }
}
