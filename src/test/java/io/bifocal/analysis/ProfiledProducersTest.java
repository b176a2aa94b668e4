package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.Count;
import io.bifocal.conf.DriftFailures;
import io.bifocal.conf.DriftSettings;
import io.bifocal.conf.DriftWarnings;
import io.bifocal.conf.UserError;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of tables in a store, from night to night. */
class ProfiledProducersTest {
  private static final String FIRST = "20260101T020000Z";
  private static final String KILLED = "20260102T020000Z";
  private static final String SECOND = "20260103T020000Z";

  private static final RunRecord.Produced PRODUCER =
      new RunRecord.Produced("features", "pair", "0123abcd", "{}", 2, 1, 0, 1, 0, 0, 0);

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void allRowsOfASmallTableCountOnce() throws Exception {
    rows(FIRST, 0, 700, 0);
    rows(FIRST, 1, 300, 0);
    ProfiledProducers.Profiled first = profile(Optional.empty(), FIRST, 2000);
    assertEquals(Optional.empty(), first.before());
    assertEquals(1000, first.now().contents());
    assertEquals(1000, first.now().effective());
    assertEquals(1000, Arrays.stream(first.now().histogram(1)).sum(), 1e-9);
    assertEquals(first.fresh().get().contents(), first.now().contents());
    // Uniform from 0 to 1: a tenth of the rows lies in five bins.
    double tenth = Arrays.stream(first.now().histogram(0), 0, 7).sum();
    assertEquals(100, tenth, 40);
  }

  /** The rows of a killed run have not been looked at, whether or not this run added any. */
  @Test
  void onlyWhatIsNewIsReadInTheNextNight() throws Exception {
    rows(FIRST, 0, 1000, 0);
    write(FIRST, profile(Optional.empty(), FIRST, 2000));
    assertFalse(state(Optional.of(FIRST), SECOND).isChanged());

    rows(KILLED, 0, 40, 0);
    rows(SECOND, 0, 60, 10);
    // Not read any more, so it may as well be no table.
    Files.writeString(file(FIRST, 0), "gone");
    ProfiledProducers.Profiled second = profile(Optional.of(FIRST), SECOND, 1000);
    assertEquals(1000, second.before().get().contents());
    assertEquals(100, second.fresh().get().contents());
    assertEquals(1100, second.now().contents());
    // 60 of them are larger than any before.
    assertEquals(60, second.fresh().get().histogram(0)[Bins.SIZE - 1]);

    write(SECOND, second);
    assertEquals(
        List.of(FIRST + ".profile", SECOND + ".profile"), names(), "both runs may be a reference");
    new Profiles(store(), PRODUCER).write("20260104T020000Z", second.now(), List.of(SECOND));
    assertEquals(List.of(SECOND + ".profile", "20260104T020000Z.profile"), names());
  }

  /** A vacuum between two nights puts all rows into files of its own. */
  @Test
  void rowsInFilesOfAVacuumAreNotNew() throws Exception {
    rows(FIRST, 0, 1000, 0);
    write(FIRST, profile(Optional.empty(), FIRST, 2000));
    String vacuum = KILLED;
    rows(vacuum, 0, 1000, 0);
    Files.delete(file(FIRST, 0));
    Path record = Files.createDirectories(folder.resolve("upkeep")).resolve(vacuum + ".json");
    Files.writeString(record, "{}");
    assertFalse(state(Optional.of(FIRST), SECOND).isChanged());

    rows(SECOND, 0, 60, 10);
    assertEquals(60, profile(Optional.of(FIRST), SECOND, 1000).fresh().get().contents());
    Files.delete(profiles().resolve(FIRST + ".profile"));
    assertEquals(1000, profile(Optional.of(FIRST), SECOND, 2000).before().get().contents());
  }

  @Test
  void aLostProfileIsMadeOfWhatIsThere() throws Exception {
    rows(FIRST, 0, 400, 0);
    rows(SECOND, 0, 100, 10);
    ProfiledProducers.Profiled second = profile(Optional.of(FIRST), SECOND, 1000);
    assertEquals(400, second.before().get().contents());
    assertEquals(100, second.fresh().get().contents());
    assertEquals(500, second.now().contents());

    write(SECOND, second);
    Files.writeString(profiles().resolve(SECOND + ".profile"), "not gzip");
    rows("20260104T020000Z", 0, 10, 0);
    assertEquals(
        500, profile(Optional.of(SECOND), "20260104T020000Z", 1000).before().get().contents());
  }

