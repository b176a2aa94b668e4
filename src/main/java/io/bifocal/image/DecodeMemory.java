package io.bifocal.image;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The memory that huge pictures may take together in this JVM. Ordinary pictures pass freely; a
 * large one waits until there is room for it, and has room while there is no other, so that several
 * tasks that come upon huge files at once decode them one after another.
 *
 * <p>Thread-safe. A thread that holds a share is given every further one at once, so that it never
 * waits for itself.
 */
final class DecodeMemory {
  /** Half the heap, which is sized for the number of tasks; a small heap leaves a gigabyte. */
  static final DecodeMemory SHARED =
      new DecodeMemory(Math.max(1L << 30, Runtime.getRuntime().maxMemory() / 2));

  // A photograph of ten megapixels.
  private static final long LARGE = 64L << 20;

  private final long total;
  private final Set<Thread> holders = new HashSet<>();
  private long taken;

  DecodeMemory(long total) {
    this.total = total;
  }

  /**
   * The bytes that decoding needs at its worst moment, roughly: the samples as stored, and once
   * more as 8 bits for every step that copies them.
   */
  static long estimate(Header header) {
    long samples = (long) header.width() * header.height() * header.channels();
    boolean alpha = header.channels() % 2 == 0;
    return samples * (Math.max(1, header.depth() / 8) + (alpha ? 2 : 1));
  }

  /**
   * Waits until {@code bytes} may be taken.
   *
   * @throws CancellationException if the thread is interrupted; it stays interrupted
   */
  synchronized Share take(long bytes) {
    if (bytes <= LARGE || holders.contains(Thread.currentThread())) {
      return Share.NONE;
    }
    while (taken > 0 && bytes > total - taken) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for memory to decode in");
      }
    }
    holders.add(Thread.currentThread());
    taken += bytes;
    return new Share(this, Thread.currentThread(), bytes);
  }

  private synchronized void giveBack(Share share) {
    if (holders.remove(share.holder)) {
      taken -= share.bytes;
      notifyAll();
    }
  }

  /** A part of the memory; closing it twice does no harm. */
  static final class Share implements AutoCloseable {
    static final Share NONE = new Share(null, null, 0);

    private final DecodeMemory memory;
    private final Thread holder;
    private final long bytes;
    private boolean closed;

    private Share(DecodeMemory memory, Thread holder, long bytes) {
      this.memory = memory;
      this.holder = holder;
      this.bytes = bytes;
    }

    @Override
    public void close() {
      if (memory != null && !closed) {
        closed = true;
        memory.giveBack(this);
      }
    }
  }
}
