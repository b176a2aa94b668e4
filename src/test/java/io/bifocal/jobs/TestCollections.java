package io.bifocal.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Real collections for tests, made of the quickstart's. */
final class TestCollections {
  static final Path EMOJI = Path.of("src/quickstart/emoji-small");

  private TestCollections() {}

  /** The files below {@code folder}, sorted. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies a tree of files. */
  static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  /**
   * The pictures {@code times} times over, each a content of its own: bytes after the end of a PNG
   * change nothing else.
   */
  static void multiply(Path from, Path to, int times) throws IOException {
    for (Path file : files(from)) {
      if (file.toString().endsWith(".png")) {
        byte[] bytes = Files.readAllBytes(file);
        Path folder = to.resolve(from.relativize(file).toString()).getParent();
        Files.createDirectories(folder);
        for (int i = 0; i < times; i++) {
          byte[] copy = Arrays.copyOf(bytes, bytes.length + 4);
          copy[bytes.length] = (byte) i;
          String name = file.getFileName().toString().replace(".png", "-" + i + ".png");
          Files.write(folder.resolve(name), copy);
        }
      }
    }
  }
}
