package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user meets on the command line: help, errors that can be mended, exit codes, an extractor
 * of their own.
 */
class UsageIT {
  @TempDir private Path folder;
  private Path collection;

  @BeforeEach
  void aFewPictures() throws IOException {
    collection = Files.createDirectories(folder.resolve("pictures/animal")).getParent();
    for (Path picture :
        TestCollections.files(TestCollections.EMOJI.resolve("animal")).subList(0, 5)) {
      Files.copy(picture, collection.resolve("animal").resolve(picture.getFileName().toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nightly", "scan", "extract", "export", "status", "history", "verify", "vacuum"})
  void everyJobExplainsItselfWithAnExample(String job) {
    CommandLine.Result result = new CommandLine().run(job, "--help").expect(0);
    assertTrue(
        result.out().contains("Example: bifocal " + job + " --conf conf/quickstart.conf"),
        result.out());
    assertEquals("", result.err());
  }

  @Test
  void theProgramListsItsJobs() {
    assertTrue(new CommandLine().run("--help").expect(0).out().contains("nightly"));
    assertTrue(new CommandLine().run("--version").expect(0).out().startsWith("bifocal 0."));
    assertTrue(new CommandLine().run("nigthly", "--conf", "x").expect(2).err().contains("nightly"));
    assertTrue(new CommandLine().run("nightly").expect(2).err().contains("--conf"));
  }

  @Test
  void aWrongConfigurationIsNamedByFileLineAndKey() throws IOException {
    Path conf = conf("extractors = [\n  { name = hog, orientatons = 9 }\n]");
    CommandLine.Result result =
        new CommandLine().run("nightly", "--conf", conf.toString()).expect(2);
    assertTrue(
        result
            .err()
            .contains(
                conf
                    + ":4: extractors[0].orientatons: unknown key 'orientatons'; did you mean 'orientations'?"),
        result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void aMissingCollectionIsTheUsersError() throws IOException {
    CommandLine.Result result =
        new CommandLine()
            .run(
                "scan",
                "--conf",
                conf("").toString(),
                "--set",
                "collection.root=" + folder.resolve("none"))
            .expect(2);
    assertTrue(result.err().contains("there is no folder " + folder.resolve("none")), result.err());
  }

  @Test
  void aStoreInsideItsCollectionIsRefused() throws IOException {
    CommandLine.Result result =
        new CommandLine()
            .run(
                "scan",
                "--conf",
                conf("").toString(),
                "--set",
                "store=" + collection.resolve("store"))
            .expect(2);
    assertTrue(result.err().contains("lies inside the collection"), result.err());
  }

  @Test
  void scanThenExtractEqualsNightlyAndADeadlineStopsCleanly() throws Exception {
    String conf = conf("extractors = [ { name = hog }, { name = color-histogram } ]").toString();
    new CommandLine().run("scan", "--conf", conf).expect(0);
    CommandLine.Result stopped =
        new CommandLine().run("extract", "--conf", conf, "--deadline", "0s").expect(75);
    assertTrue(stopped.out().contains("5 missing"), stopped.out());
    new CommandLine().run("extract", "--conf", conf).expect(0);
    new CommandLine().run("verify", "--conf", conf).expect(0);
    try (Duck duck = new Duck(folder.resolve("store"))) {
      assertEquals(
          5,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.images()
                  + " WHERE status = 'ok' AND label = 'animal'"));
      assertEquals(
          5,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table("features/extractor=hog")
                  + " WHERE len(vector) = 8100"));
    }
  }

  @Test
  void theStoreHasOneWriterAtATime() throws Exception {
    String conf = conf("").toString();
    new CommandLine().run("scan", "--conf", conf).expect(0);
    // A lease of a living process: this one.
    ProcessHandle self = ProcessHandle.current();
    Path lock = folder.resolve("store/_lock");
    Files.writeString(
        lock,
        """
        {"token": "x", "job": "nightly", "user": "somebody", "host": "%s", "pid": %d, "process_started": "%s",
         "since": "%s", "heartbeat": "%s"}
        """
            .formatted(
                InetAddress.getLocalHost().getHostName(),
                self.pid(),
                self.info().startInstant().orElseThrow(),
                Instant.now(),
                Instant.now()));
    CommandLine.Result result = new CommandLine().run("scan", "--conf", conf).expect(4);
    assertTrue(result.err().contains("is held by nightly of somebody on"), result.err());
    Files.delete(lock);
    new CommandLine().run("scan", "--conf", conf).expect(0);
  }

  @Test
  void anExtractorOfTheUsersOwnComesWithItsJar() throws Exception {
    Path jar = ownExtractor();
    String conf = conf("extractors = [ { name = org.example.Brightness, scale = 2 } ]").toString();
    new CommandLine().submitting("--jars", jar.toString()).run("nightly", "--conf", conf).expect(0);
    try (Duck duck = new Duck(folder.resolve("store"))) {
      assertEquals(
          5,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table("features/extractor=org.example.Brightness")
                  + " WHERE vector[1] > 0"));
    }
    CommandLine.Result without = new CommandLine().run("nightly", "--conf", conf).expect(2);
    assertTrue(without.err().contains("bring it with --jars"), without.err());
  }

  private Path conf(String rest) throws IOException {
    Path conf = folder.resolve("my.conf");
    return Files.writeString(
        conf,
        "collection { root = \""
            + collection
            + "\" }\nstore = \""
            + folder.resolve("store")
            + "\"\n"
            + rest
            + "\n");
  }

  private Path ownExtractor() throws IOException {
    Path source = folder.resolve("org/example/Brightness.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package org.example;

        import io.bifocal.conf.Default;
        import io.bifocal.feature.FeatureExtractor;
        import io.bifocal.image.Input;
        import io.bifocal.image.Picture;
        import org.bytedeco.opencv.global.opencv_core;
        import org.bytedeco.opencv.opencv_core.Scalar;

        public record Brightness(@Default("1") double scale) implements FeatureExtractor {
          @Override public int length(Input input) { return 1; }

          @Override public Worker open(Input input) {
            return new Worker() {
              @Override public void extract(Picture picture, float[] vector) {
                try (Scalar mean = opencv_core.mean(picture.gray())) {
                  vector[0] = (float) (scale * mean.get(0));
                }
              }

              @Override public void close() {}
            };
          }
        }
        """);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, status);
    Path jar = folder.resolve("own.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("Brightness", "Brightness$1")) {
        out.putNextEntry(new JarEntry("org/example/" + name + ".class"));
        out.write(Files.readAllBytes(folder.resolve("org/example/" + name + ".class")));
        out.closeEntry();
      }
    }
    return jar;
  }
}
