package io.bifocal.collection;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.LabelRule;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The images that a run looks at: what there is, and how to read it. */
public interface ImageCollection extends Serializable {

  /** Where the collection lies, in full. */
  String root();

  /**
   * Lists the whole collection, distributed; every file has its row, whatever its name. Each action
   * on the result lists anew.
   *
   * @return columns of {@link Listing#SCHEMA}
   */
  Dataset<Row> list(SparkSession spark);

  /** Whether images lie in containers, so that a path alone does not say where its bytes are. */
  boolean isPacked();

  /**
   * Whether the listing goes through what lies at {@code path}, relative to the root: nothing that
   * is not of the collection may be put there.
   */
  boolean mayList(String path);

  /** Opens a reader for one task. */
  ImageReader reader();

  /**
   * The collection that {@code settings} describe.
   *
   * @param index folder for what is found out once about containers and kept for later runs
   * @throws UserError if its root is not there
   */
  static ImageCollection of(CollectionSettings settings, SparkSession spark, String index) {
    Function<String, FileTree> trees = folder -> tree(folder, spark);
    Root root = Root.of(settings, trees);
    PathRules rules = new PathRules(root.settings());
    KeptLines kept = new KeptLines(index, hadoop(spark));
    return switch (settings.kind()) {
      case DIRECTORY -> directory(root, trees);
      case MANIFEST ->
          new Manifest(
              new Places(root.tree(), hadoop(spark)),
              rules,
              ManifestTable.of(ManifestFile.of(root, trees), settings));
      case PARQUET ->
          new ParquetTables(
              root.tree(),
              rules,
              TableFacts.of(settings, settings.columns().image()),
              NamedFiles.of(root.settings().include()),
              new RowGroupIndex(kept));
      case WEBDATASET -> Webdataset.of(root.settings(), root.tree(), rules, new ShardIndex(kept));
    };
  }

  private static ImageCollection directory(Root root, Function<String, FileTree> trees) {
    CollectionSettings settings = root.settings();
    Optional<ManifestTable> table =
        settings
            .manifest()
            .map(path -> ManifestTable.of(ManifestFile.named(path, root, trees), settings));
    // Where a table has labels, a file that it does not name has none: its folder is no class then.
    boolean labelled = table.filter(ManifestTable::hasLabels).isPresent();
    PathRules rules = new PathRules(settings, labelled ? LabelRule.COLUMN : settings.labelRule());
    ImageCollection files = new Directory(root.tree(), rules);
    if (settings.label().filter(LabelRule.SIDECAR::equals).isPresent()) {
      Sidecars sidecars = new Sidecars(settings.labelField());
      files = new DirectoryWithSidecars(files, root.tree(), rules, sidecars);
    }
    return table.isEmpty() ? files : new DirectoryWithManifest(files, rules, table.get());
  }

  private static FileTree tree(String root, SparkSession spark) {
    SerializableConfiguration hadoop = hadoop(spark);
    try {
      // A path without a scheme may hold colons, which Hadoop's paths cannot: it is local unless
      // the default is elsewhere.
      boolean hasScheme = root.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*");
      boolean local =
          hasScheme
              ? root.startsWith("file:/")
              : FileSystem.getDefaultUri(hadoop.value()).getScheme().equals("file");
      if (local) {
        java.nio.file.Path path =
            hasScheme
                ? java.nio.file.Path.of(root.replaceFirst("^file:/+", "/"))
                : java.nio.file.Path.of(root);
        return new LocalTree(path.toAbsolutePath().normalize().toString());
      }
      Path path = new Path(root);
      return new HadoopTree(
          path.getFileSystem(hadoop.value()).makeQualified(path).toString(), hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("collection.root: " + root + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private static SerializableConfiguration hadoop(SparkSession spark) {
    return new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
  }
}
