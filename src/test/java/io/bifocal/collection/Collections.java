package io.bifocal.collection;

import io.bifocal.LocalSpark;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.Hocon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Collections for tests, and what is in them. */
final class Collections {
  private Collections() {}

  static ImageCollection of(Object root, String more) {
    try {
      Path index = Files.createTempDirectory("index");
      index.toFile().deleteOnExit();
      return of(root, more, index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param index what is kept of containers
   */
  static ImageCollection of(Object root, String more, Path index) {
    String text = "root = \"" + root + "\", " + more;
    Block block = new Block(Hocon.parse(text, "t").root(), "collection");
    return ImageCollection.of(
        Binder.bind(CollectionSettings.class, block), LocalSpark.session(), index.toString());
  }

  /** All rows, in the order of their paths. */
  static List<Row> rows(ImageCollection collection) {
    return collection.list(LocalSpark.session()).orderBy("path", "position").collectAsList();
  }

  /** All rows in short: path, label, split, group, attributes, and the reason of a refused one. */
  static List<String> shown(ImageCollection collection) {
    return rows(collection).stream().map(Collections::shown).toList();
  }

  static byte[] bytes(ImageReader reader, Row row) throws IOException {
    try (InputStream in = reader.open(Location.of(row))) {
      return in.readAllBytes();
    }
  }

  private static String shown(Row row) {
    String reason = row.getAs("problem_reason");
    return String.join(
            " ",
            row.<String>getAs("path"),
            Objects.toString(row.getAs("label"), "-"),
            Objects.toString(row.getAs("split"), "-"),
            Objects.toString(row.getAs("group"), "-"),
            new TreeMap<>(row.<String, String>getJavaMap(4)).toString())
        + (reason == null ? "" : " " + reason + ": " + row.getAs("problem"));
  }
}
