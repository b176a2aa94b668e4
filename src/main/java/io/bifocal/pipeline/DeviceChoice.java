package io.bifocal.pipeline;

import io.bifocal.conf.DevicePreference;
import io.bifocal.conf.UserError;
import io.bifocal.inference.ComputeDevice;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Networks;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.LoggerFactory;

/**
 * What a model runs on in each task: what the configuration wants, of what Spark gives. Spark knows
 * a GPU as the resource {@code gpu}, whose addresses are indices.
 *
 * @param preference what the configuration wants
 * @param gpus addresses of the GPUs for all tasks: those of the driver where it runs the tasks
 *     itself; null if each task is given its own, empty if there are none
 */
record DeviceChoice(DevicePreference preference, List<String> gpus) implements Serializable {
  private static final String RESOURCE = "gpu";

  /**
   * The choice for one model.
   *
   * @throws UserError if {@code preference} is gpu and Spark is not asked for any
   */
  static DeviceChoice of(DevicePreference preference, JavaSparkContext spark) {
    if (preference == DevicePreference.CPU) {
      return new DeviceChoice(preference, List.of());
    }
    if (!spark.isLocal() && spark.getConf().contains("spark.task.resource.gpu.amount")) {
      return new DeviceChoice(preference, null);
    }
    List<String> gpus = spark.isLocal() ? addresses(spark.resources()) : List.of();
    if (gpus.isEmpty()) {
      String missing =
          spark.isLocal()
              ? "spark.driver.resource.gpu.amount and spark.driver.resource.gpu.discoveryScript"
              : "spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount";
      if (preference == DevicePreference.GPU) {
        throw new UserError(
            "device = gpu, but Spark gives the tasks no GPU; set "
                + missing
                + ", as docs/gpu.md says, or device = cpu");
      }
      LoggerFactory.getLogger(DeviceChoice.class)
          .warn("device = auto: models run on the CPU, as {} are not set", missing);
    }
    return new DeviceChoice(preference, gpus);
  }

  /**
   * Loads a model where tasks run, in one task for each executor there is by now, so that a GPU
   * that does not work ends the run before it begins. Where a CPU does instead, nothing is tried.
   *
   * @throws UserError with what an executor says
   */
  void check(Broadcast<ModelFiles> files, int threads, JavaSparkContext spark) {
    if (preference != DevicePreference.GPU) {
      return;
    }
    // The driver counts as one, also where it runs no task.
    int tasks = Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1);
    spark
        .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
        .map(task -> failure(files.value(), threads))
        .collect()
        .stream()
        .filter(failure -> !failure.isEmpty())
        .findFirst()
        .ifPresent(
            failure -> {
              throw new UserError(failure);
            });
  }

  /**
   * The network for the task that calls.
   *
   * @throws UserError if the task's GPU cannot be used and has to
   */
  Network network(ModelFiles files, int threads) {
    return preference == DevicePreference.AUTO
        ? Networks.sharedWherePossible(files, threads, device())
        : Networks.shared(files, threads, device());
  }

  private String failure(ModelFiles files, int threads) {
    try {
      network(files, threads);
      return "";
    } catch (UserError e) {
      return "executor " + SparkEnv.get().executorId() + ": " + e.getMessage();
    }
  }

  /** Of the task that calls. */
  ComputeDevice device() {
    if (preference == DevicePreference.CPU) {
      return ComputeDevice.CPU;
    }
    // Of several GPUs a task uses the first.
    List<String> given = gpus == null ? addresses(TaskContext.get().resourcesJMap()) : gpus;
    if (given.isEmpty()) {
      return ComputeDevice.CPU;
    }
    return gpu(gpus == null ? given.get(0) : gpus.get(TaskContext.getPartitionId() % gpus.size()));
  }

  private static ComputeDevice gpu(String address) {
    if (!address.matches("[0-9]{1,4}")) {
      throw new UserError(
          "Spark's address of a GPU is '"
              + address
              + "', not an index; use a discovery script that prints indices, as docs/gpu.md says");
    }
    return ComputeDevice.gpu(Integer.parseInt(address));
  }

  private static List<String> addresses(Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get(RESOURCE);
    return gpu == null ? List.of() : List.of(gpu.addresses());
  }
}
