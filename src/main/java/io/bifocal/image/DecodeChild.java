package io.bifocal.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One running process that decodes, and the pipes to it. It is killed when it takes too long or too
 * much memory, or when the thread that waits for it is interrupted; after any failure it is of no
 * more use. For one thread at a time.
 */
final class DecodeChild implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final long START_SECONDS = 60;
  private static final long LOOK_MILLIS = 100;
  // Sixteen bits of four channels, their eight bits, and those once more while they are laid on
  // white; and what a JVM and the encoded bytes take.
  private static final int BYTES_PER_PIXEL = 16;
  private static final long BESIDE = 512L << 20;

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final ExecutorService pipes;

  private DecodeChild(Process process) {
    this.process = process;
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    pipes =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "pipes to decoder " + process.pid());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @throws IllegalStateException if it does not start, or not in time
   */
  static DecodeChild start(Path java, String main) {
    DecodeChild child;
    try {
      child = new DecodeChild(DecodeCommand.start(java, main));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the process that decodes suspicious files cannot be started: " + e.getMessage(), e);
    }
    boolean ready = false;
    try {
      Future<?> greeting =
          child.pipes.submit(
              () -> {
                DecodeWire.readReady(child.in);
                return null;
              });
      greeting.get(START_SECONDS, TimeUnit.SECONDS);
      ready = true;
      return child;
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the process that decodes suspicious files does not get ready; it was started by " + java,
          e);
    } finally {
      if (!ready) {
        child.close();
      }
    }
  }

  /** Whether it takes files; a killed process is there for a moment longer. */
  boolean isAlive() {
    return !pipes.isShutdown() && process.isAlive();
  }

  long residentBytes() {
    return ResidentMemory.of(process.pid());
  }

  /**
   * Has a file decoded.
   *
   * @return its pixels; the caller closes them
   * @throws RejectedException the decoder's, or UNSUPPORTED if it took too long or too much
   * @throws IOException if the process ended without an answer, or gave none that is valid; the
   *     message says how it ended
   * @throws CancellationException if the thread was interrupted; it stays interrupted
   */
  Mat decode(DecodeWire.Question question) throws RejectedException, IOException {
    Future<Mat> answer = pipes.submit(exchange(question));
    Limits limits = question.decoder().limits();
    long most = BESIDE + BYTES_PER_PIXEL * limits.maxPixels();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.maxSeconds());
    try {
      while (true) {
        try {
          return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() > deadline) {
            throw RejectedException.unsupported(
                "decoding takes longer than limits.max-seconds = " + limits.maxSeconds());
          }
          if (residentBytes() > most) {
            throw RejectedException.unsupported(
                "decoding takes more than " + (most >> 20) + " MB of memory");
          }
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RejectedException rejection) {
        throw rejection;
      }
      throw new IOException(ending(), e.getCause());
    } finally {
      if (!answer.isDone()) {
        close();
        discard(answer);
      }
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly();
    pipes.shutdown();
  }

  private Callable<Mat> exchange(DecodeWire.Question question) {
    return () -> {
      try {
        DecodeWire.write(out, question);
      } catch (IOException e) {
        // It may have answered and ended before it had read all.
        return DecodeWire.readAnswer(in, question.header());
      }
      return DecodeWire.readAnswer(in, question.header());
    };
  }

  /** How it ended; one that still runs has said something that is no answer, and is killed. */
  private String ending() throws IOException {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return "gave no valid answer";
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    int code = process.exitValue();
    return code > 128 ? "ended by signal " + (code - 128) : "ended with exit code " + code;
  }

  private static void discard(Future<Mat> answer) {
    try {
      answer.get(1, TimeUnit.SECONDS).close();
    } catch (ExecutionException | TimeoutException e) {
      // There are no pixels to free.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while a file was decoded");
  }
}
