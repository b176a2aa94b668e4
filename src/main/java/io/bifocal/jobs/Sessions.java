package io.bifocal.jobs;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark as the jobs need it, on whatever master they are submitted to. */
final class Sessions {
  /**
   * The natives that MLlib would take from the host. Where these are OpenBLAS, they and the one
   * that OpenCV brings take each other's place, and the process dies.
   */
  private static final String[] HOST_NATIVES = {
    "dev.ludovic.netlib.blas.nativeLib",
    "dev.ludovic.netlib.lapack.nativeLib",
    "dev.ludovic.netlib.arpack.nativeLib"
  };

  private Sessions() {}

  static SparkSession open(String job) {
    SparkConf given = new SparkConf();
    StringBuilder executorOptions =
        new StringBuilder(given.get("spark.executor.extraJavaOptions", ""));
    for (String natives : HOST_NATIVES) {
      System.setProperty(natives, "none");
      executorOptions.append(" -D").append(natives).append("=none");
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("bifocal " + job)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.executor.extraJavaOptions", executorOptions.toString().strip())
            // What the launcher tells this process, executors are told here.
            .config("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1")
            .config("spark.executorEnv.OPENCV_LOG_LEVEL", "SILENT");
    if (!given.contains("spark.master")) {
      builder.master("local[*]");
    }
    SparkSession spark = builder.getOrCreate();
    if (!given.contains("spark.sql.shuffle.partitions")) {
      int cores = spark.sparkContext().defaultParallelism();
      spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(Math.max(8, 2 * cores)));
    }
    return spark;
  }
}
