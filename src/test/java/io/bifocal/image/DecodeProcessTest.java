package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.DecodingSettings;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real processes: what comes out of them, and what they may do without harm to us. */
@Timeout(60)
class DecodeProcessTest {
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final byte[] FILE =
      Encoded.opencv(".png", Encoded.colorful(19, 13, BufferedImage.TYPE_3BYTE_BGR));
  private static final Decoder HASTY =
      new Decoder(DecodingSettings.DEFAULT, new Limits(1_000_000, 1_000_000, 1));

  private final Set<ProcessHandle> before = children();

  @Test
  void picturesAreTheSameAsInThisProcess() throws RejectedException, InterruptedException {
    try (DecodeProcess process = new DecodeProcess(JAVA, DecodeMain.class.getName())) {
      for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
        Header header = Probe.probe(kind.getValue(), Limits.DEFAULT);
        try (Mat there = process.decode(Decoder.DEFAULT, kind.getValue(), header);
            Mat here = Decoder.DEFAULT.pixels(kind.getValue(), header)) {
          assertEquals(here.type(), there.type(), kind.getKey());
          assertArrayEquals(samples(here), samples(there), kind.getKey());
        }
      }
      Header header = Probe.probe(FILE, Limits.DEFAULT);
      Header wrong = new Header(Format.PNG, 19, 14, 3, 8, 1, 1);
      RejectedException there =
          assertThrows(RejectedException.class, () -> process.decode(Decoder.DEFAULT, FILE, wrong));
      RejectedException here =
          assertThrows(RejectedException.class, () -> Decoder.DEFAULT.pixels(FILE, wrong));
      assertEquals(here.reason(), there.reason());
      assertEquals(here.getMessage(), there.getMessage());
      assertEquals(1, process.started());

      // An idle process that was killed is replaced, and nobody notices.
      onlyChild().destroyForcibly();
      process.decode(Decoder.DEFAULT, FILE, header).close();
      assertEquals(2, process.started());
    }
  }

  @Test
  void aCrashCostsOneFile() {
    RejectedException e = rejected(FakeDecoders.Crashing.class, Decoder.DEFAULT);
    assertEquals(Reason.CORRUPT, e.reason());
    assertEquals("the decoder crashed on it: its process ended with exit code 1", e.getMessage());
    assertFalse(
        new File(".").list((folder, name) -> name.matches("(hs_err|core|replay_pid).*")).length
            > 0);
  }

  @Test
  void aHangIsEnded() {
    RejectedException e =
        assertTimeout(Duration.ofSeconds(10), () -> rejected(FakeDecoders.Hanging.class, HASTY));
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertEquals("decoding takes longer than limits.max-seconds = 1", e.getMessage());
  }

  @Test
  void aSlowFileIsEnded() throws RejectedException {
    byte[] bomb = ScanBomb.of(4000, 4000, 150);
    Header header = new Header(Format.JPEG, 4000, 4000, 1, 8, 1, 1);
    try (DecodeProcess process = new DecodeProcess(JAVA, DecodeMain.class.getName())) {
      RejectedException e =
          assertThrows(RejectedException.class, () -> process.decode(HASTY, bomb, header));
      assertEquals("decoding takes longer than limits.max-seconds = 1", e.getMessage());
      process.decode(Decoder.DEFAULT, FILE, Probe.probe(FILE, Limits.DEFAULT)).close();
      assertEquals(2, process.started());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFloodOfMemoryIsEnded() {
    Decoder patient = new Decoder(DecodingSettings.DEFAULT, new Limits(1_000_000, 1_000_000, 30));
    RejectedException e = rejected(FakeDecoders.Greedy.class, patient);
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertEquals("decoding takes more than 527 MB of memory", e.getMessage());
  }

  @Test
  void noiseIsNoAnswer() {
    RejectedException e = rejected(FakeDecoders.Babbling.class, Decoder.DEFAULT);
    assertEquals(Reason.CORRUPT, e.reason());
    assertTrue(e.getMessage().endsWith("gave no valid answer"), e.getMessage());
  }

  @Test
  void aProcessThatDoesNotStartIsAFailureOfItsOwn() throws RejectedException {
    Header header = Probe.probe(FILE, Limits.DEFAULT);
    try (DecodeProcess none = new DecodeProcess(Path.of("no", "java"), "Main");
        DecodeProcess stillborn = new DecodeProcess(JAVA, FakeDecoders.Stillborn.class.getName())) {
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> none.decode(Decoder.DEFAULT, FILE, header));
      assertTrue(e.getMessage().contains("cannot be started"), e.getMessage());
      e =
          assertThrows(
              IllegalStateException.class, () -> stillborn.decode(Decoder.DEFAULT, FILE, header));
      assertTrue(e.getMessage().contains("does not get ready"), e.getMessage());
    }
  }

  @Test
  void anInterruptEndsTheProcessAndIsPassedOn() throws Exception {
    Header header = Probe.probe(FILE, Limits.DEFAULT);
    try (DecodeProcess process = new DecodeProcess(JAVA, FakeDecoders.Hanging.class.getName())) {
      boolean[] seen = new boolean[1];
      Thread task =
          new Thread(
              () -> {
                assertThrows(
                    CancellationException.class,
                    () -> process.decode(Decoder.DEFAULT, FILE, header));
                seen[0] = Thread.currentThread().isInterrupted();
              });
      task.start();
      ProcessHandle child = onlyChild();
      task.interrupt();
      task.join(10_000);
      assertTrue(seen[0]);
      child.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void itDiesWithItsParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeDecoders.Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      Thread.sleep(1500); // Decoding has begun, and goes on for many times as long.
      assertTrue(child.isAlive());
      parent.destroyForcibly().waitFor();
      while (isRunning(child)) {
        Thread.sleep(50);
      }
    }
  }

  /** An orphan that has ended may stay a zombie where nobody reaps it. */
  private static boolean isRunning(ProcessHandle process) throws IOException {
    Path stat = Path.of("/proc/" + process.pid() + "/stat");
    return process.isAlive()
        && !(Files.exists(stat) && Files.readString(stat).matches("(?s).*\\) Z .*"));
  }

  private static RejectedException rejected(Class<?> main, Decoder decoder) {
    try (DecodeProcess process = new DecodeProcess(JAVA, main.getName())) {
      return assertThrows(
          RejectedException.class,
          () -> process.decode(decoder, FILE, Probe.probe(FILE, Limits.DEFAULT)));
    }
  }

  /** The process that this test started; others may have left theirs. */
  private ProcessHandle onlyChild() throws InterruptedException {
    while (true) {
      Set<ProcessHandle> children = children();
      children.removeAll(before);
      if (!children.isEmpty()) {
        return children.iterator().next();
      }
      Thread.sleep(20);
    }
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static byte[] samples(Mat mat) {
    byte[] samples = new byte[(int) (mat.total() * mat.channels())];
    mat.data().get(samples);
    return samples;
  }
}
