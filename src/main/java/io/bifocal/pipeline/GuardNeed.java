package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.Names;
import io.bifocal.inference.GuardFit;
import io.bifocal.inference.Guards;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the guards of a model need from {@code fit}.
 *
 * @param model its name in the configuration
 * @param configuration everything that it depends on besides the pictures, as canonical JSON
 * @param learns at least one
 */
record GuardNeed(String model, String configuration, Set<GuardFit> learns) {

  /**
   * What {@code guards} need; empty if nothing has to be learnt.
   *
   * @param version of the model without guards
   * @param extractor that a guard looks at, null without one
   */
  static Optional<GuardNeed> of(
      String model, String version, Guards guards, ExtractorProducer extractor) {
    Set<GuardFit> learns = guards.learns();
    if (learns.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> meaning = new HashMap<>();
    meaning.put("model", version);
    meaning.put("learns", learns.stream().map(Names::kebab).sorted().toList());
    if (extractor != null) {
      meaning.put("extractor", extractor.version());
    }
    return Optional.of(new GuardNeed(model, Canonical.json(meaning), learns));
  }
}
