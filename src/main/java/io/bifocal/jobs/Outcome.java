package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a writing job in a session of its own, shows what it did, and says with which code to exit.
 */
final class Outcome {
  private Outcome() {}

  static int of(String job, Settings settings, Function<SparkSession, RunRecord> run) {
    SparkSession spark = Sessions.open(job);
    try {
      RunRecord record = run.apply(spark);
      Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
      Summary.print(System.out, spark, store, record);
      if (record.outcome().equals(RunRecord.STOPPED)) {
        System.err.println(
            job + ": stopped at the deadline; the next run goes on where this one ended");
        return Bifocal.STOPPED;
      }
      if (!settings
          .limits()
          .maxRejected()
          .accepts(record.images().rejected(), record.images().listed())) {
        System.err.printf(
            Locale.ROOT,
            "%s: %,d of %,d files were rejected, more than limits.max-rejected = %s; reason and detail are in images%n",
            job,
            record.images().rejected(),
            record.images().listed(),
            settings.limits().maxRejected());
        return Bifocal.TOO_MANY_REJECTED;
      }
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }
}
