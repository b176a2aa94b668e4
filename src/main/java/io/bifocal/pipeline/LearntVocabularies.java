package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.store.FitRecord;
import io.bifocal.store.Store;
import io.bifocal.store.Vocabularies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The newest vocabularies of the extractors of a configuration, each sent to executors once. */
final class LearntVocabularies {
  private final Decoder decoder;
  private final Map<String, Learnt> byRecipe = new HashMap<>();

  /** A vocabulary and its version. */
  record Learnt(String version, Broadcast<SharedVocabulary> words) {}

  /**
   * @throws UserError if one was not learnt yet, naming all that were not
   */
  LearntVocabularies(
      List<Extraction> extractions, Decoder decoder, Store store, JavaSparkContext spark) {
    this.decoder = decoder;
    Vocabularies vocabularies = new Vocabularies(store);
    Set<String> without = new TreeSet<>();
    for (Extraction extraction : extractions) {
      Optional<VocabularyNeed> need = VocabularyNeed.of(extraction, decoder);
      if (need.isEmpty() || byRecipe.containsKey(need.get().name())) {
        continue;
      }
      Optional<FitRecord> fit = vocabularies.newest(need.get().name());
      if (fit.isEmpty()) {
        without.add(extraction.name() + " (" + need.get().name() + ")");
      } else {
        SharedVocabulary words = new SharedVocabulary(vocabularies.read(fit.get()));
        byRecipe.put(need.get().name(), new Learnt(fit.get().version(), spark.broadcast(words)));
      }
    }
    if (!without.isEmpty()) {
      throw missing(without, store);
    }
  }

  /** What {@code extraction} uses; empty if it needs no vocabulary. */
  Optional<Learnt> of(Extraction extraction) {
    return VocabularyNeed.of(extraction, decoder).map(need -> byRecipe.get(need.name()));
  }

  private static UserError missing(Set<String> without, Store store) {
    List<String> steps = new ArrayList<>();
    if (store.runs().isEmpty()) {
      steps.add("jobs/bifocal scan --conf FILE");
    }
    steps.add("jobs/bifocal fit --conf FILE");
    return new UserError(
        "the store "
            + store.location()
            + " has no vocabulary for "
            + String.join(", ", without)
            + "; learn it with "
            + String.join(" and then ", steps));
  }
}
