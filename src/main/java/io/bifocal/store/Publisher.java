package io.bifocal.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Puts files under their final names, whole or not at all, by what the file system guarantees.
 *
 * <p>There are two kinds. On a <em>file system</em> (local, HDFS, ABFS) a file is there from its
 * creation on, with what has been written so far, and a rename is one atomic step. In an <em>object
 * store</em> (S3, GCS) a file is there when it was closed, whole, and a rename is a copy, which is
 * atomic, and then a deletion, which may fail for itself.
 *
 * <p>A file system counts as an object store if it says that its streams can be aborted, so that no
 * file appears, or by its scheme. Any other counts as a file system.
 */
final class Publisher {
  /** Object stores whose connectors do not say so: Google's, and the one that EMR brings. */
  private static final Set<String> OBJECT_STORES = Set.of("gs", "s3");

  /** An option of S3A from Hadoop 3.4.2 on: the store itself refuses to replace a file. */
  private static final String ONLY_IF_NONE = "fs.option.create.conditional.overwrite";

  /**
   * Longer than it takes to look whether there is a file and, finding none, to put a small one
   * there.
   */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final FileSystem files;

  Publisher(FileSystem files) {
    this.files = files;
  }

  /**
   * Moves a whole file to its final name, at which nobody ever reads a part of it. To publish what
   * is published already is no error. If it throws, {@code from} is still there.
   *
   * @param to a name that no other file has
   */
  void publish(Path from, Path to) throws IOException {
    boolean objectStore = isObjectStore(to);
    if (!objectStore) {
      files.mkdirs(to.getParent());
    }
    Optional<IOException> failure = rename(from, to);
    if (failure.isPresent() && objectStore && !isPublished(from, to)) {
      // Some want the folder to be there; and what an earlier attempt left may be in the way.
      files.mkdirs(to.getParent());
      files.delete(to, false);
      failure = rename(from, to);
    }
    if (failure.isPresent() && !isPublished(from, to)) {
      throw new IOException(
          from + " cannot be renamed to " + to + ": " + failure.get().getMessage(), failure.get());
    }
  }

  /** Writes a small file at once, so that nobody ever reads half of it; replaces what is there. */
  void write(Path file, byte[] content) throws IOException {
    if (isObjectStore(file)) {
      put(file, files.create(file, true), content);
      return;
    }
    Path draft = new Path(file.getParent(), "_" + file.getName());
    try (OutputStream out = files.create(draft, true)) {
      out.write(content);
    }
    publish(draft, file);
  }

  /**
   * Creates a small file where there is none. Of several who do so at the same time one succeeds.
   * Where the file system looks first and writes later, more than one may be told so, but only the
   * last of them finds its own content in the file when this returns.
   *
   * @return false if there is a file of that name
   */
  boolean create(Path file, byte[] content) throws IOException {
    if (file.toUri().getScheme().equals("file")) {
      return createLocally(file, content);
    }
    boolean onlyIfNone = files.hasPathCapability(file, ONLY_IF_NONE);
    try {
      put(file, onlyIfNone ? conditional(file) : files.create(file, false), content);
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException e) {
      if (!onlyIfNone) {
        throw e;
      }
      if (files.exists(file)) {
        return false;
      }
      throw new IOException(
          e.getMessage()
              + "; if this store knows no conditional writes, set fs.s3a.create.conditional.enabled to false",
          e);
    }
    if (!onlyIfNone && isObjectStore(file)) {
      pause();
    }
    return true;
  }

  /** Whether files appear when they are closed, and renaming copies. */
  private boolean isObjectStore(Path file) throws IOException {
    return files.hasPathCapability(file, StreamCapabilities.ABORTABLE_STREAM)
        || OBJECT_STORES.contains(files.getUri().getScheme());
  }

  /** Why it did not happen; empty if it did. */
  private Optional<IOException> rename(Path from, Path to) {
    try {
      if (files.rename(from, to)) {
        return Optional.empty();
      }
      return Optional.of(
          new IOException(files.exists(to) ? "that name is taken" : "the file system refuses it"));
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /**
   * Whether a rename that failed has done what matters. Who copies deletes last: where the source
   * is gone, the target is whole. Where both are there, an object store has copied, and only the
   * deletion failed; the source lies in working space, which is cleared in any case.
   */
  private boolean isPublished(Path from, Path to) throws IOException {
    Optional<FileStatus> target = status(to);
    if (target.isEmpty()) {
      return false;
    }
    Optional<FileStatus> source = status(from);
    return source.isEmpty()
        || (isObjectStore(to) && source.get().getLen() == target.get().getLen());
  }

  private Optional<FileStatus> status(Path file) throws IOException {
    try {
      return Optional.of(files.getFileStatus(file));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  private FSDataOutputStream conditional(Path file) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
    builder.recursive();
    builder.overwrite(true);
    builder.must(ONLY_IF_NONE, true);
    return builder.build();
  }

  /**
   * Writes and closes; in an object store, where closing makes the file appear, only if all of it
   * was written.
   */
  private void put(Path file, FSDataOutputStream out, byte[] content) throws IOException {
    try {
      out.write(content);
    } catch (IOException e) {
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      } else if (!isObjectStore(file)) {
        out.close();
      }
      throw e;
    }
    out.close();
  }

  /**
   * Hadoop's local file system looks first and creates later; the operating system does both in one
   * step.
   */
  private static boolean createLocally(Path file, byte[] content) throws IOException {
    java.nio.file.Path local = java.nio.file.Path.of(file.toUri());
    Files.createDirectories(local.getParent());
    try {
      Files.write(local, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException taken) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SETTLED.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
