package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
  private static final long NANOS = 200_000_000L;

  @Test
  void countsTheTimeOfTasksWhileItListens() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    CpuMeter meter = CpuMeter.on(spark.sc());
    assertEquals(0, meter.seconds());
    spark.parallelize(List.of(1, 2, 3), 3).foreach(number -> burn());
    double three = meter.seconds();
    // Each task needs some more to begin and to end.
    assertTrue(three >= 0.6 && three < 3, three + " s");
    meter.close();
    spark.parallelize(List.of(1), 1).foreach(number -> burn());
    assertEquals(three, meter.seconds());
  }

  private static void burn() {
    long start = cpu();
    while (cpu() - start < NANOS) {
      Thread.onSpinWait();
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
