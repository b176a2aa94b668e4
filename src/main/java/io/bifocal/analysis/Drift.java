package io.bifocal.analysis;

import io.bifocal.conf.DriftSettings;
import io.bifocal.conf.UserError;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a run with those before: what it brought with all that the last run had, and all that it
 * has with all that a reference run had. A run that changed nothing costs nothing.
 */
public final class Drift {
  private static final Logger LOG = LoggerFactory.getLogger(Drift.class);
  private static final Set<String> KINDS = Set.of("features", "predictions");

  private final SparkSession spark;
  private final Store store;
  private final DriftSettings settings;
  private final Optional<RunRecord> last;
  private final Optional<RunRecord> reference;

  private Drift(
      SparkSession spark,
      Store store,
      DriftSettings settings,
      Optional<RunRecord> last,
      Optional<RunRecord> reference) {
    this.spark = spark;
    this.store = store;
    this.settings = settings;
    this.last = last;
    this.reference = reference;
  }

  /**
   * Prepares the comparison.
   *
   * @param last the last committed run
   * @throws UserError if the reference is not a run of this store
   */
  public static Drift of(
      SparkSession spark, Store store, DriftSettings settings, Optional<RunRecord> last) {
    try {
      return new Drift(spark, store, settings, last, settings.reference().map(store::record));
    } catch (UserError e) {
      throw new UserError("drift.reference: " + e.getMessage(), e);
    }
  }

  /**
   * Compares. Where that fails, it says so in a finding: what was computed is not given up for it.
   *
   * @param run about to be committed; its data files are at their places
   */
  public List<DriftFinding> findings(RunRecord run) {
    try {
      return compare(run);
    } catch (RuntimeException e) {
      LOG.error("drift could not be looked at", e);
      return List.of(
          unknown(last.map(RunRecord::run).orElse(run.run()), "could not be looked at: " + e));
    }
  }

  private List<DriftFinding> compare(RunRecord run) {
    boolean sameImages = last.filter(before -> isSame(before, run)).isPresent();
    List<ProducerState> states = states(run, sameImages);
    if (sameImages && states.isEmpty()) {
      return List.of();
    }
    List<ProfiledProducers.Profiled> producers =
        new ProfiledProducers(spark, store, settings.sample().value()).of(states);
    List<DriftFinding> findings = new ArrayList<>();
    if (last.isPresent()) {
      Optional<ImageCounts> counts = sameImages ? Optional.empty() : Optional.of(imageCounts(run));
      findings.addAll(againstLast(counts, producers));
      reference.ifPresent(old -> findings.addAll(againstReference(old, counts, producers)));
      reference.filter(old -> isGone(old)).ifPresent(old -> findings.add(gone(old)));
    }
    List<String> committed = store.runs();
    for (ProfiledProducers.Profiled profiled : producers) {
      if (profiled.state().isChanged()) {
        new Profiles(store, profiled.state().producer())
            .write(run.run(), profiled.now(), committed);
      }
    }
    return findings;
  }

  /**
   * Whether the snapshot of {@code run} is that of {@code before}: nothing came or went, and the
   * files are as long. Their bytes would not tell: Parquet lists encodings in any order.
   */
  private static boolean isSame(RunRecord before, RunRecord run) {
    return run.images().fresh() == 0
        && run.images().gone() == 0
        && lengths(before).equals(lengths(run));
  }

  private static List<Long> lengths(RunRecord run) {
    return run.files().stream()
        .filter(file -> file.path().startsWith("images/"))
        .map(RunRecord.DataFile::bytes)
        .toList();
  }

  private List<ProducerState> states(RunRecord run, boolean sameImages) {
    return run.producers().stream()
        .filter(producer -> KINDS.contains(producer.kind()))
        .filter(producer -> !sameImages || producer.computed() > 0)
        .map(producer -> ProducerState.of(store, producer, last.map(RunRecord::run), run.run()))
        .filter(state -> state.isChanged() || state.before().isPresent())
        .toList();
  }

  private ImageCounts imageCounts(RunRecord run) {
    return ImageCounts.of(
        images(run.run()),
        images(last.get().run()),
        reference.filter(old -> !isGone(old)).map(old -> images(old.run())));
  }

  private boolean isGone(RunRecord run) {
    return store.dataFiles(store.images(run.run())).isEmpty();
  }

  private static DriftFinding gone(RunRecord old) {
    return unknown(old.run(), "its images are gone; set drift.reference to a run that is kept");
  }

  private static DriftFinding unknown(String against, String detail) {
    return new DriftFinding("drift", against, "none", 0, 1, 0, DriftFinding.WARNING, detail);
  }

  private Dataset<Row> images(String run) {
    return Tables.images(spark, store, run);
  }

  private List<DriftFinding> againstLast(
      Optional<ImageCounts> counts, List<ProfiledProducers.Profiled> producers) {
    List<Measured> measured = new ArrayList<>();
    counts.ifPresent(
        all ->
            measured.addAll(
                all.measure(ImageCounts.Side.LAST, ImageCounts.Side.NEW, settings.minimum())));
    for (ProfiledProducers.Profiled profiled : producers) {
      // What is still being caught up with does not come in any random order.
      if (isComplete(last.get(), profiled.state().producer())
          && profiled.before().isPresent()
          && profiled
              .fresh()
              .filter(fresh -> fresh.effective() >= settings.minimum())
              .isPresent()) {
        Profile fresh = profiled.fresh().get();
        measured.addAll(
            new ProfileComparison(
                    profiled.state().what(),
                    profiled.before().get(),
                    fresh,
                    String.format(Locale.ROOT, "%,d new images", Math.round(fresh.contents())))
                .measure());
      }
    }
    return Judgement.of(last.get().run(), settings, measured);
  }

  private List<DriftFinding> againstReference(
      RunRecord old, Optional<ImageCounts> counts, List<ProfiledProducers.Profiled> producers) {
    List<Measured> measured = new ArrayList<>();
    counts.ifPresent(
        all ->
            measured.addAll(
                all.measure(ImageCounts.Side.REFERENCE, ImageCounts.Side.NOW, settings.minimum())));
    for (ProfiledProducers.Profiled profiled : producers) {
      Profiles profiles = new Profiles(store, profiled.state().producer());
      Profile now = profiled.now();
      if (isComplete(old, profiled.state().producer())) {
        profiles
            .upTo(old.run())
            .flatMap(profiles::read)
            .filter(then -> then.bins().equals(now.bins()))
            .filter(then -> then.contents() < now.contents())
            .ifPresent(
                then ->
                    measured.addAll(
                        new ProfileComparison(
                                profiled.state().what(),
                                then,
                                now,
                                String.format(
                                    Locale.ROOT, "%,d images", Math.round(now.contents())))
                            .measure()));
      }
    }
    return Judgement.of(old.run(), settings, measured);
  }

  /** Whether {@code run} had computed all rows of {@code producer}. */
  private static boolean isComplete(RunRecord run, RunRecord.Produced producer) {
    return run.producers().stream()
        .anyMatch(other -> other.folder().equals(producer.folder()) && other.missing() == 0);
  }
}
