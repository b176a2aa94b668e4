package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models on GPUs, as far as that goes without one: Spark is told of a GPU and gives it to the
 * tasks, and the engine, in its build for CPUs, cannot use it.
 */
class DeviceIT {
  private static final String NO_CUDA =
      "GPU 0 cannot be used, because ONNX Runtime is here in its build for CPUs; add"
          + " onnxruntime_gpu of version 1.29.0";

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    TestCollections.copy(
        TestCollections.EMOJI.resolve("animal"), folder.resolve("collection/animal"));
    Path script = script();
    Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\"]}'\n");
    assertTrue(script.toFile().setExecutable(true));
  }

  @Tag("thorough")
  @Test
  void executorsWithoutCudaEndARunOnGpusAndRunAnyOtherOnCpus() throws Exception {
    String worker =
        "-Dspark.worker.resource.gpu.amount=1 -Dspark.worker.resource.gpu.discoveryScript="
            + script();
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, 1, worker)) {
      String[] gpus = {
        "--master", cluster.url(),
        "--conf", "spark.executor.memory=1500m",
        "--conf", "spark.executor.resource.gpu.amount=1",
        "--conf", "spark.task.resource.gpu.amount=0.5"
      };
      CommandLine.Result failed = run("gpu", gpus).expect(2);
      assertTrue(
          failed.err().contains("nightly: model emoji-cnn: executor 0: " + NO_CUDA), failed.err());
      assertFalse(Files.exists(store("gpu").resolve("images")));
      assertFalse(Files.exists(store("gpu").resolve("predictions")));

      run("auto", gpus).expect(0);
      assertEquals(1, warnings(), "one line for all tasks of the executor");
    }
    try (Duck duck = new Duck(store("auto"))) {
      String table = duck.table("predictions/model=emoji-cnn");
      assertEquals(
          animals(),
          duck.number(
              "SELECT count(*) FROM "
                  + table
                  + " WHERE error IS NULL AND len(embedding) = 128 AND score > 0"));
    }
  }

  @Test
  void aMachineOfItsOwnHasTheGpusOfTheDriver() throws Exception {
    CommandLine.Result noCuda =
        run(
                "gpu",
                "--master",
                "local[2]",
                "--conf",
                "spark.driver.resource.gpu.amount=1",
                "--conf",
                "spark.driver.resource.gpu.discoveryScript=" + script())
            .expect(2);
    assertTrue(noCuda.err().contains("executor driver: " + NO_CUDA), noCuda.err());
  }

  private CommandLine.Result run(String device, String... submit) throws IOException {
    Path conf = folder.resolve(device + ".conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", include = ["**/*.png"], label = parent-folder }
        store = "%s"
        models = [ { name = emoji-cnn, path = src/quickstart/models/emoji-cnn, device = %s } ]
        """
            .formatted(folder.resolve("collection"), store(device), device));
    return new CommandLine()
        .with("BIFOCAL_LOGS", folder.resolve("logs").toString())
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .submitting(submit)
        .run("nightly", "--conf", conf.toString());
  }

  /** Lines in the logs of executors that say that a model runs on the CPU. */
  private long warnings() throws IOException {
    long lines = 0;
    for (Path file : TestCollections.files(folder.resolve("work-0"))) {
      if (file.getFileName().toString().equals("stderr")) {
        lines +=
            Files.readAllLines(file).stream()
                .filter(line -> line.contains("device = auto: ") && line.contains(NO_CUDA))
                .count();
      }
    }
    return lines;
  }

  private long animals() throws IOException {
    return TestCollections.files(folder.resolve("collection")).stream()
        .filter(file -> file.toString().endsWith(".png"))
        .count();
  }

  private Path script() {
    return folder.resolve("gpus.sh").toAbsolutePath();
  }

  private Path store(String device) {
    return folder.resolve("store-" + device);
  }
}
