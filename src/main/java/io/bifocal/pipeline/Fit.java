package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Block;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.feature.Vocabulary;
import io.bifocal.image.Decoder;
import io.bifocal.store.FitRecord;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Sha256;
import io.bifocal.store.Vocabularies;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns the vocabularies that the extractors of a configuration need. One pass over a sample of
 * the pictures draws descriptors for all of them; then each is learnt and committed on its own.
 *
 * <p>The pictures, the descriptors, their partitions and their order depend on nothing but the
 * images and the options. Sums of MLlib may be added in another order when tasks of several
 * executors end in another order, which may change the last bits of a word.
 */
public final class Fit {
  private final RunContext context;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Origin origin;
  private final Options options;

  /**
   * Prepares to learn.
   *
   * @param origin what is written into the records
   */
  public Fit(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Origin origin,
      Options options) {
    this.context = context;
    this.collection = collection;
    this.decoder = decoder;
    this.origin = origin;
    this.options = options;
  }

  /**
   * How much to learn from.
   *
   * @param images pictures at most, at least 1
   * @param descriptors descriptors at most, over all pictures, at least 1
   * @param again whether vocabularies that are there already are learnt again
   */
  public record Options(int images, int descriptors, boolean again) {
    public Options {
      if (images < 1 || descriptors < 1) {
        throw new UserError("--images and --descriptors are at least 1");
      }
    }
  }

  /**
   * Where a vocabulary comes from.
   *
   * @param snapshot the run whose images it is learnt from
   * @param bifocal version of Bifocal
   */
  public record Origin(String snapshot, String bifocal) {}

  /**
   * What became of the vocabularies.
   *
   * @param learnt by this fit
   * @param kept those that were there already
   */
  public record Result(List<FitRecord> learnt, List<FitRecord> kept) {}

  /**
   * Learns what {@code extractors} need.
   *
   * @param images rows of {@link Scan#SCHEMA}
   * @throws UserError if there is too little to learn from; vocabularies that were learnt before
   *     that are committed
   */
  public Result run(List<Block> extractors, Dataset<Row> images) {
    Vocabularies vocabularies = new Vocabularies(context.store());
    List<FitRecord> kept = new ArrayList<>();
    Set<VocabularyNeed> needs = new LinkedHashSet<>();
    for (Block extractor : extractors) {
      VocabularyNeed.of(Extraction.of(extractor), decoder).ifPresent(needs::add);
    }
    if (!options.again()) {
      needs.removeIf(
          need -> {
            Optional<FitRecord> there = vocabularies.newest(need.name());
            there.ifPresent(kept::add);
            return there.isPresent();
          });
    }
    List<FitRecord> learnt = new ArrayList<>();
    if (!needs.isEmpty()) {
      Sampled sampled = sample(needs, images);
      for (VocabularyNeed need : needs) {
        learnt.add(learn(need, sampled, vocabularies));
      }
    }
    return new Result(learnt, kept);
  }

  /** The descriptors of each source, and the pictures that they are of. */
  private record Sampled(long images, Map<KeypointSource, DescriptorSample> samples) {}

  private Sampled sample(Set<VocabularyNeed> needs, Dataset<Row> images) {
    Dataset<Row> drawn =
        TrainingImages.draw(images, Math.min(options.images(), options.descriptors()))
            .localCheckpoint();
    long count = drawn.count();
    if (count == 0) {
      throw new UserError(
          "run " + origin.snapshot() + " has no accepted picture outside of val and test");
    }
    List<KeypointSource> sources = needs.stream().map(VocabularyNeed::source).distinct().toList();
    List<Producer> samplers = new ArrayList<>();
    for (KeypointSource source : sources) {
      int most = (int) (options.descriptors() / count);
      samplers.add(new DescriptorSampler(samplers.size(), source, most));
    }
    List<TaskReport> reports =
        draw(images.join(drawn, new String[] {"image_id"}, "left_semi"), new Producers(samplers));
    Map<KeypointSource, DescriptorSample> samples = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      samples.put(
          sources.get(i),
          DescriptorSample.read(context.spark(), files(reports, i), samplers.get(i).length()));
    }
    return new Sampled(count, samples);
  }

  private List<TaskReport> draw(Dataset<Row> images, Producers samplers) {
    Plan plan =
        Plan.of(context, images, samplers, Costs.of(samplers, Optional.empty()), Optional.empty());
    context.progress().phase("sample", plan.images());
    List<TaskReport> reports =
        Extract.wave(context, collection, decoder, samplers, plan.units(), 0);
    context.progress().done();
    return reports;
  }

  /** The files that one sampler wrote. */
  static List<String> files(List<TaskReport> reports, int sampler) {
    List<String> files = new ArrayList<>();
    for (TaskReport report : reports) {
      if (report.files().stream().anyMatch(output -> output.producer() == sampler)) {
        files.add(report.folder() + "/" + FusedTask.fileName(sampler));
      }
    }
    return files;
  }

  private FitRecord learn(VocabularyNeed need, Sampled sampled, Vocabularies vocabularies) {
    Instant started = Instant.now();
    DescriptorSample sample = sampled.samples().get(need.source());
    WordLearner.Result result = new WordLearner(need, sample).learn();
    String version = version(need, result.vocabulary());
    context.lock().check();
    RunRecord.DataFile file =
        vocabularies.write(
            need.name(), version, result.vocabulary(), context.working(need.name() + ".parquet"));
    FitRecord record =
        new FitRecord(
            context.run(),
            need.name(),
            version,
            need.configuration(),
            origin.snapshot(),
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            Duration.between(started, Instant.now()).toMillis() / 1e3,
            origin.bifocal(),
            context.spark().version(),
            WordLearner.IMPLEMENTATION,
            sampled.images(),
            sample.count(),
            WordLearner.SEED,
            result.iterations(),
            result.distance(),
            result.logLikelihood(),
            result.explained(),
            file);
    vocabularies.commit(record);
    return record;
  }

  /** Equal words have equal versions, whatever they were learnt from. */
  static String version(VocabularyNeed need, Vocabulary vocabulary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(need.configuration().getBytes(StandardCharsets.UTF_8));
      write(out, vocabulary.mean());
      write(out, vocabulary.projection());
      write(out, vocabulary.centers());
      write(out, vocabulary.weights());
      write(out, vocabulary.variances());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sha256().version(bytes.toByteArray());
  }

  static void write(DataOutputStream out, float[]... rows) throws IOException {
    out.writeInt(rows.length);
    for (float[] row : rows) {
      for (float value : row) {
        out.writeFloat(value);
      }
    }
  }
}