  @Test
  void ofALargeTableASampleStandsForAll() throws Exception {
    rows(FIRST, 0, 3000, 0);
    rows(FIRST, 1, 3000, 1);
    ProfiledProducers.Profiled first = profile(Optional.empty(), FIRST, 1000);
    assertEquals(6000, first.now().contents(), 1e-6);
    assertEquals(1000, first.now().effective(), 120);
    double[] halves = new double[2];
    for (int bin = 0; bin < Bins.SIZE; bin++) {
      boolean isLow = first.now().bins().edges()[Math.min(bin, Bins.EDGES - 1)] < 1;
      halves[isLow ? 0 : 1] += first.now().histogram(0)[bin];
    }
    assertEquals(0.5, halves[0] / first.now().effective(), 0.08);
  }

  /** Of 1,000 files of 100 rows, as many as hold twice the sample, but at least 256. */
  @Test
  void ofManyFilesSomeAreRead() {
    List<FileStatus> files =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    new FileStatus(
                        1000, false, 1, 1, 0, new org.apache.hadoop.fs.Path("/part-" + i)))
            .toList();
    Batch few = Batch.of(files, 0.1, 1000);
    assertEquals(256, few.files().size());
    assertEquals(1000 / 256.0, few.scale(), 1e-12);
    assertEquals(1000 / 25_600.0, few.below() / 0x1p32, 1e-6);
    Batch many = Batch.of(files, 0.1, 20_000);
    assertEquals(400, many.files().size());
    assertEquals(few.files(), many.files().subList(0, 256), "always in the same order");
    long late = many.files().stream().filter(file -> file.matches("/part-[5-9]..")).count();
    assertEquals(0.5, late / 400.0, 0.125);
    Batch all = Batch.of(files, 0.1, 100_000);
    assertEquals(1, all.scale());
    assertTrue(Batch.counts("ffffffffffff", all.below()));
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    rows(FIRST, 0, 200, 0);
    Profile profile = profile(Optional.empty(), FIRST, 1000).now();
    profile.labels().put("é", 1.5);
    new Profiles(store(), PRODUCER).write(FIRST, profile, List.of());
    Profile back = new Profiles(store(), PRODUCER).read(FIRST).orElseThrow();
    assertEquals(profile.bins(), back.bins());
    assertEquals(profile.labels(), back.labels());
    Assertions.assertArrayEquals(profile.counts(), back.counts());
    assertEquals(profile.squares(), back.squares());
    assertEquals(Optional.empty(), new Profiles(store(), PRODUCER).read(SECOND));
  }

  @Test
  void aReferenceHasToBeARunOfTheStore() {
    DriftSettings settings =
        new DriftSettings(
            Optional.of("20250101T000000Z"),
            new Count(1000),
            50,
            0.01,
            new DriftWarnings(0.25, 0.2, 0.05, 0.05),
            new DriftFailures(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    UserError error =
        Assertions.assertThrows(
            UserError.class,
            () -> Drift.of(LocalSpark.session(), store(), settings, Optional.empty()));
    assertTrue(error.getMessage().startsWith("drift.reference: the store "), error.getMessage());
  }

  private ProfiledProducers.Profiled profile(Optional<String> last, String run, long sample) {
    return new ProfiledProducers(LocalSpark.session(), store(), sample)
        .of(List.of(state(last, run)))
        .get(0);
  }

  private ProducerState state(Optional<String> last, String run) {
    return ProducerState.of(store(), PRODUCER, last, run);
  }

  private void write(String run, ProfiledProducers.Profiled profiled) {
    new Profiles(store(), PRODUCER).write(run, profiled.now(), List.of(FIRST, SECOND));
  }

  /** Rows of two numbers from {@code least} to one more. */
  private void rows(String run, int part, int rows, float least) throws IOException {
    Files.createDirectories(file(run, part).getParent());
    try (TableWriter<FeatureRow> writer =
        TableWriter.features(
            new org.apache.hadoop.fs.Path(file(run, part).toUri()), new Configuration())) {
      for (int i = 0; i < rows; i++) {
        float[] vector = {least + (float) random.nextDouble(), least + (float) random.nextDouble()};
        String id = String.format(Locale.ROOT, "%016x", random.nextLong());
        writer.write(new FeatureRow(id, vector, null, 1));
      }
    }
  }

  private Path file(String run, int part) {
    return folder.resolve(
        PRODUCER.folder() + "/run=" + run + String.format(Locale.ROOT, "/part-%06d.parquet", part));
  }

  private Path profiles() {
    return folder.resolve("_drift/features/extractor-pair/version-0123abcd");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(profiles())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private Store store() {
    return Store.at(folder.toString(), new Configuration());
  }
}
