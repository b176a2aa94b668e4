package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.DevicePreference;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.Guards;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Networks;
import io.bifocal.inference.Task;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.PredictionColumns;
import io.bifocal.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A model of the configuration, loaded and tried out, before what its guards have learnt.
 *
 * @param settings what the configuration says of it
 * @param meaning what its predictions depend on without guards and masks
 * @param length values in an embedding
 * @param threads threads of one forward pass
 * @param device what it runs on
 * @param shared the model, sent once to every executor
 * @param extractor that a guard looks at besides the model, null without one
 */
record ConfiguredModel(
    ModelSettings settings,
    Map<String, Object> meaning,
    Preprocessing preprocessing,
    int length,
    int threads,
    DeviceChoice device,
    ModelFiles files,
    Broadcast<ModelFiles> shared,
    Guards guards,
    ExtractorProducer extractor) {

  /**
   * Loads what {@code settings} name.
   *
   * @param extractors of the configuration
   * @throws UserError if the model cannot be read or loaded, here or on the GPU that it has to run
   *     on, is not what its card says, or lacks what its guards are made of
   */
  static ConfiguredModel of(
      ModelSettings settings,
      List<ExtractorProducer> extractors,
      Decoder decoder,
      SparkSession spark) {
    ModelFiles files =
        ModelFolder.read("models", settings.path(), spark.sparkContext().hadoopConfiguration());
    int threads = spark.sparkContext().getConf().getInt("spark.task.cpus", 1);
    Network network = Networks.shared(files, threads);
    Guards guards = Guards.of(settings.guards());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<ModelFiles> shared = context.broadcast(files);
    DeviceChoice device;
    ExtractorProducer extractor;
    try {
      device = DeviceChoice.of(settings.device(), context);
      guards.check(files.card());
      checkMasks(settings, files.card().task());
      extractor = guards.extractor().map(name -> named(name, extractors)).orElse(null);
      device.check(shared, threads, context);
    } catch (UserError e) {
      throw new UserError("model " + settings.name() + ": " + e.getMessage(), e);
    }
    Preprocessing preprocessing = Preprocessing.of(settings.preprocess());
    Map<String, Object> meaning = new HashMap<>();
    meaning.put("sha256", HexFormat.of().formatHex(files.fingerprint()));
    meaning.put("preprocess", preprocessing.identity());
    meaning.put("decoder", decoder.identity());
    if (settings.device() != DevicePreference.CPU) {
      // A GPU adds in another order: its last bits differ, and rows of one version are to be the
      // same whoever computed them. What auto computed may be of either.
      meaning.put("device", Names.kebab(settings.device()));
    }
    return new ConfiguredModel(
        settings,
        meaning,
        preprocessing,
        network.embeddingLength(),
        threads,
        device,
        files,
        shared,
        guards,
        extractor);
  }

  private static ExtractorProducer named(String name, List<ExtractorProducer> extractors) {
    List<ExtractorProducer> found =
        extractors.stream().filter(extractor -> extractor.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new UserError(
          "guards: disagreement: "
              + Names.unknown(
                  "extractor", name, extractors.stream().map(ExtractorProducer::name).toList()));
    }
    if (found.size() > 1) {
      throw new UserError(
          "guards: disagreement: extractor = "
              + name
              + " stands for "
              + found.size()
              + " extractors of the configuration; leave one of them");
    }
    return found.get(0);
  }

  private static void checkMasks(ModelSettings settings, Task task) {
    if (settings.masks() && task != Task.SEGMENTATION) {
      throw new UserError(
          "masks has no effect, as the card has task = " + Names.kebab(task) + "; leave it out");
    }
  }

  /** Its name in the configuration. */
  String name() {
    return settings.name();
  }

  /** What its guards need from {@code fit}; empty if nothing has to be learnt. */
  Optional<GuardNeed> need() {
    return GuardNeed.of(name(), version(meaning), guards, extractor);
  }

  /**
   * The producer of its predictions.
   *
   * @param learnt of its need
   */
  Producer producer(Optional<LearntGuards.Learnt> learnt, SparkSession spark) {
    Map<String, Object> all = new HashMap<>(meaning);
    if (!guards.list().isEmpty()) {
      all.put("guards", guards.identity());
    }
    learnt.ifPresent(fit -> all.put("guards-fit", fit.version()));
    if (settings.masks()) {
      all.put("masks", true);
    }
    Map<String, Object> described = new HashMap<>(all);
    described.put("name", name());
    described.put("card", files.card());
    if (files.card().task() == Task.IMAGE) {
      return new PictureProducer(
          name(), version(all), Canonical.json(described), preprocessing, threads, device, shared);
    }
    FittedGuards fitted = learnt.map(LearntGuards.Learnt::fitted).orElse(FittedGuards.NONE);
    return new ModelProducer(
        name(),
        version(all),
        Canonical.json(described),
        preprocessing,
        length,
        threads,
        device,
        settings.batchSize(),
        shared,
        guards,
        extractor,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(fitted),
        new PredictionColumns(guards.columns(), settings.masks()));
  }

  private static String version(Map<String, Object> meaning) {
    return new Sha256().version(Canonical.json(meaning).getBytes(StandardCharsets.UTF_8));
  }
}
