package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Block;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.GaussiansFit;
import io.bifocal.inference.GuardFit;
import io.bifocal.inference.TemperatureFit;
import io.bifocal.store.GuardFitRecord;
import io.bifocal.store.GuardFits;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Sha256;
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
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns what the guards of the models of a configuration need. One pass over training and
 * validation pictures runs all models that lack something; then each learns and is committed on its
 * own. What comes out depends on nothing but the images, the models and the options.
 */
public final class FitGuards {
  /** Distances to more take longer than a network. */
  private static final int MOST_IMAGES = 10_000;

  private final RunContext context;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Fit.Origin origin;
  private final Fit.Options options;

  /**
   * Prepares to learn.
   *
   * @param origin what is written into the records
   * @param options of its pictures at most 10,000 count, and as many of the split val
   */
  public FitGuards(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Fit.Origin origin,
      Fit.Options options) {
    this.context = context;
    this.collection = collection;
    this.decoder = decoder;
    this.origin = origin;
    this.options = options;
  }

  /**
   * What became of it.
   *
   * @param learnt by this fit
   * @param kept what was there already
   */
  public record Result(List<GuardFitRecord> learnt, List<GuardFitRecord> kept) {}

  /** A model whose guards learn now. */
  private record Learning(ConfiguredModel model, GuardNeed need) {}

  /** The pictures to learn from: image_id, each once. */
  private record Drawn(Dataset<Row> training, Dataset<Row> validation) {}

  /**
   * Learns what {@code models} need.
   *
   * @param extractors of the configuration, whose vocabularies are there
   * @param images rows of {@link Scan#SCHEMA}
   * @throws UserError if a model cannot be loaded or there is too little to learn from; what was
   *     learnt before that is committed
   */
  public Result run(List<ModelSettings> models, List<Block> extractors, Dataset<Row> images) {
    if (models.stream().allMatch(settings -> settings.guards().isEmpty())) {
      return new Result(List.of(), List.of());
    }
    List<ExtractorProducer> classical = producers(extractors);
    GuardFits fits = new GuardFits(context.store());
    List<GuardFitRecord> kept = new ArrayList<>();
    List<Learning> learning = new ArrayList<>();
    for (ModelSettings settings : models) {
      if (settings.guards().isEmpty()) {
        continue;
      }
      ConfiguredModel model = ConfiguredModel.of(settings, classical, decoder, context.spark());
      model
          .need()
          .ifPresent(
              need -> {
                Optional<GuardFitRecord> there =
                    options.again()
                        ? Optional.empty()
                        : fits.newest(model.name(), need.configuration());
                there.ifPresentOrElse(kept::add, () -> learning.add(new Learning(model, need)));
              });
    }
    return new Result(learning.isEmpty() ? List.of() : learn(learning, images, fits), kept);
  }

