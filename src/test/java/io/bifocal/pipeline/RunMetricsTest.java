package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.LocalSpark;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;

/** What it counts is compared with the record of a run in {@code ReportIT}. */
class RunMetricsTest {
  @Test
  void isThereForAsLongAsTheRun() {
    SparkContext context = LocalSpark.session().sparkContext();
    Progress progress = Progress.on(context);
    assertEquals(1, sources());
    progress.close();
    assertEquals(0, sources());
    Progress again = Progress.on(context);
    assertEquals(1, sources());
    again.close();
  }

  private static int sources() {
    return SparkEnv.get().metricsSystem().getSourcesByName("bifocal").size();
  }
}
