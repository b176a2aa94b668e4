package io.bifocal.pipeline;

import io.bifocal.collection.ImageReader;
import io.bifocal.collection.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Fetches the bytes of the next files while the task computes, in order, bounded in number and in
 * bytes.
 *
 * @param <T> what is known of a file
 */
final class ReadAhead<T> implements Iterator<ReadAhead.Fetched<T>>, AutoCloseable {
  private static final int MOST_FILES = 32;
  private static final int CLOSING_SECONDS = 10;
  private static final long MOST_BYTES = 64L << 20;

  private final ImageReader reader;
  private final Iterator<T> files;
  private final Function<T, Location> location;
  private final long limit;
  private final StageClock clock;
  private final ExecutorService readers;
  private final Queue<Pending<T>> pending = new ArrayDeque<>();
  private long pendingBytes;

  /** Reads without anybody who wants to know what it takes. */
  ReadAhead(ImageReader reader, Iterator<T> files, Function<T, Location> location, long limit) {
    this(reader, files, location, limit, new StageClock());
  }

  /**
   * @param reader closed with this
   * @param location where a file is; null for one that is not to be opened
   * @param limit bytes at most; of a longer file only {@code limit + 1} bytes are read
   * @param clock takes the time of reading
   */
  ReadAhead(
      ImageReader reader,
      Iterator<T> files,
      Function<T, Location> location,
      long limit,
      StageClock clock) {
    this.reader = reader;
    this.files = files;
    this.location = location;
    this.limit = limit;
    this.clock = clock;
    this.readers =
        Executors.newFixedThreadPool(
            reader.concurrency(),
            task -> {
              Thread thread = new Thread(task, "read-ahead");
              thread.setDaemon(true);
              return thread;
            });
    fill();
  }

  /**
   * A file and what reading it gave.
   *
   * @param bytes its content, null after a failure and for a file that was not to be opened
   * @param failure why it could not be read, null otherwise
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one image.
  record Fetched<T>(T file, byte[] bytes, IOException failure) {}

  private record Pending<T>(long bytes, CompletableFuture<Fetched<T>> result) {}

  @Override
  public boolean hasNext() {
    return !pending.isEmpty();
  }

  @Override
  public Fetched<T> next() {
    Pending<T> head = pending.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    try {
      return head.result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pendingBytes -= head.bytes();
      fill();
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
    try {
      // A reader is not closed under a thread that reads; daemons that hang are left behind.
      if (!readers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }

  private void fill() {
    while (files.hasNext()
        && pending.size() < MOST_FILES
        && (pending.isEmpty() || pendingBytes < MOST_BYTES)) {
      T file = files.next();
      Location at = location.apply(file);
      long bytes = at == null ? 0 : at.bytes();
      pendingBytes += bytes;
      pending.add(
          new Pending<>(
              bytes,
              CompletableFuture.supplyAsync(
                  () -> clock.time(Stage.READ, () -> fetch(file, at)), readers)));
    }
  }

  private Fetched<T> fetch(T file, Location at) {
    if (at == null) {
      return new Fetched<>(file, null, null);
    }
    try (InputStream in = reader.open(at)) {
      return new Fetched<>(file, read(in, at.bytes()), null);
    } catch (IOException e) {
      return new Fetched<>(file, null, e);
    } catch (RuntimeException e) {
      // Some file systems throw what they like; a file that cannot be had is a fact about that
      // file.
      return new Fetched<>(file, null, new IOException(e.toString(), e));
    }
  }

  /**
   * Reads all of it into an array that fits at once if the file is as long as it was said to be.
   */
  private byte[] read(InputStream in, long expected) throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(expected, limit + 1));
    if (bytes.length < expected || bytes.length > limit) {
      return bytes;
    }
    int more = in.read();
    if (more < 0) {
      return bytes;
    }
    byte[] rest = in.readNBytes((int) (limit - bytes.length));
    byte[] all = Arrays.copyOf(bytes, bytes.length + 1 + rest.length);
    all[bytes.length] = (byte) more;
    System.arraycopy(rest, 0, all, bytes.length + 1, rest.length);
    return all;
  }
}
