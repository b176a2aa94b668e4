package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * A model's folder in an archive (.zip, .tar, .tar.gz, .tgz), in memory: as it is, or as the only
 * folder in it.
 */
final class ModelArchive implements ModelFiles.Source {
  /** What fits into an array, and so what a network may have. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  /** Beside the only folder they would hide it. */
  private static final String LEFT_BY_MACOS = "__MACOSX/.*|(.*/)?(\\._[^/]*|\\.DS_Store)";

  private final Map<String, byte[]> files = new HashMap<>();

  private ModelArchive() {}

  /** Whether a file of that name is such an archive. */
  static boolean isNamed(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(zip|tar|tar\\.gz|tgz)");
  }

  /** The name without what says that it is an archive. */
  static String bare(String name) {
    return name.replaceFirst("(?i)\\.(zip|tar|tar\\.gz|tgz)$", "");
  }

  /**
   * Reads an archive to its end.
   *
   * @param name says of what kind it is
   * @throws UserError if it holds more than 2 GiB
   * @throws IOException if it is none, or damaged
   */
  static ModelArchive read(String name, InputStream bytes) throws IOException {
    ModelArchive archive = new ModelArchive();
    try (ArchiveInputStream<?> entries =
        opened(name.toLowerCase(Locale.ROOT), new BufferedInputStream(bytes))) {
      long left = MOST_BYTES;
      for (ArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        String path = entry.getName().replaceFirst("^(\\./)+", "");
        if (!entry.isDirectory() && !path.matches(LEFT_BY_MACOS)) {
          byte[] content = entries.readNBytes((int) left);
          left -= content.length;
          if (left == 0) {
            throw new UserError(name + " holds more than 2 GiB; unpack it, and name the folder");
          }
          archive.files.put(path, content);
        }
      }
    }
    if (archive.files.isEmpty()) {
      throw new IOException("there is no file in it");
    }
    return archive;
  }

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(files.get(prefix() + name));
  }

  /** The folder that all files are in, if there is one. */
  private String prefix() {
    String first = files.keySet().iterator().next();
    int end = first.indexOf('/') + 1;
    String folder = first.substring(0, end);
    return files.keySet().stream().allMatch(name -> name.startsWith(folder)) ? folder : "";
  }

  private static ArchiveInputStream<?> opened(String name, InputStream bytes) throws IOException {
    if (name.endsWith(".zip")) {
      return new ZipArchiveInputStream(bytes);
    }
    return new TarArchiveInputStream(name.endsWith(".tar") ? bytes : new GZIPInputStream(bytes));
  }
}
