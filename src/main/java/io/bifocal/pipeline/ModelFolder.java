package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.ModelZooFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model's folder, or an archive of it, on any file system that Hadoop knows, HTTP among them, or
 * in DJL's model zoo.
 */
public final class ModelFolder {
  private ModelFolder() {}

  /**
   * The files of the model in {@code folder}.
   *
   * @param key what names the folder, for errors: a key of the configuration or a parameter
   * @param folder a local path, which may be relative to the working directory, or a URI, of a
   *     folder or an archive (.zip, .tar, .tar.gz, .tgz); or {@code djl://group/artifact}
   * @param hadoop its file systems and their credentials
   * @throws UserError if there is no such folder, it cannot be reached, or what is in it is no
   *     model
   */
  public static ModelFiles read(String key, String folder, Configuration hadoop) {
    return read(key, folder, hadoop, ModelFiles::of);
  }

  /**
   * What {@code reader} makes of {@code folder}.
   *
   * @param reader takes the folder's name and what gives its files
   * @throws UserError as the other, or as {@code reader} does
   */
  public static <T> T read(
      String key,
      String folder,
      Configuration hadoop,
      BiFunction<String, ModelFiles.Source, T> reader) {
    try {
      if (ModelZooFolder.isNamed(folder)) {
        return reader.apply(folder, ModelZooFolder.open(folder));
      }
      Path path = new Path(folder);
      FileSystem system = path.getFileSystem(hadoop);
      if (!system.exists(path)) {
        throw missing(key, folder);
      }
      if (ModelArchive.isNamed(folder) && !system.getFileStatus(path).isDirectory()) {
        try (InputStream bytes = system.open(path)) {
          return reader.apply(ModelArchive.bare(folder), ModelArchive.read(folder, bytes));
        }
      }
      return reader.apply(folder, name -> read(system, new Path(path, name)));
    } catch (FileNotFoundException e) {
      throw missing(key, folder);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(key + ": " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static UserError missing(String key, String folder) {
    return new UserError(
        key + ": there is no folder " + folder + "; relative paths start at the working directory");
  }

  private static Optional<byte[]> read(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }
}
