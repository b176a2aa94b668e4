package io.bifocal.collection;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.Serializable;
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

  /** Opens a reader for one task. */
  ImageReader reader();

  /**
   * The collection that {@code settings} describe.
   *
   * @param index folder for what is found out once about containers and kept for later runs
   * @throws UserError if its root is not there
   */
  static ImageCollection of(CollectionSettings settings, SparkSession spark, String index) {
    FileTree tree = tree(settings.root(), spark);
    try {
      if (!tree.exists()) {
        throw new UserError(
            "collection.root: there is no folder "
                + settings.root()
                + "; relative paths start at the working directory");
      }
    } catch (IOException e) {
      throw new UserError(
          "collection.root: " + settings.root() + " cannot be reached: " + e.getMessage(), e);
    }
    PathRules rules = new PathRules(settings);
    return switch (settings.kind()) {
      case DIRECTORY -> new Directory(tree, rules);
      case WEBDATASET -> Webdataset.of(settings, tree, rules, shardIndex(spark, index));
      case PARQUET, MANIFEST ->
          throw new UserError("collection.kind: " + settings.kind() + " is not read yet");
    };
  }

  private static ShardIndex shardIndex(SparkSession spark, String folder) {
    return new ShardIndex(
        folder, new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  private static FileTree tree(String root, SparkSession spark) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
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
}
