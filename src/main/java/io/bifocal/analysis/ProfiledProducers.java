package io.bifocal.analysis;

import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the profiles of the producers of a run. Rows are looked at once, when they are new: their
 * histograms are added to those of all rows before, which are kept in the store. So no comparison
 * reads any row again.
 */
final class ProfiledProducers {
  private final SparkSession spark;
  private final Store store;
  private final long sample;

  /**
   * Prepares it.
   *
   * @param sample most rows of a producer to look at
   */
  ProfiledProducers(SparkSession spark, Store store, long sample) {
    this.spark = spark;
    this.store = store;
    this.sample = sample;
  }

  /**
   * A producer, and how its rows are distributed.
   *
   * @param before all rows up to the last run; empty where there are none
   * @param fresh the rows that came since; empty where there are none
   * @param now all rows
   */
  record Profiled(
      ProducerState state, Optional<Profile> before, Optional<Profile> fresh, Profile now) {}

  /** A batch of files, and of what it is a part. */
  private record Part(int producer, boolean isFresh, Batch batch) {}

  /**
   * Profiles those of {@code states} that have changed or are known, with one Spark job for all,
   * and another one where there are new producers.
   */
  List<Profiled> of(List<ProducerState> states) {
    List<Profile> starts = starts(states);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      add(parts, i, false, states.get(i).older());
      add(parts, i, true, states.get(i).fresh());
    }
    Map<Integer, Tally> tallies =
        parts.isEmpty()
            ? Map.of()
            : new TallyJob(store)
                .count(
                    spark,
                    parts.stream().map(Part::batch).toList(),
                    parts.stream()
                        .map(
                            part ->
                                new TallyJob.Reading(
                                    starts.get(part.producer()).length(),
                                    starts.get(part.producer()).bins(),
                                    part.batch().below()))
                        .toList());
    List<Profiled> result = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Profile before = starts.get(i);
      Profile now = before;
      Optional<Profile> fresh = Optional.empty();
      for (int p = 0; p < parts.size(); p++) {
        Tally tally = tallies.get(p);
        if (parts.get(p).producer() == i && tally != null && tally.rows() > 0) {
          double weight = parts.get(p).batch().scale() * tally.passed() / tally.rows();
          now = now.plus(tally, weight);
          if (parts.get(p).isFresh()) {
            fresh =
                Optional.of(
                    Profile.empty(before.length(), before.scalars(), before.bins())
                        .plus(tally, weight));
          } else {
            before = now;
          }
        }
      }
      result.add(
          new Profiled(
              states.get(i),
              Optional.of(before).filter(profile -> profile.contents() > 0),
              fresh,
              now));
    }
    return result;
  }

  private void add(List<Part> parts, int producer, boolean isFresh, List<FileStatus> files) {
    if (!files.isEmpty()) {
      parts.add(new Part(producer, isFresh, Batch.of(store, files, sample)));
    }
  }

  /** What is kept; of producers that nothing is kept of, empty profiles with bins. */
  private List<Profile> starts(List<ProducerState> states) {
    List<Batch> pilots = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (ProducerState state : states) {
      if (state.before().isEmpty()) {
        List<FileStatus> files = new ArrayList<>(state.older());
        files.addAll(state.fresh());
        pilots.add(Batch.of(store, files, sample));
        lengths.add(state.producer().length());
      }
    }
    List<List<float[]>> rows =
        pilots.isEmpty() ? List.of() : new TallyJob(store).pilots(spark, pilots, lengths);
    List<Profile> starts = new ArrayList<>();
    int pilot = 0;
    for (ProducerState state : states) {
      if (state.before().isPresent()) {
        starts.add(state.before().get());
      } else {
        RunRecord.Produced producer = state.producer();
        List<String> scalars = state.scalars(store);
        Bins bins = Bins.of(producer.length() + scalars.size(), rows.get(pilot++));
        starts.add(Profile.empty(producer.length(), scalars, bins));
      }
    }
    return starts;
  }
}
