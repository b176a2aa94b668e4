package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import io.bifocal.store.Verification.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Computes a sample of the rows of a store once more, beside its tables, and compares: as output
 * does not depend on when and where it is computed, all columns but {@code micros} are equal.
 */
public final class Recomputation {
  private static final int NAMED = 5;
  private static final int ID_DIGITS = 12;

  /** Of the compared rows, those of the store and those of today. */
  private static final String STORED = "stored";

  private static final String TODAY = "today";

  private final SparkSession spark;
  private final Store store;
  private final RunRecord last;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Producers producers;

  /**
   * @param last the run whose images are drawn from
   * @param producers as configured; looked at are those that the store has rows of
   * @throws UserError if it has rows of none
   */
  public Recomputation(
      SparkSession spark,
      Store store,
      RunRecord last,
      ImageCollection collection,
      Decoder decoder,
      Producers producers) {
    this.spark = spark;
    this.store = store;
    this.last = last;
    this.collection = collection;
    this.decoder = decoder;
    this.producers =
        new Producers(
            producers.list().stream()
                .filter(producer -> !store.dataFiles(store.path(producer.folder())).isEmpty())
                .toList());
    if (this.producers.list().isEmpty()) {
      throw new UserError(
          "--recompute: the store "
              + store.location()
              + " has no rows of any extractor or model as it is configured; run nightly first");
    }
  }

  /**
   * Compares the rows of one content in {@code oneIn}, which are the same ones each time until the
   * next run.
   */
  public List<Check> checks(long oneIn) {
    String name = UUID.randomUUID().toString();
    Store scratch = store.scratch(name);
    try (Lock lock = Lock.acquire(scratch, "verify");
        Progress progress = Progress.on(spark.sparkContext())) {
      RunContext context =
          new RunContext(spark, scratch, lock, "recomputed", Instant.now(), progress);
      Extract.Result computed =
          Extract.run(
              context,
              collection,
              decoder,
              Scan.withLocations(spark, collection, sample(oneIn)),
              producers,
              Costs.of(producers, Optional.of(last)),
              Optional.empty(),
              new Extract.Window(() -> Duration.ofDays(1000), Duration.ZERO));
      long unreadable = computed.rejections().map(Dataset::count).orElse(0L);
      List<Check> checks = new ArrayList<>();
      for (Producer producer : producers.list()) {
        checks.add(compare(producer, scratch, oneIn, unreadable));
      }
      return checks;
    } finally {
      store.deleteScratch(name);
    }
  }

  private Dataset<Row> sample(long oneIn) {
    return Tables.images(spark, store, last.run())
        .where("status = 'ok'")
        .where(pmod(xxhash64(lit(last.run()), col("image_id")), lit(oneIn)).equalTo(lit(0L)));
  }

  private Check compare(Producer producer, Store scratch, long oneIn, long unreadable) {
    String claim = producer.folder() + ": 1 row in " + oneIn + ", computed once more, is the same";
    if (scratch.dataFiles(scratch.path(producer.folder())).isEmpty()) {
      return Check.of(claim, 0, "none compared, %,d files changed or gone since", unreadable);
    }
    Dataset<Row> today = rows(scratch, producer, TODAY);
    // A content without a row is missing, which another check looks at.
    Dataset<Row> compared = today.join(rows(store, producer, STORED), "image_id");
    long rows = compared.count();
    Dataset<Row> different = compared.where(not(col(STORED).eqNullSafe(col(TODAY))));
    long violations = different.count();
    String names =
        violations == 0
            ? ""
            : different.select("image_id").orderBy("image_id").limit(NAMED).collectAsList().stream()
                .map(row -> row.getString(0).substring(0, ID_DIGITS))
                .collect(Collectors.joining(", ", ": ", ""));
    return Check.of(
        claim,
        violations,
        "%,d compared, %,d different%s; %,d files changed or gone since",
        rows,
        violations,
        names,
        unreadable);
  }

  /** The image_id and, as {@code name}, all that does not depend on the hour. */
  private Dataset<Row> rows(Store from, Producer producer, String name) {
    Dataset<Row> rows =
        spark
            .read()
            // Its folders are no columns of it.
            .option("recursiveFileLookup", "true")
            .parquet(from.path(producer.folder()).toString());
    Column[] values =
        Arrays.stream(rows.columns())
            .filter(column -> !column.equals("image_id") && !column.equals("micros"))
            .map(column -> col("`" + column + "`"))
            .toArray(Column[]::new);
    return rows.select(col("image_id"), struct(values).as(name));
  }
}
