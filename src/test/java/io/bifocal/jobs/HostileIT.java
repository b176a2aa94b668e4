package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.HostileCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of broken files and bombs: each has its row, nothing crashes or hangs, and memory stays
 * bounded.
 */
class HostileIT {
  private static final long MOST_KILOBYTES = 3 << 20;

  @TempDir private Path folder;

  @Test
  void everyFileHasItsRowAndMemoryIsBounded()
      throws IOException, SQLException, InterruptedException {
    Path collection = folder.resolve("collection");
    Map<String, String> expected = HostileCorpus.write(collection);
    assertTrue(expected.size() > 1_500);
    Path conf = folder.resolve("my.conf");
    Files.writeString(
        conf,
        "collection { root = \""
            + collection
            + "\" }\nstore = \""
            + folder.resolve("store")
            + "\"\nextractors = [ { name = hog, input { size = 32 } }, { name = color-histogram } ]\n");
    CommandLine.Running running = new CommandLine().start("nightly", "--conf", conf.toString());
    long peak = 0;
    while (running.process().isAlive()) {
      peak = Math.max(peak, residentKilobytes(running.process()));
      Thread.sleep(100);
    }
    running.await().expect(0);
    assertTrue(peak < MOST_KILOBYTES, "resident memory reached " + peak + " kB");
    try (Duck duck = new Duck(folder.resolve("store"))) {
      Map<String, String> found = new TreeMap<>();
      for (String row :
          duck.texts("SELECT path || '|' || coalesce(reason, status) FROM " + duck.images())) {
        String[] parts = row.split("\\|");
        found.put(parts[0], parts[1]);
      }
      assertEquals(expected.keySet(), found.keySet());
      expected.forEach(
          (path, outcome) -> {
            if (!outcome.equals(HostileCorpus.ANY)) {
              assertEquals(outcome, found.get(path), path);
            }
          });
      assertEquals(
          0,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.images()
                  + " WHERE detail LIKE '%/tmp/%' OR (status = 'rejected' AND length(detail) < 5)"));
    }
    new CommandLine().run("verify", "--conf", conf.toString()).expect(0);
  }

  /** Of the job and the processes that it started. */
  private static long residentKilobytes(Process process) throws IOException {
    long sum = residentKilobytes(process.toHandle());
    for (ProcessHandle child : process.descendants().toList()) {
      sum += residentKilobytes(child);
    }
    return sum;
  }

  private static long residentKilobytes(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
