package io.bifocal.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the examples as if it lay in {@code /opt/bifocal}, in which {@code jobs/bifocal},
 * {@code spark-submit} and {@code kubectl} are stand-ins that write down what they are called with.
 */
final class Installation {
  private static final String HOME = "/opt/bifocal";

  /**
   * Writes down its arguments and ends with the next exit code, or with the last again and again.
   */
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%%s\\n' "$@" >"%1$s/arguments"
      echo "SPARK_CONF_DIR=${SPARK_CONF_DIR:-}" >"%1$s/environment"
      echo "what it prints"
      code=$(head -n 1 "%1$s/codes")
      [ "$(wc -l <"%1$s/codes")" -gt 1 ] && sed -i 1d "%1$s/codes"
      exit "$code"
      """;

  private final Path folder;

  Installation(Path folder) throws IOException {
    this.folder = folder;
    TestCollections.copy(Path.of("conf"), folder.resolve("conf"));
    for (Path script : List.of(Path.of("cron/nightly.sh"), Path.of("yarn/submit.sh"))) {
      makeExecutable(folder.resolve("conf").resolve(script));
    }
    makeExecutable(folder.resolve("conf/kubernetes/submit.sh"));
    Files.createDirectories(folder.resolve("jobs"));
    Files.copy(Path.of("jobs/nightly"), folder.resolve("jobs/nightly"));
    makeExecutable(folder.resolve("jobs/nightly"));
    standIn("jobs/bifocal", STAND_IN.formatted(folder));
    standIn("spark/bin/spark-submit", STAND_IN.formatted(folder));
    standIn("bin/kubectl", "#!/bin/sh\necho \"$@\" >'" + folder + "/kubectl'\necho 75\n");
    endWith(0);
  }

  /** What a process printed, both streams, and how it ended. */
  record Result(int exitCode, String output) {}

  /** The next calls end with these codes, the last one for all that follow. */
  void endWith(int... codes) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int code : codes) {
      lines.append(code).append('\n');
    }
    Files.writeString(folder.resolve("codes"), lines);
  }

  /** {@code text} of an example, with the place of this copy in it. */
  String here(String text) {
    return text.replace(HOME, folder.toString());
  }

  Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("SPARK_HOME", folder.resolve("spark").toString());
    all.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return execute(all, command);
  }

  static Result execute(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + List.of(command));
    }
    return new Result(process.exitValue(), output);
  }

  /** What the stand-in was called with last. */
  List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  private void standIn(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new AssertionError(file + " cannot be made executable");
    }
  }
}
