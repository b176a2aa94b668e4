package io.bifocal.collection;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The file of a manifest.
 *
 * @param tree the folder that holds it
 * @param entry what it is, with its path in that folder
 * @param name what it is called in messages and rows: its path relative to the root of the
 *     collection, or in full where it lies elsewhere
 */
record ManifestFile(FileTree tree, Entry entry, String name) implements Serializable {
  private static final List<String> USUAL =
      List.of("manifest.csv", "manifest.jsonl", "manifest.ndjson", "manifest.parquet");

  enum Format {
    CSV,
    JSON,
    PARQUET
  }

  /**
   * Finds the manifest of a collection of kind manifest.
   *
   * @throws UserError if there is none, or more than one
   */
  static ManifestFile of(Root root, Function<String, FileTree> trees) {
    CollectionSettings settings = root.settings();
    if (settings.manifest().isPresent()) {
      return named(settings.manifest().get(), root, trees);
    }
    if (root.file().isPresent()) {
      return inRoot(root, root.file().get()).orElseThrow();
    }
    List<ManifestFile> found = new ArrayList<>();
    USUAL.forEach(name -> inRoot(root, name).ifPresent(found::add));
    if (found.size() != 1) {
      String there =
          found.isEmpty()
              ? "there is none of " + String.join(", ", USUAL) + " in "
              : "there are "
                  + String.join(" and ", found.stream().map(f -> f.name()).toList())
                  + " in ";
      throw new UserError(
          "collection.manifest: " + there + root.tree().root() + "; name the table to take");
    }
    return found.get(0);
  }

  /**
   * Finds the manifest that the settings name: from the working directory, like any other path, or
   * else from the root.
   *
   * @throws UserError if it is not there
   */
  static ManifestFile named(String path, Root root, Function<String, FileTree> trees) {
    String text = path.contains("/") ? path : "./" + path;
    int slash = text.lastIndexOf('/');
    FileTree folder = trees.apply(slash == 0 ? "/" : text.substring(0, slash));
    try {
      Optional<Entry> entry = folder.entry(text.substring(slash + 1)).filter(ManifestFile::isFile);
      if (entry.isPresent()) {
        String full = folder.root() + "/" + entry.get().path();
        String below = root.tree().root() + "/";
        String name = full.startsWith(below) ? full.substring(below.length()) : path;
        return new ManifestFile(folder, entry.get(), name);
      }
    } catch (IOException e) {
      throw ManifestText.unreadable(path, e);
    }
    return inRoot(root, path)
        .orElseThrow(
            () ->
                new UserError(
                    "collection.manifest: there is no file "
                        + path
                        + ", neither from the working directory nor in "
                        + root.tree().root()));
  }

  String path() {
    return entry.path();
  }

  /** What it is by its name; CSV where that does not say. */
  Format format() {
    String lower = path().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".parquet")) {
      return Format.PARQUET;
    }
    boolean json = lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    return json ? Format.JSON : Format.CSV;
  }

  private static Optional<ManifestFile> inRoot(Root root, String name) {
    try {
      return root.tree()
          .entry(name)
          .filter(ManifestFile::isFile)
          .map(entry -> new ManifestFile(root.tree(), entry, name));
    } catch (IOException e) {
      throw ManifestText.unreadable(name, e);
    }
  }

  private static boolean isFile(Entry entry) {
    return entry.kind() == Entry.Kind.FILE;
  }
}
