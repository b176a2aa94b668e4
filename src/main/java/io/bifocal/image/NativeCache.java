package io.bifocal.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where JavaCPP unpacks native libraries, which then stay there to be loaded.
 *
 * <p>Below the home of the user, if that can be written to: one copy for all processes, which take
 * turns in unpacking it. Otherwise, as for executors that run as a user without a home, in a folder
 * of this process alone, gone when it ends. A fixed place in a folder that all users share is never
 * used: what lies there may be somebody else's.
 */
final class NativeCache {
  /** JavaCPP's own property; who sets it has chosen. */
  static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private NativeCache() {}

  /**
   * Chooses the folder, once a JVM and before JavaCPP is used.
   *
   * @throws IOException if there is no place for it
   */
  static void choose() throws IOException {
    if (System.getProperty(FOLDER) != null || isWritable(homeCache())) {
      return;
    }
    Path folder = Files.createTempDirectory(temporary(), "bifocal-natives");
    Runtime.getRuntime().addShutdownHook(new Removal(folder));
    System.setProperty(FOLDER, folder.toString());
  }

  /** The folder in use, in words for the user. */
  static String description() {
    return Optional.ofNullable(System.getProperty(FOLDER)).orElse(homeCache().toString());
  }

  private static Path homeCache() {
    return home().resolve(".javacpp").resolve("cache");
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home", ""));
  }

  /** Whether {@code folder} is there or can be made, within a home that is there. */
  private static boolean isWritable(Path folder) {
    if (!Files.isDirectory(home())) {
      return false;
    }
    Path nearest = folder;
    while (!Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    return Files.isDirectory(nearest) && Files.isWritable(nearest) && Files.isExecutable(nearest);
  }

  /**
   * A standalone worker of Spark gives its executors a folder that it removes after the
   * application, also for those that were killed.
   */
  private static Path temporary() {
    List<String> given =
        List.of(System.getenv().getOrDefault("SPARK_EXECUTOR_DIRS", "").split(File.pathSeparator));
    return given.stream()
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
        .findFirst()
        .orElse(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Removes a folder with all that is in it when the JVM ends. */
  private static final class Removal extends Thread {
    private final Path folder;

    Removal(Path folder) {
      super("remove-natives");
      this.folder = folder;
    }

    @Override
    public void run() {
      try (Stream<Path> all = Files.walk(folder)) {
        // What is in a folder goes before it.
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException e) {
        // It is a temporary folder; whoever cleans those up takes the rest.
      }
    }
  }
}
