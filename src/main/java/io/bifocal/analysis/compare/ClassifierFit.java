package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.col;

import io.bifocal.conf.ClassifierSettings;
import io.bifocal.conf.UserError;
import io.bifocal.inference.VectorClassifier;
import io.bifocal.pipeline.ClassifierNeed;
import io.bifocal.pipeline.TrainingImages;
import io.bifocal.store.ClassifierFitRecord;
import io.bifocal.store.ClassifierFits;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Sha256;
import io.bifocal.store.Tables;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Learns the classifiers of a configuration from the vectors in a store, and puts them there, where
 * the next run finds them: each a logistic regression of named vectors, scaled as {@link Compare}
 * scales them. Held-out images (of val and test) are never looked at.
 */
public final class ClassifierFit {
  /** Changes with what comes out of the same vectors. */
  private static final int IMPLEMENTATION = 1;

  /** Numbers that one task holds: 512 MiB, and as much again for what is scaled. */
  private static final long MOST_VALUES = 1L << 27;

  private final Inputs inputs;
  private final Options options;
  private final ClassifierFits fits;

  private ClassifierFit(Inputs inputs, Options options) {
    this.inputs = inputs;
    this.options = options;
    this.fits = new ClassifierFits(inputs.store());
  }

  /**
   * How to learn.
   *
   * @param images contents to learn from, at most
   * @param again whether what is there already is learnt again
   * @param bifocal version of Bifocal
   */
  public record Options(int images, boolean again, String bifocal) {}

  /**
   * What became of the classifiers.
   *
   * @param learnt now
   * @param kept those that were there already
   */
  public record Result(List<ClassifierFitRecord> learnt, List<ClassifierFitRecord> kept) {}

  /**
   * Learns what {@code inputs} name.
   *
   * @throws UserError if a part of a classifier is not there, has no rows, or there are too few
   *     labels; what was learnt before that is committed
   */
  public static Result run(Inputs inputs, Options options) {
    return new ClassifierFit(inputs, options).run();
  }

  private Result run() {
    List<ClassifierFitRecord> learnt = new ArrayList<>();
    List<ClassifierFitRecord> kept = new ArrayList<>();
    for (ClassifierSettings settings : inputs.settings().classifiers()) {
      ClassifierNeed need = ClassifierNeed.of(settings, inputs.producers());
      Optional<ClassifierFitRecord> there =
          options.again() ? Optional.empty() : fits.newest(need.name(), need.configuration());
      there.ifPresentOrElse(kept::add, () -> learnt.add(learn(need)));
    }
    return new Result(learnt, kept);
  }

  private ClassifierFitRecord learn(ClassifierNeed need) {
    Instant started = Instant.now();
    need.described().forEach(part -> ComparedProducers.requireRows(inputs.store(), part));
    Dataset<Row> images = images();
    long values = need.described().stream().mapToLong(RunRecord.Produced::length).sum();
    long contents = Math.min(options.images(), images.select("image_id").distinct().count());
    boolean isSmall = contents * values <= MOST_VALUES;
    LearntClassifier found =
        isSmall ? inOneTask(need, images) : distributed(need).fit(images, options.images());
    String version = version(need, found.classifier());
    inputs.context().lock().check();
    RunRecord.DataFile file =
        fits.write(
            need.name(),
            version,
            found.classifier(),
            inputs.context().working("classifier-" + need.name() + ".parquet"));
    ClassifierFitRecord record =
        new ClassifierFitRecord(
            inputs.context().run(),
            need.name(),
            version,
            need.configuration(),
            inputs.last().run(),
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            Duration.between(started, Instant.now()).toMillis() / 1e3,
            options.bifocal(),
            inputs.context().spark().version(),
            IMPLEMENTATION,
            isSmall ? "one-task" : "distributed",
            found.images(),
            found.classifier().labels(),
            found.leftOut(),
            found.accuracy(),
            file);
    fits.commit(record);
    return record;
  }

  /** Labelled images that may be learnt from. */
  private Dataset<Row> images() {
    Dataset<Row> all = Tables.images(inputs.context().spark(), inputs.store(), inputs.last().run());
    return all.where(col("label").isNotNull())
        .join(TrainingImages.all(all), new String[] {"image_id"}, "left_semi")
        .localCheckpoint();
  }

  private LearntClassifier inOneTask(ClassifierNeed need, Dataset<Row> images) {
    Sample drawn =
        SampleDraw.of(
            inputs.last().run(), images, options.images(), Optional.empty(), Optional.empty());
    SampleBlocks blocks = SampleBlocks.write(inputs, drawn, need.described(), Optional.empty());
    FitTask task =
        new FitTask(
            blocks.sample(), blocks.list(), new SerializableConfiguration(inputs.store().hadoop()));
    return JavaSparkContext.fromSparkContext(inputs.context().spark().sparkContext())
        .parallelize(List.of(need.name()), 1)
        .map(name -> task.run())
        .first()
        .value();
  }

  private DistributedFit distributed(ClassifierNeed need) {
    return new DistributedFit(
        inputs.context().spark(),
        need.described().stream()
            .map(part -> new DistributedFit.Part(part.length(), SampleBlocks.vectors(inputs, part)))
            .toList());
  }

  /** What is equal has equal versions, whatever it was learnt from. */
  private static String version(ClassifierNeed need, VectorClassifier classifier) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(need.configuration().getBytes(StandardCharsets.UTF_8));
      for (String label : classifier.labels()) {
        out.writeUTF(label);
      }
      write(out, classifier.means());
      write(out, classifier.limits());
      for (float[] row : classifier.linear().weights()) {
        write(out, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sha256().version(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }
}
