package io.bifocal.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes suspicious files in one other process, started when the first of them comes and again
 * when it has died, so that a crash, a hang or a flood of memory costs one file. Threads wait for
 * each other.
 *
 * <p>Thread-safe. The process ends with this one, however this one ends.
 */
final class DecodeProcess implements AutoCloseable {
  static final DecodeProcess SHARED =
      new DecodeProcess(
          Path.of(System.getProperty("java.home"), "bin", "java"), DecodeMain.class.getName());

  // What a file leaves behind must not count against the next one.
  private static final long MOST_KEPT = 384L << 20;

  private final Path java;
  private final String main;
  private final ReentrantLock turn = new ReentrantLock(true);
  private DecodeChild child;
  private final AtomicInteger started = new AtomicInteger();

  DecodeProcess(Path java, String main) {
    this.java = java;
    this.main = main;
  }

  /**
   * Decodes one file as {@link Decoder#pixels} does.
   *
   * @return CV_8UC1 or CV_8UC3 of the header's size; the caller closes it
   * @throws RejectedException the decoder's; UNSUPPORTED if it takes longer than {@link
   *     Limits#maxSeconds} or too much memory; CORRUPT if it crashes
   * @throws CancellationException if the thread is interrupted; it stays interrupted
   * @throws IllegalStateException if no process can be started
   */
  Mat decode(Decoder decoder, byte[] bytes, Header header) throws RejectedException {
    DecodeWire.Question question = new DecodeWire.Question(decoder, header, bytes);
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting to decode");
    }
    try {
      return decode(question);
    } catch (IOException e) {
      throw RejectedException.corrupt("the decoder crashed on it: its process " + e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  /** How many processes there have been. */
  int started() {
    return started.get();
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }

  /** A process may be killed for what is not the file's fault; so it has a second try. */
  private Mat decode(DecodeWire.Question question) throws RejectedException, IOException {
    try {
      return attempt(question);
    } catch (IOException e) {
      return attempt(question);
    }
  }

  private Mat attempt(DecodeWire.Question question) throws RejectedException, IOException {
    if (child == null || !child.isAlive()) {
      close();
      started.incrementAndGet();
      child = DecodeChild.start(java, main);
    }
    boolean usable = false;
    try {
      Mat pixels = child.decode(question);
      usable = true;
      return pixels;
    } catch (RejectedException e) {
      usable = child.isAlive();
      throw e;
    } finally {
      if (!usable || child.residentBytes() > MOST_KEPT) {
        close();
      }
    }
  }
}
