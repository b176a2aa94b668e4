package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds files by what a manifest calls them: relative to the root of the collection, in full, or by
 * a URI of any file system. Nothing in them is decoded but the escapes of {@link FileNames}.
 */
record Places(FileTree root, SerializableConfiguration hadoop) implements Serializable {
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:(?://[^/]*)?)/(.*)", Pattern.DOTALL);

  /** A path inside of the root that is given in full, as it is called relative to the root. */
  String relative(String path) {
    String below = root.root() + "/";
    return path.startsWith(below) ? path.substring(below.length()) : path;
  }

  Optional<Entry> entry(String path) throws IOException {
    Place place = place(path);
    return place.tree().entry(place.path());
  }

  InputStream open(String path) throws IOException {
    Place place = place(path);
    return place.tree().open(place.path());
  }

  private record Place(FileTree tree, String path) {}

  private Place place(String path) {
    Matcher uri = URI.matcher(path);
    if (uri.matches()) {
      return uri.group(1).startsWith("file:")
          ? new Place(new LocalTree("/"), uri.group(2))
          : new Place(new HadoopTree(uri.group(1), hadoop), uri.group(2));
    }
    if (!path.startsWith("/")) {
      return new Place(root, path);
    }
    Matcher elsewhere = URI.matcher(root.root());
    return elsewhere.matches()
        ? new Place(new HadoopTree(elsewhere.group(1), hadoop), path.substring(1))
        : new Place(new LocalTree("/"), path.substring(1));
  }
}