  private List<ExtractorProducer> producers(List<Block> extractors) {
    List<Extraction> extractions = extractors.stream().map(Extraction::of).toList();
    LearntVocabularies vocabularies =
        new LearntVocabularies(
            extractions,
            decoder,
            context.store(),
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()));
    return extractions.stream()
        .map(extraction -> ExtractorProducer.of(extraction, decoder, vocabularies))
        .toList();
  }

  private List<GuardFitRecord> learn(List<Learning> learning, Dataset<Row> images, GuardFits fits) {
    int most = Math.min(options.images(), MOST_IMAGES);
    Drawn drawn =
        new Drawn(
            needed(learning, GuardFit.GAUSSIANS, GuardFit.NEIGHBOURS, GuardFit.CLASSIFIERS)
                ? TrainingImages.draw(images, most).localCheckpoint()
                : none(images),
            needed(learning, GuardFit.TEMPERATURE)
                ? TrainingImages.drawValidation(images, most).localCheckpoint()
                : none(images));
    List<Producer> samplers = new ArrayList<>();
    for (Learning one : learning) {
      ConfiguredModel model = one.model();
      samplers.add(
          new GuardSampler(
              samplers.size(),
              model.length(),
              model.preprocessing(),
              model.threads(),
              model.device(),
              model.shared()));
    }
    List<ExtractorProducer> extractors =
        learning.stream()
            .map(one -> one.model().extractor())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    for (ExtractorProducer extractor : extractors) {
      samplers.add(new VectorSampler(samplers.size(), extractor));
    }
    List<TaskReport> reports = sample(images, drawn, new Producers(samplers));
    List<GuardFitRecord> learnt = new ArrayList<>();
    for (int i = 0; i < learning.size(); i++) {
      List<String> files = Fit.files(reports, i);
      int extractor = extractors.indexOf(learning.get(i).model().extractor());
      List<String> vectors =
          extractor < 0 ? List.of() : Fit.files(reports, learning.size() + extractor);
      GuardExamples classical =
          GuardExamples.read(context.spark(), vectors, images, drawn.training());
      GuardExamples training = GuardExamples.read(context.spark(), files, images, drawn.training());
      GuardExamples validation =
          GuardExamples.read(context.spark(), files, images, drawn.validation());
      learnt.add(learn(learning.get(i), training, classical, validation, fits));
    }
    return learnt;
  }

  private static boolean needed(List<Learning> learning, GuardFit... any) {
    return learning.stream()
        .flatMap(one -> one.need().learns().stream())
        .anyMatch(List.of(any)::contains);
  }

  private static Dataset<Row> none(Dataset<Row> images) {
    return images.select("image_id").limit(0);
  }

  private List<TaskReport> sample(Dataset<Row> images, Drawn drawn, Producers samplers) {
    Dataset<Row> wanted = drawn.training().union(drawn.validation());
    Plan plan =
        Plan.of(
            context,
            images.join(wanted, new String[] {"image_id"}, "left_semi"),
            samplers,
            Costs.of(samplers, Optional.empty()),
            Optional.empty());
    context.progress().phase("sample", plan.images());
    List<TaskReport> reports =
        Extract.wave(context, collection, decoder, samplers, plan.units(), 1);
    context.progress().done();
    return reports;
  }

  private GuardFitRecord learn(
      Learning learning,
      GuardExamples training,
      GuardExamples classical,
      GuardExamples validation,
      GuardFits fits) {
    Instant started = Instant.now();
    ConfiguredModel model = learning.model();
    GuardLearner.Result result =
        new GuardLearner(
                model.name(),
                model.length(),
                model.files().labels(),
                new ClassifierLearner(context.spark()))
            .learn(learning.need(), training, classical, validation);
    model.guards().check(result.fitted());
    String version = version(learning.need(), result.fitted());
    context.lock().check();
    RunRecord.DataFile file =
        fits.write(
            model.name(),
            version,
            result.fitted(),
            context.working("guards-" + model.name() + ".parquet"));
    GuardFitRecord record =
        new GuardFitRecord(
            context.run(),
            model.name(),
            version,
            learning.need().configuration(),
            origin.snapshot(),
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            Duration.between(started, Instant.now()).toMillis() / 1e3,
            origin.bifocal(),
            context.spark().version(),
            GuardLearner.IMPLEMENTATION,
            result.training(),
            result.fitted().gaussians().means().length,
            result.gaussians().map(GaussiansFit.Result::shrinkage).orElse(null),
            result.validation(),
            result.temperature().map(fit -> (double) fit.temperature()).orElse(null),
            result.temperature().map(TemperatureFit.Result::before).orElse(null),
            result.temperature().map(TemperatureFit.Result::after).orElse(null),
            file);
    fits.commit(record);
    return record;
  }

  /** What is equal has equal versions, whatever it was learnt from. */
  private static String version(GuardNeed need, FittedGuards fitted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(need.configuration().getBytes(StandardCharsets.UTF_8));
      out.writeFloat(fitted.temperature());
      Fit.write(out, fitted.gaussians().center());
      Fit.write(out, fitted.gaussians().whitening());
      Fit.write(out, fitted.gaussians().means());
      Fit.write(out, fitted.neighbours().vectors());
      Fit.write(out, fitted.deep().weights());
      Fit.write(out, fitted.classical().weights());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sha256().version(bytes.toByteArray());
  }
}
