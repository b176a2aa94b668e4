package io.bifocal.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The process that decodes suspicious files: reads questions from standard input and answers on
 * standard output. The program ends when its input does, also in the middle of decoding, so that it
 * never outlives who started it.
 */
final class DecodeMain {
  private static final int BUFFER = 1 << 16;

  private final DataOutputStream out;
  private final BlockingQueue<DecodeWire.Question> questions = new LinkedBlockingQueue<>();

  private DecodeMain(DataOutputStream out) {
    this.out = out;
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
    // Whatever a library prints must not stand among the answers.
    System.setOut(System.err);
    Natives.ensureLoaded();
    DecodeMain main = new DecodeMain(out);
    // The process does not wait for a daemon: it ends with the thread that reads.
    Thread decoding = new Thread(main::answer, "decoding");
    decoding.setDaemon(true);
    decoding.start();
    DecodeWire.writeReady(out);
    try {
      while (true) {
        main.questions.add(DecodeWire.readQuestion(in));
      }
    } catch (EOFException e) {
      return;
    }
  }

  private void answer() {
    try {
      while (true) {
        answer(questions.take());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(DecodeWire.Question question) throws IOException {
    try (Mat pixels = question.decoder().pixels(question.bytes(), question.header())) {
      DecodeWire.write(out, pixels);
    } catch (RejectedException e) {
      DecodeWire.write(out, e);
    } catch (OutOfMemoryError e) {
      DecodeWire.write(
          out, RejectedException.unsupported("decoding takes more memory than its process has"));
    }
  }
}
