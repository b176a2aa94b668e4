package io.bifocal.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of our own for files that a library reads from disk alone. It is gone when closed, or
 * when the JVM is told to stop before that.
 */
final class PrivateFolder implements AutoCloseable {
  private final Path path;
  private final List<Path> files = new ArrayList<>();

  PrivateFolder(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
    // Deletion goes in reverse order, so that the folder is empty when its turn comes.
    path.toFile().deleteOnExit();
  }

  Path path() {
    return path;
  }

  /** Writes {@code content}, which stays open. */
  void write(String name, InputStream content) throws IOException {
    Path file = path.resolve(name);
    files.add(file);
    file.toFile().deleteOnExit();
    Files.copy(content, file);
  }

  /** Deletes what can be deleted; what a system keeps open, such as Windows, goes with the JVM. */
  @Override
  public void close() {
    files.forEach(file -> file.toFile().delete());
    path.toFile().delete();
  }
}
