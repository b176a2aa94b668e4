package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.Names;
import io.bifocal.feature.Extraction;
import io.bifocal.feature.VocabularyRecipe;
import io.bifocal.image.Decoder;
import io.bifocal.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A vocabulary that an extractor needs. Extractors whose descriptors and recipe are the same share
 * one.
 *
 * @param name of the recipe in the store: detector, codebook, words, and a hash of everything
 * @param configuration everything that the vocabulary is learnt by, as canonical JSON
 */
record VocabularyNeed(
    String name, String configuration, KeypointSource source, VocabularyRecipe recipe) {

  /** What {@code extraction} needs; empty if it needs no vocabulary. */
  static Optional<VocabularyNeed> of(Extraction extraction, Decoder decoder) {
    return KeypointSource.of(extraction)
        .map(source -> of(source, extraction.vocabulary().orElseThrow(), decoder));
  }

  private static VocabularyNeed of(
      KeypointSource source, VocabularyRecipe recipe, Decoder decoder) {
    Map<String, Object> meaning = source.identity(decoder);
    meaning.put("rooted", recipe.rooted());
    meaning.put("components", recipe.components());
    meaning.put("codebook", recipe.codebook());
    meaning.put("words", recipe.words());
    String configuration = Canonical.json(meaning);
    String name =
        String.format(
            Locale.ROOT,
            "%s-%s-%d-%s",
            Names.kebab(recipe.detector()),
            Names.kebab(recipe.codebook()),
            recipe.words(),
            new Sha256().version(configuration.getBytes(StandardCharsets.UTF_8)));
    return new VocabularyNeed(name, configuration, source, recipe);
  }
}
