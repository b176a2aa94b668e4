package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import io.bifocal.conf.BatchSize;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network takes nothing but its memory: no connection, no file, no more memory with time. */
class FootprintTest {

  @Test
  void aJvmConnectsNowhereLeavesNoFileAndDoesNotGrow(@TempDir Path temporary) throws Exception {
    String cache =
        System.getProperty(
            "org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + temporary,
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                // Of a length that the engine's telemetry does not survive.
                "-Dlong=" + "x".repeat(30_000),
                "-cp",
                System.getProperty("java.class.path"),
                FootprintTest.class.getName())
            .redirectErrorStream(true);
    command.environment().put("HOME", temporary.toString());
    command.environment().remove("ORT_DISABLE_TELEMETRY");
    Process jvm = command.start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, jvm.waitFor(), output);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
    assertTrue(output.contains("offline=true optOut=true"), output);
    long growth = Long.parseLong(output.replaceFirst("(?s).*growth=(-?\\d+).*", "$1"));
    // A leak of one tensor a run would be 470 MiB.
    assertTrue(growth < 32 << 20, output);
  }

  /**
   * Every array that DJL counts is freed with its run, and every native pointer with its worker.
   */
  @Test
  void nothingIsLeftOfARun() throws Exception {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    ModelInput input = files.card().input();
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(input.values() * Float.BYTES).order(ByteOrder.nativeOrder());
    try (Model model = ModelLoader.load(files, 1, ComputeDevice.CPU);
        Forward forward = new Forward(model, "input", files.card())) {
      for (int i = 0; i < 300; i++) {
        int outputs =
            forward.run(tensor.asFloatBuffer(), 1, (place, all) -> all.tensors().size()).get(0);
        assertEquals(2, outputs);
        assertEquals(List.of(), model.getNDManager().getManagedArrays());
      }
    }
    try (Network network = Network.load(files, 1)) {
      runs(network, 1);
      long before = Pointer.totalBytes();
      runs(network, 300);
      assertEquals(before, Pointer.totalBytes());
    }
  }

  /** Loads and runs a network in a JVM of its own and says what that took. */
  public static void main(String[] arguments) throws IOException {
    ProxySelector.setDefault(new NoConnection());
    try (Network network = Network.load(ModelFiles.read(Quickstart.EMOJI), 2)) {
      runs(network, 2_000);
      long before = residentBytes();
      runs(network, 10_000);
      System.out.printf(
          "offline=%s optOut=%s growth=%d%n",
          System.getProperty("ai.djl.offline"),
          System.getProperty("OPT_OUT_TRACKING"),
          residentBytes() - before);
    }
  }

  private static void runs(Network network, int count) {
    try (Picture picture = Quickstart.picture("animal/google_1f40d.png")) {
      for (int i = 0; i < count; i += 100) {
        try (Network.Worker worker = network.open(new BatchSize(16))) {
          for (int j = i; j < Math.min(count, i + 100); j++) {
            if (worker.add(picture)) {
              worker.run();
            }
          }
        }
      }
    }
  }

  /** As Linux counts it; elsewhere 0, so that nothing grows. */
  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** Is asked before any connection, and ends the JVM. */
  private static final class NoConnection extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      System.out.println("connects to " + uri);
      Runtime.getRuntime().halt(1);
      return List.of();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException error) {}
  }
}
