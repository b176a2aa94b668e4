package io.bifocal.pipeline;

import java.util.List;
import java.util.Map;

/**
 * What {@code bench} measured.
 *
 * @param bifocal version of Bifocal
 * @param spark version of Spark
 * @param java version of Java
 * @param master of Spark
 * @param cores tasks at the same time, and threads of the loop
 * @param images different contents that both sides looked at
 * @param bytes of them, encoded
 * @param producers extractors and models, by name
 * @param rounds after one to warm up, which is not told
 */
public record BenchRecord(
    String bifocal,
    String spark,
    String java,
    String master,
    int cores,
    long images,
    long bytes,
    List<String> producers,
    List<Round> rounds) {

  /**
   * One after the other.
   *
   * @param loop threads without Spark
   * @param pass as {@code extract} does it
   */
  public record Round(Loop loop, Pass pass) {

    /** Images a second of the pass, as a multiple of those of the loop. */
    public double ratio() {
      return loop.seconds() / pass.seconds();
    }

    /** The same, with planning and what else precedes the first task and follows the last one. */
    public double ratioOfAll() {
      return loop.seconds() / pass.allSeconds();
    }
  }

  /**
   * The loop.
   *
   * @param seconds wall time
   * @param cpuMilliseconds an image, by stage and producer
   */
  public record Loop(double seconds, Map<String, Double> cpuMilliseconds) {}

  /**
   * The pass.
   *
   * @param seconds wall time from the start of the first wave to the publication of the last one
   * @param allSeconds wall time with the plan
   * @param cpuMilliseconds an image, by stage and producer
   * @param taskCpuMilliseconds an image, of the threads of all tasks, whatever they did
   * @param collectionSeconds of garbage, in this process
   * @param residentBytes of this process at the end, 0 where the system does not tell
   * @param storeBytes of the rows an image
   */
  public record Pass(
      double seconds,
      double allSeconds,
      Map<String, Double> cpuMilliseconds,
      double taskCpuMilliseconds,
      double collectionSeconds,
      long residentBytes,
      double storeBytes) {}
}
