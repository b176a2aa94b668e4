package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.inference.FittedGuards;
import io.bifocal.store.GuardFitRecord;
import io.bifocal.store.GuardFits;
import io.bifocal.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest of what was learnt for the guards of the models of a configuration. */
final class LearntGuards {
  private final Map<String, Learnt> byModel = new HashMap<>();

  /** What was learnt for a model, and its version. */
  record Learnt(String version, FittedGuards fitted) {}

  /**
   * @throws UserError if something was not learnt yet, naming all models without
   */
  LearntGuards(List<ConfiguredModel> models, Store store) {
    GuardFits fits = new GuardFits(store);
    List<String> without = new ArrayList<>();
    for (ConfiguredModel model : models) {
      Optional<GuardNeed> need = model.need();
      if (need.isEmpty()) {
        continue;
      }
      Optional<GuardFitRecord> fit = fits.newest(model.name(), need.get().configuration());
      if (fit.isPresent()) {
        FittedGuards fitted = fits.read(fit.get());
        model.guards().check(fitted);
        byModel.put(model.name(), new Learnt(fit.get().version(), fitted));
      } else {
        without.add(model.name());
      }
    }
    if (!without.isEmpty()) {
      throw new UserError(
          "the store "
              + store.location()
              + " has nothing that was learnt for the guards of "
              + String.join(", ", without)
              + "; learn it with "
              + (store.runs().isEmpty() ? "jobs/bifocal scan --conf FILE and then " : "")
              + "jobs/bifocal fit --conf FILE");
    }
  }

  /** What was learnt for {@code model}; empty if its guards do not learn. */
  Optional<Learnt> of(ConfiguredModel model) {
    return Optional.ofNullable(byModel.get(model.name()));
  }
}
