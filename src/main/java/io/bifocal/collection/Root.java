package io.bifocal.collection;

import io.bifocal.conf.CollectionKind;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a collection lies. For kinds other than directory its root may also be a single file, or a
 * glob of files: then the folder is the longest path without a wildcard, and the rest is what is
 * included.
 *
 * @param tree the folder
 * @param file the name of the single file, relative to the folder
 * @param settings with {@code include} as it results from the root
 */
record Root(FileTree tree, Optional<String> file, CollectionSettings settings) {
  private static final Pattern FOLDER_AND_GLOB = Pattern.compile("([^*?\\[{\\\\]*)/(.*)");

  /**
   * Finds out what the root of {@code settings} is.
   *
   * @param trees the tree below a folder
   * @throws UserError if it is not there
   */
  static Root of(CollectionSettings settings, Function<String, FileTree> trees) {
    String root = settings.root();
    FileTree tree = trees.apply(root);
    try {
      Optional<Entry> entry = tree.entry("");
      if (entry.filter(found -> found.kind() == Entry.Kind.FOLDER).isPresent()) {
        return new Root(tree, Optional.empty(), settings);
      }
      if (settings.kind() != CollectionKind.DIRECTORY) {
        if (entry.isPresent()) {
          return file(settings, trees);
        }
        Matcher parts = FOLDER_AND_GLOB.matcher(root.contains("/") ? root : "./" + root);
        boolean several = settings.kind() != CollectionKind.MANIFEST;
        if (several && root.matches("(?s).*[*?\\[{].*") && parts.matches()) {
          return glob(settings, parts.group(1), parts.group(2), trees);
        }
      }
    } catch (IOException e) {
      throw new UserError("collection.root: " + root + " cannot be reached: " + e.getMessage(), e);
    }
    throw missing(settings.kind() == CollectionKind.DIRECTORY ? "folder" : "folder or file", root);
  }

  private static Root file(CollectionSettings settings, Function<String, FileTree> trees) {
    String root = settings.root().replaceFirst("/+$", "");
    int slash = root.lastIndexOf('/');
    String folder = slash < 0 ? "." : root.substring(0, Math.max(1, slash));
    String name = root.substring(slash + 1);
    String asItIs = name.replaceAll("[*?\\[{}\\\\]", "\\\\$0");
    // What a manifest includes are the files that it names.
    CollectionSettings rest =
        settings.kind() == CollectionKind.MANIFEST ? settings : including(settings, asItIs);
    return new Root(trees.apply(folder), Optional.of(name), rest);
  }

  private static Root glob(
      CollectionSettings settings, String folder, String glob, Function<String, FileTree> trees)
      throws IOException {
    FileTree tree = trees.apply(folder.isEmpty() ? "/" : folder);
    if (!tree.exists()) {
      throw missing("folder", folder);
    }
    return new Root(tree, Optional.empty(), including(settings, glob));
  }

  private static CollectionSettings including(CollectionSettings settings, String glob) {
    if (!settings.include().equals(List.of("**"))) {
      throw new UserError(
          "collection.root: "
              + settings.root()
              + " says which files to take, and so does collection.include; give the folder as the"
              + " root, or leave include out");
    }
    return settings.including(List.of(glob));
  }

  private static UserError missing(String what, String root) {
    return new UserError(
        "collection.root: there is no "
            + what
            + " "
            + root
            + "; relative paths start at the working directory");
  }
}
