package io.bifocal.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real standalone master with its workers, on loopback, from the Spark that the build resolved.
 * Each worker has an address of its own, as Spark takes workers of one address for one machine, and
 * repeats no slow task on the machine that it is slow on.
 */
final class StandaloneCluster implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final String url;
  private final Worker kind;

  /**
   * @param cores that it says it has
   * @param options of its JVM, such as {@code -Dspark.worker.key=value}
   * @param environment of its and of its executors' processes
   */
  record Worker(int cores, String options, Map<String, String> environment) {}

  private StandaloneCluster(String url, Worker kind) {
    this.url = url;
    this.kind = kind;
  }

  /** With two workers of one core each. */
  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    return start(folder, 2, "");
  }

  /** With workers of one core each. */
  static StandaloneCluster start(Path folder, int workers, String workerOptions)
      throws IOException, InterruptedException {
    return start(folder, workers, new Worker(1, workerOptions, Map.of()));
  }

  static StandaloneCluster start(Path folder, int workers, Worker kind)
      throws IOException, InterruptedException {
    int port = freePort();
    StandaloneCluster cluster = new StandaloneCluster("spark://127.0.0.1:" + port, kind);
    cluster.launch(
        folder,
        "127.0.0.1",
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
      String host = "127.0.0." + (i + 1);
      cluster.launch(
          folder,
          host,
          "worker-" + i,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          host,
          "--webui-port",
          "0",
          "--cores",
          String.valueOf(kind.cores()),
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

  private void launch(Path folder, String host, String name, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("target/spark/bin/spark-class"));
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK_LOCAL_IP", host);
    builder.environment().put("SPARK_WORKER_OPTS", kind.options());
    builder
        .environment()
        .put("SPARK_CONF_DIR", Files.createDirectories(folder.resolve("no-conf")).toString());
    builder.environment().putAll(kind.environment());
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
        processes.stream().skip(1).flatMap(StandaloneCluster::executors).findFirst().orElseThrow();
    if (!victim.destroyForcibly()) {
      throw new AssertionError("executor " + victim.pid() + " could not be killed");
    }
  }

  /**
   * Lets the executors of a worker stand still three quarters of the time, until the result is
   * closed.
   *
   * @param worker counted from 0
   */
  AutoCloseable slowDown(int worker) {
    Process process = processes.get(worker + 1);
    Thread brake =
        new Thread(
            () -> {
              try {
                while (true) {
                  signal("-STOP", process);
                  Thread.sleep(600);
                  signal("-CONT", process);
                  Thread.sleep(200);
                }
              } catch (InterruptedException e) {
                signal("-CONT", process);
              }
            },
            "brake");
    brake.setDaemon(true);
    brake.start();
    return () -> {
      brake.interrupt();
      brake.join();
    };
  }

  private static void signal(String signal, Process worker) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    executors(worker).forEach(executor -> command.add(String.valueOf(executor.pid())));
    if (command.size() > 2) {
      try {
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Stream<ProcessHandle> executors(Process worker) {
    return worker
        .toHandle()
        .descendants()
        .filter(process -> process.info().command().filter(c -> c.endsWith("java")).isPresent());
  }
}
