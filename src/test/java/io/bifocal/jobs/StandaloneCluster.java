package io.bifocal.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real standalone master with workers of one core each, on loopback, from the Spark that the
 * build resolved.
 */
final class StandaloneCluster implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final String url;
  private final String workerOptions;

  private StandaloneCluster(String url, String workerOptions) {
    this.url = url;
    this.workerOptions = workerOptions;
  }

  /** With two workers. */
  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    return start(folder, 2, "");
  }

  /**
   * @param workerOptions of the workers' JVMs, such as {@code -Dspark.worker.key=value}
   */
  static StandaloneCluster start(Path folder, int workers, String workerOptions)
      throws IOException, InterruptedException {
    int port = freePort();
    StandaloneCluster cluster = new StandaloneCluster("spark://127.0.0.1:" + port, workerOptions);
    cluster.launch(
        folder,
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(port),
        "--webui-port",
        "0");
    awaitPort(port);
    for (int i = 0; i < workers; i++) {
      cluster.launch(
          folder,
          "worker-" + i,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          "127.0.0.1",
          "--webui-port",
          "0",
          "--cores",
          "1",
          "--memory",
          "2g",
          "--work-dir",
          folder.resolve("work-" + i).toString(),
          cluster.url);
    }
    return cluster;
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void launch(Path folder, String name, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("target/spark/bin/spark-class"));
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_WORKER_OPTS", workerOptions);
    builder
        .environment()
        .put("SPARK_CONF_DIR", Files.createDirectories(folder.resolve("no-conf")).toString());
    processes.add(builder.start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(200);
      }
    }
    throw new AssertionError("no master on port " + port + " within a minute");
  }

  /** Kills an executor as the kernel would: without a word. */
  void killOneExecutor() {
    ProcessHandle victim =
        processes.stream()
            .skip(1)
            .flatMap(worker -> worker.toHandle().descendants())
            .filter(process -> process.info().command().filter(c -> c.endsWith("java")).isPresent())
            .findFirst()
            .orElseThrow();
    if (!victim.destroyForcibly()) {
      throw new AssertionError("executor " + victim.pid() + " could not be killed");
    }
  }
}
