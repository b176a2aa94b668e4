package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An extractor is one file: added to the project's classes, and to nothing else, it has its name on
 * the command line.
 */
class OneFileTest {
  private static final String SOURCE =
      """
      package io.bifocal.feature;

      import io.bifocal.conf.Default;
      import io.bifocal.conf.Help;
      import io.bifocal.image.Input;
      import io.bifocal.image.Picture;
      import org.bytedeco.opencv.global.opencv_core;
      import org.bytedeco.opencv.opencv_core.Scalar;

      public record MeanGray(@Default("1") @Help("what the mean is multiplied with") double factor)
          implements FeatureExtractor {
        public int length(Input input) {
          return 1;
        }

        public Worker open(Input input) {
          return new Worker() {
            public void extract(Picture picture, float[] vector) {
              try (Scalar mean = opencv_core.mean(picture.gray())) {
                vector[0] = (float) (factor * mean.get(0));
              }
            }

            public void close() {}
          };
        }
      }
      """;

  private @TempDir Path folder;

  @Test
  void aNewExtractorIsKnownByItsName() throws Exception {
    Path classes = copyOfTheProject();
    Path source = Files.writeString(folder.resolve("MeanGray.java"), SOURCE);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                path(classes),
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, failed);
    Path drawing = folder.resolve("mean.png");
    String printed = explain(classes, "{ name = mean-gray, factor = 2 }", drawing);
    assertTrue(printed.startsWith("mean-gray of "), printed);
    assertTrue(Files.size(drawing) > 0);
    assertTrue(explain(classes, "mean-grey", drawing).contains("did you mean 'mean-gray'?"));
  }

  private static String explain(Path classes, String extractor, Path drawing)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path(classes),
                "io.bifocal.jobs.Bifocal",
                "explain",
                "--image",
                "src/test/resources/golden/images/im_coffee_0_g64.png",
                "--extractor",
                extractor,
                "--output",
                drawing.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }

  /** The project's classes in a folder, and the libraries. */
  private static String path(Path classes) {
    String libraries =
        String.join(
            File.pathSeparator,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .toList());
    return classes + File.pathSeparator + libraries;
  }

  private Path copyOfTheProject() throws Exception {
    Path from =
        Path.of(FeatureExtractor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path to = folder.resolve("classes");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return to;
  }
}
