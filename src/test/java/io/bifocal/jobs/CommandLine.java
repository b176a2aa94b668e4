package io.bifocal.jobs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real command line, {@code jobs/bifocal}, as a user types it. */
final class CommandLine {
  private static final long TIMEOUT_MINUTES = 5;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> submitOptions = new ArrayList<>();

  /** What a process printed and how it ended. */
  record Result(int exitCode, String out, String err) {
    Result expect(int code) {
      if (exitCode != code) {
        throw new AssertionError(
            "exit code " + exitCode + " instead of " + code + "\n" + out + "\n" + err);
      }
      return this;
    }
  }

  /** A process that is still running. */
  record Running(Process process, Path out, Path err) {
    /**
     * Waits until a folder {@code name} is in one of the folders in {@code place}, or the process
     * ends.
     */
    void awaitFolder(Path place, String name) throws InterruptedException {
      while (process.isAlive()) {
        File[] folders = place.toFile().listFiles();
        if (folders != null
            && Stream.of(folders).anyMatch(folder -> new File(folder, name).isDirectory())) {
          return;
        }
        Thread.sleep(10);
      }
      throw new AssertionError("the job ended too early: " + await());
    }

    Result await() {
      try {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(
              "no end after " + TIMEOUT_MINUTES + " minutes\n" + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** With these options of spark-submit, such as {@code --master local[1]}. */
  CommandLine submitting(String... options) {
    submitOptions.addAll(List.of(options));
    return this;
  }

  CommandLine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Result run(String... arguments) {
    return start(arguments).await();
  }

  Running start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("jobs/bifocal"));
    command.addAll(submitOptions);
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("bifocal", ".out");
      Path err = Files.createTempFile("bifocal", ".err");
      out.toFile().deleteOnExit();
      err.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(new File("/dev/null"));
      builder.environment().remove("SPARK_HOME");
      builder.environment().put("BIFOCAL_LOGS", new File("target/it-logs").getAbsolutePath());
      // Jobs of seconds spend most of their time in compilers, and use little of what these make.
      builder
          .environment()
          .put(
              "SPARK_SUBMIT_OPTS",
              "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dspark.sql.codegen.wholeStage=false"
                  + " -Dspark.sql.codegen.factoryMode=NO_CODEGEN");
      builder.environment().putAll(environment);
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
