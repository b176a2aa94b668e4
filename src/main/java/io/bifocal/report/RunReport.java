package io.bifocal.report;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Settings;
import io.bifocal.image.Decoder;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;

/** The page that says what a run did: {@code runs/<run>.html} in the store. */
public final class RunReport {
  private RunReport() {}

  /** Where the page of {@code run} lies, relative to the store. */
  public static String path(String run) {
    return "runs/" + run + ".html";
  }

  /**
   * Writes the page of a run that is committed. A run does not fail for its report: whatever goes
   * wrong here is a warning in the log.
   *
   * @param scanned rows with where to find the bytes, of a packed collection
   */
  public static void write(
      SparkSession spark,
      Store store,
      Settings settings,
      ImageCollection collection,
      Decoder decoder,
      Dataset<Row> scanned,
      RunRecord record) {
    try {
      List<RejectSample> samples =
          record.images().rejected() == 0
              ? List.of()
              : RejectSamples.draw(
                  Tables.images(spark, store, record.run()), scanned, collection, decoder);
      String page =
          RunPage.of(
              record,
              store.location(),
              settings.report(),
              Verdict.of(record, settings.limits().maxRejected(), record.drift()),
              samples,
              record.drift());
      store.write(store.path(path(record.run())), page);
    } catch (Exception e) { // Spark throws checked ones, too.
      LoggerFactory.getLogger(RunReport.class)
          .warn("run {} is committed, but its report could not be written", record.run(), e);
    }
  }
}
