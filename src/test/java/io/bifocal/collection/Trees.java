package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Trees of files for tests, and what is in them. */
final class Trees {
  private Trees() {}

  /** Runs {@code script} in {@code folder}, for names that Java itself cannot make. */
  static void shell(Path folder, String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("/bin/sh", "-ec", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  /** Creates {@code path} below {@code folder}, holding its own name. */
  static void file(Path folder, String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  /** Every entry below {@code folder} that is not a folder. */
  static List<Entry> files(FileTree tree, String folder) throws IOException {
    List<Entry> result = new ArrayList<>();
    try (Stream<Entry> entries = tree.list(folder)) {
      for (Entry entry : entries.toList()) {
        if (entry.kind() == Entry.Kind.FOLDER) {
          result.addAll(files(tree, entry.path()));
        } else {
          result.add(entry);
        }
      }
    }
    return result;
  }

  /** Their paths, in order. */
  static List<String> paths(FileTree tree) throws IOException {
    return files(tree, "").stream().map(Entry::path).sorted().toList();
  }

  static String read(FileTree tree, String path) throws IOException {
    try (var in = tree.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
