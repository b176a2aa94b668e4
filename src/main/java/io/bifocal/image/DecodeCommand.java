package io.bifocal.image;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a Java process is started that has our classes and leaves nothing behind. */
final class DecodeCommand {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";

  private DecodeCommand() {}

  /** Starts {@code main} with pipes to its standard input and output. */
  static Process start(Path java, String main) throws IOException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            // There may be no slf4j.
            "-Dorg.bytedeco.javacpp.logger=console"));
    if (System.getProperty(CACHE) != null) {
      command.add("-D" + CACHE + "=" + System.getProperty(CACHE));
    }
    command.addAll(List.of("-cp", classPath(), main));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // Options and agents meant for the JVM that we are.
    builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("OPENCV_LOG_LEVEL", "SILENT");
    return builder.start();
  }

  /** Our own jar first: Spark loads it by a class loader that the class path does not tell of. */
  private static String classPath() throws IOException {
    Set<String> entries = new LinkedHashSet<>();
    CodeSource source = DecodeCommand.class.getProtectionDomain().getCodeSource();
    if (source != null) {
      try {
        entries.add(Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException | RuntimeException e) {
        throw new IOException("no file is at " + source.getLocation(), e);
      }
    }
    entries.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    return String.join(File.pathSeparator, entries);
  }
}
