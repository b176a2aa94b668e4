package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, each of which loads OpenCV with a home and a temporary folder of the test. */
@Timeout(60)
class NativeCacheTest {
  @TempDir private Path folder;
  private Path home;
  private Path temporary;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  /** Loads OpenCV, uses it, and says where its libraries lie. */
  static final class Program {
    private Program() {}

    /** Waits for the end of its input if there are {@code arguments}. */
    public static void main(String[] arguments) throws IOException {
      Natives.ensureLoaded();
      try (Mat picture = new Mat(2, 3, 0)) {
        System.out.println(picture.rows() + "×" + picture.cols() + " " + Loader.getCacheDir());
      }
      if (arguments.length > 0) {
        System.out.flush();
        System.in.transferTo(System.out);
      }
    }
  }

  @Test
  void processesThatUnpackIntoOneHomeAtOnceTakeTurns() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(start(home, Map.of()));
    }
    for (Process process : all) {
      assertEquals("2×3 " + home.resolve(".javacpp/cache"), output(process, 0));
    }
    assertEquals(List.of(), files(temporary));
  }

  @Test
  void withoutAHomeAProcessHasAFolderOfItsOwnWhichGoesWithIt() throws Exception {
    String there = output(start(folder.resolve("nobody"), Map.of()), 0);
    assertTrue(there.startsWith("2×3 " + temporary.resolve("bifocal-natives")), there);
    assertEquals(List.of(), files(temporary));
    assertFalse(Files.exists(folder.resolve("nobody")));
  }

  @Test
  void aHomeInWhichTheFolderIsAFileCountsAsNone() throws Exception {
    Files.createFile(home.resolve(".javacpp"));
    String there = output(start(home, Map.of()), 0);
    assertTrue(there.startsWith("2×3 " + temporary.resolve("bifocal-natives")), there);
  }

  @Test
  void whatAKilledExecutorLeavesLiesWhereItsWorkerCleansUp() throws Exception {
    Path executor = Files.createDirectory(folder.resolve("executor"));
    Process process =
        start(folder.resolve("nobody"), Map.of("SPARK_EXECUTOR_DIRS", executor.toString()), "wait");
    String there = process.inputReader(StandardCharsets.UTF_8).readLine();
    assertTrue(there.startsWith("2×3 " + executor.resolve("bifocal-natives")), there);
    process.destroyForcibly().waitFor();
    assertFalse(files(executor).isEmpty());
    assertEquals(List.of(), files(temporary));
  }

  @Test
  void withNoPlaceAtAllTheErrorNamesTheWayOut() throws Exception {
    Files.delete(temporary);
    String error = output(start(folder.resolve("nobody"), Map.of()), 1);
    assertTrue(error.contains("UserError: OpenCV cannot be loaded: "), error);
    assertTrue(error.contains("-Dorg.bytedeco.javacpp.cachedir=FOLDER"), error);
  }

  private Process start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                DecodeProcessTest.JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("SPARK_EXECUTOR_DIRS");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String output(Process process, int code) throws Exception {
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(50, TimeUnit.SECONDS));
    assertEquals(code, process.exitValue(), output);
    return output;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
