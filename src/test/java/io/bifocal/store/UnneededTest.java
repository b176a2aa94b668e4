package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;

/** Nothing that a kept run needs is ever among what goes. */
class UnneededTest {

  /**
   * Run i uses the versions of {@code used.get(i)} and has been killed where that is empty; the
   * last run of all is committed.
   */
  @Property(tries = 40)
  void whatGoesIsWhatNoKeptRunNeedsAndAllOfIt(
      @ForAll @Size(min = 1, max = 5) List<Set<@IntRange(max = 4) Integer>> used,
      @ForAll Set<@IntRange(max = 4) Integer> keptOnes)
      throws IOException {
    Path folder = Files.createTempDirectory("unneeded");
    try {
      Store store = Store.at(folder.toString(), new Configuration());
      Set<String> kept = new TreeSet<>();
      Set<String> needed = new TreeSet<>();
      Set<String> all = new TreeSet<>();
      for (int i = 0; i < used.size(); i++) {
        boolean last = i == used.size() - 1;
        boolean keeps = last || (keptOnes.contains(i) && !used.get(i).isEmpty());
        String run = "2026010" + (i + 1) + "T020000Z";
        StoreBuilder builder = new StoreBuilder(store, run);
        all.add(file(folder, "images/run=" + run));
        for (int number : last && used.get(i).isEmpty() ? Set.of(0) : used.get(i)) {
          String version = "0000000" + number;
          builder.uses(version, "{}");
          all.add(StoreBuilder.folder(version));
          file(folder, StoreBuilder.folder(version) + "/run=" + run);
          if (keeps) {
            needed.add(StoreBuilder.folder(version));
          }
        }
        if (keeps) {
          kept.add(run);
          needed.add("images/run=" + run);
        }
        if (last || !used.get(i).isEmpty()) {
          builder.commit();
        }
      }
      List<String> dropped = store.runs().stream().filter(run -> !kept.contains(run)).toList();
      List<String> paths = new Unneeded(store, List.copyOf(kept)).paths(dropped);
      Set<String> expected = new TreeSet<>(all);
      expected.removeAll(needed);
      dropped.forEach(run -> expected.add("runs/" + run + ".json"));
      assertEquals(expected, new TreeSet<>(paths));
      // A record goes before what it speaks of.
      for (int i = 0; i < dropped.size(); i++) {
        assertTrue(paths.get(i).startsWith("runs/"), paths::toString);
      }
    } finally {
      delete(folder);
    }
  }

  /** Puts a file into {@code relative}. */
  private static String file(Path folder, String relative) throws IOException {
    Files.createDirectories(folder.resolve(relative));
    Files.writeString(folder.resolve(relative).resolve("part-000000.parquet"), "rows");
    return relative;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
