package io.bifocal.feature;

import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Catalogue;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.image.Input;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * An extractor as it is configured: which recipe, on which input.
 *
 * @param name its name in tables
 * @param input the view of the picture that it is handed
 * @param extractor the recipe
 */
public record Extraction(String name, Input input, FeatureExtractor extractor)
    implements Serializable {
  private static final Catalogue<FeatureExtractor> CATALOGUE =
      new Catalogue<>(FeatureExtractor.class, "extractor");

  /**
   * The extractor that {@code block} describes: its name, its parameters, and {@code input} where
   * it is not the default.
   *
   * @throws UserError if the name is not known, a parameter is wrong, or the recipe cannot work on
   *     such an input
   */
  public static Extraction of(Block block) {
    FeatureExtractor extractor = CATALOGUE.bind(block.without(Set.of("input")));
    Input input =
        block
            .block("input")
            .map(
                given ->
                    Binder.bind(
                        Input.class,
                        given.withFallback(Canonical.object(extractor.defaultInput()))))
            .orElse(extractor.defaultInput());
    Extraction extraction = new Extraction(CATALOGUE.name(extractor), input, extractor);
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

  /**
   * What the vectors depend on, as canonical JSON: recipe, parameters, input, and the versions of
   * their implementations.
   *
   * @param decoder makes the pictures
   */
  public String configuration(Decoder decoder) {
    return Canonical.json(
        Map.of(
            "name",
            name,
            "parameters",
            Canonical.values((Record) extractor),
            "input",
            input,
            "implementation",
            extractor.implementation(),
            "decoder",
            decoder.identity()));
  }

  /** Opens a worker for one task. */
  public FeatureExtractor.Worker open() {
    return extractor.open(input);
  }
}
