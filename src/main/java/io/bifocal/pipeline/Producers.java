package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Networks;
import io.bifocal.inference.Task;
import io.bifocal.preprocess.Preprocessing;
import io.bifocal.store.PredictionColumns;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * The producers of a configuration, in its order, checked before anything runs.
 *
 * @param list at most 63, no two with the same table, name and version
 */
public record Producers(List<Producer> list) implements Serializable {
  /** As many as there are bits in the mask of what an image lacks. */
  private static final int MOST = 63;

  /** No producers at all: images are decoded to see whether they can be, and nothing more. */
  public static final Producers NONE = new Producers(List.of());

  public Producers {
    list = List.copyOf(list);
    if (list.size() > MOST) {
      throw new UserError(
          list.size()
              + " extractors and models are more than the "
              + MOST
              + " that one run computes; split them over two configurations");
    }
    Set<String> folders = new HashSet<>();
    for (Producer producer : list) {
      if (!folders.add(producer.folder())) {
        throw new UserError(
            "'" + producer.name() + "' is configured twice with the same parameters; remove one");
      }
    }
  }

  /**
   * Reads and loads what {@code settings} name.
   *
   * @throws UserError if an extractor or model is not known, not readable or not what its card
   *     says, or if the store lacks a vocabulary
   */
  public static Producers of(Settings settings, SparkSession spark) {
    Decoder decoder = Decoder.of(settings);
    List<Producer> producers = new ArrayList<>();
    List<Extraction> extractions = settings.extractors().stream().map(Extraction::of).toList();
    LearntVocabularies vocabularies =
        new LearntVocabularies(
            extractions,
            decoder,
            Store.at(settings.store(), spark.sparkContext().hadoopConfiguration()),
            JavaSparkContext.fromSparkContext(spark.sparkContext()));
    for (Extraction extraction : extractions) {
      producers.add(ExtractorProducer.of(extraction, decoder, vocabularies));
    }
    extractions.stream()
        .filter(Extraction::keepsKeypoints)
        .map(extraction -> KeypointProducer.of(extraction, decoder))
        .distinct()
        .forEach(producers::add);
    settings.models().forEach(model -> producers.add(model(model, decoder, spark)));
    return new Producers(producers);
  }

  /** The producers as a run record names them, before anything was computed. */
  public List<RunRecord.Produced> described() {
    return list.stream().map(producer -> producer.record(0, 0, 0, 0, 0)).toList();
  }

  private static Producer model(ModelSettings settings, Decoder decoder, SparkSession spark) {
    ModelFiles files =
        ModelFolder.read("models", settings.path(), spark.sparkContext().hadoopConfiguration());
    int threads = spark.sparkContext().getConf().getInt("spark.task.cpus", 1);
    Network network = Networks.shared(files, threads);
    String fingerprint = HexFormat.of().formatHex(files.fingerprint());
    Preprocessing preprocessing = Preprocessing.of(settings.preprocess());
    Task task = files.card().task();
    if (settings.masks() && task != Task.SEGMENTATION) {
      throw new UserError(
          "models: masks has no effect on '"
              + settings.name()
              + "', whose card has task = "
              + Names.kebab(task)
              + "; leave it out");
    }
    Map<String, Object> meaning =
        new HashMap<>(
            Map.of(
                "sha256",
                fingerprint,
                "preprocess",
                preprocessing.identity(),
                "decoder",
                decoder.identity()));
    if (settings.masks()) {
      meaning.put("masks", true);
    }
    Map<String, Object> described = new HashMap<>(meaning);
    described.put("name", settings.name());
    described.put("card", files.card());
    String version = new Sha256().version(Canonical.json(meaning).getBytes(StandardCharsets.UTF_8));
    String configuration = Canonical.json(described);
    Broadcast<ModelFiles> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(files);
    if (task == Task.IMAGE) {
      return new PictureProducer(
          settings.name(), version, configuration, preprocessing, threads, sent);
    }
    return new ModelProducer(
        settings.name(),
        version,
        configuration,
        preprocessing,
        network.embeddingLength(),
        threads,
        settings.batchSize(),
        sent,
        new PredictionColumns(settings.masks()));
  }
}
