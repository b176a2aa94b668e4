package io.bifocal.feature;

import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Catalogue;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import io.bifocal.preprocess.Preprocessing;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An extractor as it is configured: which recipe, on which input.
 *
 * @param name its name in tables
 * @param preprocessing what is done to the decoded picture first
 * @param input the view of the result that the recipe is handed
 * @param extractor the recipe
 * @param keepsKeypoints whether the keypoints that it finds are kept in a table of their own
 */
public record Extraction(
    String name,
    Preprocessing preprocessing,
    Input input,
    FeatureExtractor extractor,
    boolean keepsKeypoints)
    implements Serializable {
  private static final String INPUT = "input";
  private static final String PREPROCESS = "preprocess";
  private static final String KEYPOINTS_TABLE = "keypoints-table";

  private static final Catalogue<FeatureExtractor> CATALOGUE =
      new Catalogue<>(FeatureExtractor.class, "extractor");

  /**
   * The extractor that {@code block} describes: its name, its parameters, {@code input} where it is
   * not the default, {@code preprocess} where there is any, and {@code keypoints-table = true}
   * where keypoints are to be kept.
   *
   * @throws UserError if a name is not known, a parameter is wrong, or the recipe cannot work on
   *     such an input
   */
  public static Extraction of(Block block) {
    FeatureExtractor extractor =
        CATALOGUE.bind(block.without(Set.of(INPUT, PREPROCESS, KEYPOINTS_TABLE)));
    Input input =
        block
            .block(INPUT)
            .map(
                given ->
                    Binder.bind(
                        Input.class,
                        given.withFallback(Canonical.object(extractor.defaultInput()))))
            .orElse(extractor.defaultInput());
    Extraction extraction =
        new Extraction(
            CATALOGUE.name(extractor),
            Preprocessing.of(block.blocks(PREPROCESS)),
            input,
            extractor,
            block.isSet(KEYPOINTS_TABLE));
    if (extraction.keepsKeypoints() && extraction.vocabulary().isEmpty()) {
      throw block.error(
          extraction.name() + " finds no keypoints; remove " + KEYPOINTS_TABLE + " = true");
    }
    try {
      extraction.length();
    } catch (UserError e) {
      throw block.error(e.getMessage());
    }
    return extraction;
  }

  /** The number of values in every vector. */
  public int length() {
    return extractor.length(input);
  }

  /** What has to be learnt before; empty for an extractor that needs no vocabulary. */
  public Optional<VocabularyRecipe> vocabulary() {
    return extractor instanceof TrainedExtractor trained
        ? Optional.of(trained.vocabulary())
        : Optional.empty();
  }

  /** What the vectors of an extractor that needs no vocabulary depend on, as canonical JSON. */
  public String configuration(Decoder decoder) {
    return configuration(decoder, Optional.empty());
  }

  /**
   * What the vectors depend on, as canonical JSON: recipe, parameters, input, the versions of their
   * implementations, and of the vocabulary where there is one.
   *
   * @param decoder makes the pictures
   * @param vocabulary version of the vocabulary
   */
  public String configuration(Decoder decoder, Optional<String> vocabulary) {
    Map<String, Object> meaning = new TreeMap<>();
    meaning.put("name", name);
    meaning.put("parameters", Canonical.values((Record) extractor));
    meaning.put("preprocess", preprocessing.identity());
    meaning.put("input", input);
    meaning.put("implementation", extractor.implementation());
    meaning.put("decoder", decoder.identity());
    vocabulary.ifPresent(version -> meaning.put("vocabulary", version));
    return Canonical.json(meaning);
  }

  /** Opens a worker for one task, of an extractor that needs no vocabulary. */
  public Worker open() {
    return new Worker(preprocessing.open(), input, extractor.open(input));
  }

  /**
   * Opens a worker for one task, of an extractor that needs a vocabulary.
   *
   * @param words learnt as {@link #vocabulary()} asks for
   */
  public Worker open(Vocabulary words) {
    TrainedExtractor trained = (TrainedExtractor) extractor;
    return new Worker(preprocessing.open(), input, trained.open(input, words));
  }

  /**
   * Draws what it sees in a picture.
   *
   * @param picture as decoded
   * @return a colour picture, which the caller closes
   */
  public Picture draw(Picture picture) {
    float[] vector = new float[extractor instanceof TrainedExtractor ? 0 : length()];
    try (Preprocessing.Worker steps = preprocessing.open()) {
      Picture view = steps.apply(picture, 0).view(input);
      // What is trained draws its keypoints, for which it needs no vocabulary.
      if (vector.length > 0) {
        try (FeatureExtractor.Worker worker = extractor.open(input)) {
          worker.extract(view, vector);
        }
      }
      return extractor.draw(view, vector);
    }
  }

  /** The whole extraction in one task. Not for use by several threads at once. */
  public static final class Worker implements AutoCloseable {
    private final Preprocessing.Worker preprocessing;
    private final Input input;
    private final FeatureExtractor.Worker extractor;

    private Worker(
        Preprocessing.Worker preprocessing, Input input, FeatureExtractor.Worker extractor) {
      this.preprocessing = preprocessing;
      this.input = input;
      this.extractor = extractor;
    }

    /**
     * Describes one picture.
     *
     * @param picture as decoded
     * @param seed of the image, for whatever is random in preprocessing
     * @param vector the result, of {@link Extraction#length} values
     * @throws RuntimeException if it cannot be described; the message becomes the row's error
     */
    public void extract(Picture picture, long seed, float[] vector) {
      extractor.extract(preprocessing.apply(picture, seed).view(input), vector);
    }

    @Override
    public void close() {
      extractor.close();
      preprocessing.close();
    }
  }
}
