package io.bifocal.image;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.javacpp.Pointer;

/** Programs that do to a decoding process what hostile files may do to {@link DecodeMain}. */
final class FakeDecoders {
  private FakeDecoders() {}

  private static void awaitQuestion() throws IOException {
    DecodeWire.writeReady(new DataOutputStream(new FileOutputStream(FileDescriptor.out)));
    DecodeWire.readQuestion(new DataInputStream(new FileInputStream(FileDescriptor.in)));
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Writes where no memory is. */
  static final class Crashing {
    public static void main(String[] args) throws IOException {
      Natives.ensureLoaded();
      awaitQuestion();
      Pointer.memset(new Nowhere(), 0, 8);
    }
  }

  private static final class Nowhere extends Pointer {
    Nowhere() {
      address = 8;
    }
  }

  /** Never answers. */
  static final class Hanging {
    public static void main(String[] args) throws IOException, InterruptedException {
      awaitQuestion();
      hang();
    }
  }

  /** Takes 700 MB. */
  static final class Greedy {
    public static void main(String[] args) throws IOException, InterruptedException {
      awaitQuestion();
      ByteBuffer memory = ByteBuffer.allocateDirect(700 << 20);
      for (int i = 0; i < memory.capacity(); i += 4096) {
        memory.put(i, (byte) 1);
      }
      hang();
    }
  }

  /** Answers noise. */
  static final class Babbling {
    public static void main(String[] args) throws IOException, InterruptedException {
      awaitQuestion();
      byte[] noise = new byte[1000];
      new Random(1).nextBytes(noise);
      new FileOutputStream(FileDescriptor.out).write(noise);
      hang();
    }
  }

  /** Ends before it is ready. */
  static final class Stillborn {
    public static void main(String[] args) {}
  }

  /** Has a file decoded that takes ten seconds, and says who does it. */
  static final class Parent {
    public static void main(String[] args) throws RejectedException {
      DecodeProcess process = new DecodeProcess(DecodeProcessTest.JAVA, DecodeMain.class.getName());
      Thread naming =
          new Thread(
              () -> {
                while (process.started() == 0 || children().isEmpty()) {
                  Thread.onSpinWait();
                }
                System.out.println(children().get(0).pid());
              });
      byte[] bomb = ScanBomb.of(4000, 4000, 700);
      naming.start();
      process
          .decode(Decoder.DEFAULT, bomb, new Header(Format.JPEG, 4000, 4000, 1, 8, 1, 1))
          .close();
    }

    private static List<ProcessHandle> children() {
      return ProcessHandle.current().children().toList();
    }
  }
}
