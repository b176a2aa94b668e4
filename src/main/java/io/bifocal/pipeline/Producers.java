package io.bifocal.pipeline;

import io.bifocal.conf.ClassifierSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.store.ClassifierFits;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
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
   * Reads and loads what {@code settings} name. Classifiers that were not learnt yet, or for other
   * versions of what they look at, are left out: their vectors have to be there first.
   *
   * @throws UserError if an extractor or model is not known, not readable or not what its card
   *     says, or if the store lacks what {@code fit} learns
   */
  public static Producers of(Settings settings, SparkSession spark) {
    Decoder decoder = Decoder.of(settings);
    Store store = Store.at(settings.store(), spark.sparkContext().hadoopConfiguration());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Producer> producers = new ArrayList<>();
    List<Extraction> extractions = settings.extractors().stream().map(Extraction::of).toList();
    LearntVocabularies vocabularies = new LearntVocabularies(extractions, decoder, store, context);
    List<ExtractorProducer> extractors =
        extractions.stream()
            .map(extraction -> ExtractorProducer.of(extraction, decoder, vocabularies))
            .toList();
    producers.addAll(extractors);
    extractions.stream()
        .filter(Extraction::keepsKeypoints)
        .map(extraction -> KeypointProducer.of(extraction, decoder))
        .distinct()
        .forEach(producers::add);
    List<ConfiguredModel> models =
        settings.models().stream()
            .map(model -> ConfiguredModel.of(model, extractors, decoder, spark))
            .toList();
    LearntGuards guards = new LearntGuards(models, store);
    models.forEach(model -> producers.add(model.producer(guards.of(model), spark)));
    Producers parts = new Producers(producers);
    ClassifierFits fits = new ClassifierFits(store);
    for (ClassifierSettings classifier : settings.classifiers()) {
      ClassifierNeed need = ClassifierNeed.of(classifier, parts);
      fits.newest(need.name(), need.configuration())
          .ifPresent(
              fit ->
                  producers.add(
                      ClassifierProducer.of(
                          need, fit, context.broadcast(new Shipped<>(fits.read(fit))))));
    }
    return new Producers(producers);
  }

  /**
   * Extractors, whatever a configuration names.
   *
   * @throws UserError if one needs a vocabulary
   */
  public static Producers of(List<Extraction> extractions, Decoder decoder) {
    List<Producer> producers = new ArrayList<>();
    for (Extraction extraction : extractions) {
      if (extraction.vocabulary().isPresent()) {
        throw new UserError(
            extraction.name() + " needs a vocabulary; name it in extractors, and run fit");
      }
      producers.add(ExtractorProducer.of(extraction, decoder, Optional.empty()));
    }
    return new Producers(producers);
  }

  /** Those whose rows lie in one of {@code folders}. */
  public Producers in(Collection<String> folders) {
    return new Producers(
        list.stream().filter(producer -> folders.contains(producer.folder())).toList());
  }

  /**
   * Those of {@code names}.
   *
   * @throws UserError if one has none of these names
   */
  public Producers named(List<String> names) {
    List<String> known = list.stream().map(Producer::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError(Names.unknown("producer", name, known));
      }
    }
    return new Producers(
        list.stream().filter(producer -> names.contains(producer.name())).toList());
  }

  /** These and then those of {@code others} that are none of these. */
  public Producers and(Producers others) {
    Set<String> folders = new HashSet<>();
    return new Producers(
        Stream.concat(list.stream(), others.list.stream())
            .filter(producer -> folders.add(producer.folder()))
            .toList());
  }

  /** The producers as a run record names them, before anything was computed. */
  public List<RunRecord.Produced> described() {
    return list.stream().map(producer -> producer.record(0, 0, 0, 0, 0, 0)).toList();
  }
}
