package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change under a run, a full disk, two runs at once, readers all the while. */
class DisturbedIT {
  private static final String HOG = "features/extractor=hog";

  @TempDir private Path folder;

  /**
   * Between listing and decoding: gone, longer, another, another that nothing but its bytes tells.
   */
  @Test
  void filesThatChangeUnderARunAreReadAgainByTheNext() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection());
    List<Path> files = TestCollections.files(collection());
    String[] scan = arguments("scan");
    new CommandLine().run(scan).expect(0);
    Path vanished = files.get(0);
    Path grown = files.get(1);
    Path replaced = files.get(2);
    Path disguised = files.get(3);
    Files.delete(vanished);
    Files.write(grown, new byte[] {1}, StandardOpenOption.APPEND);
    Files.copy(files.get(4), replaced, StandardCopyOption.REPLACE_EXISTING);
    disguise(disguised);

    new CommandLine().run(arguments("extract")).expect(0);
    try (Duck duck = new Duck(store())) {
      assertEquals(
          List.of(name(vanished), name(grown), name(replaced), name(disguised)),
          duck.texts(
              "SELECT path FROM "
                  + duck.images()
                  + " WHERE reason = 'unreadable' AND detail LIKE '%while the run read it%'"
                  + " ORDER BY path"));
      assertEquals(files.size() - 4, duck.number("SELECT count(*) FROM " + duck.table(HOG)));
    }
    new CommandLine().run(arguments("nightly")).expect(0);
    try (Duck duck = new Duck(store())) {
      // The disguised one is found to be corrupt, now that it is read as a new file.
      assertEquals(
          files.size() - 2,
          duck.number("SELECT count(*) FROM " + duck.images() + " WHERE status = 'ok'"));
      // The replaced one is a copy of another.
      assertEquals(files.size() - 3, duck.number("SELECT count(*) FROM " + duck.table(HOG)));
    }
  }

  @Test
  void aFullDiskIsSaidSoAndTheNextRunGoesOn() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection());
    Path disk = Files.createDirectories(folder.resolve("store"));
    assumeTrue(mount("-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString()), "needs root");
    try {
      CommandLine.Result full = new CommandLine().run(arguments("nightly")).expect(1);
      assertTrue(full.err().contains("nightly failed: a disk is full"), full.err());
      assertTrue(full.err().contains("Make room and run the job again"), full.err());
      assertTrue(mount("-o", "remount,size=100m", disk.toString()), "no more room");
      new CommandLine().run(arguments("nightly")).expect(0);
      new CommandLine().run(arguments("verify")).expect(0);
      try (Duck duck = new Duck(store())) {
        assertEquals(116, duck.number("SELECT count(*) FROM " + duck.table(HOG)));
      }
    } finally {
      new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
    }
  }

  @Test
  void ofTwoRunsAtOnceOneWins() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection());
    CommandLine.Running first = new CommandLine().start(arguments("nightly"));
    CommandLine.Running second = new CommandLine().start(arguments("nightly"));
    List<Integer> codes =
        new ArrayList<>(List.of(first.await().exitCode(), second.await().exitCode()));
    codes.sort(null);
    // Or one after the other, where one of them was slow to start.
    assertTrue(codes.equals(List.of(0, 4)) || codes.equals(List.of(0, 0)), codes.toString());
    new CommandLine().run(arguments("verify")).expect(0);
    try (Duck duck = new Duck(store())) {
      assertEquals(116, duck.number("SELECT count(*) FROM " + duck.table(HOG)));
    }
  }

  /**
   * Whoever begins with the newest record sees all of its rows once, or is told that files went.
   */
  @Test
  @Tag("thorough")
  void readersSeeAllOfARunOrNone() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection());
    String[] nightly = arguments("nightly");
    new CommandLine().run(nightly).expect(0);
    AtomicBoolean over = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    int[] queries = new int[1];
    Thread reader =
        new Thread(
            () -> {
              while (!over.get()) {
                queries[0] += 1;
                look(wrong);
              }
            });
    reader.start();
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 6; round++) {
      Path file = TestCollections.files(collection()).get(round);
      Files.write(file, new byte[] {(byte) round}, StandardOpenOption.APPEND);
      CommandLine.Running run = new CommandLine().start(nightly);
      if (round % 2 == 0 && !run.process().waitFor(3 + random.nextInt(8), TimeUnit.SECONDS)) {
        run.process().descendants().forEach(ProcessHandle::destroyForcibly);
        run.process().destroyForcibly().waitFor();
      }
      run.await();
    }
    new CommandLine().run(nightly).expect(0);
    over.set(true);
    reader.join();
    assertEquals(List.of(), wrong);
    assertTrue(queries[0] > 50, queries[0] + " queries");
    new CommandLine().run(arguments("verify")).expect(0);
  }

  private void look(List<String> wrong) {
    try (Duck duck = new Duck(store())) {
      String images = duck.images();
      String rows =
          duck.text(
              "SELECT count(DISTINCT i.image_id) || ' ' || count(*) || ' ' || count(f.vector) FROM (SELECT DISTINCT image_id FROM "
                  + images
                  + " WHERE status = 'ok') i LEFT JOIN "
                  + duck.table(HOG)
                  + " f USING (image_id)");
      if (!rows.equals("116 116 116")) {
        wrong.add(rows);
      }
    } catch (SQLException | RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains("No files found")
          && !message.contains("No such file")
          && !message.contains("Cannot open file")) {
        wrong.add(message);
      }
    }
  }

  /** As many bytes, the same time. */
  private static void disguise(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    // Within the last chunk but one of a PNG: what its check sum is of stays as it was.
    bytes[bytes.length - 13] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
  }

  private static boolean mount(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  private String[] arguments(String job) throws IOException {
    Path conf = folder.resolve("disturbed.conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", label = none }
        store = "%s"
        extractors = [ { name = hog, input { size = 64 } } ]
        upkeep.nightly { keep-runs = 2, older-than = 0s }
        """
            .formatted(collection(), store()));
    return new String[] {job, "--conf", conf.toString()};
  }

  private String name(Path file) {
    return collection().relativize(file).toString();
  }

  private Path collection() {
    return folder.resolve("collection");
  }

  private Path store() {
    return folder.resolve("store");
  }
}
