package io.bifocal.analysis.compare;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.util.List;

/** The extractors and models of a configuration that a comparison looks at. */
final class ComparedProducers {
  private ComparedProducers() {}

  /**
   * Those with vectors that are not left out.
   *
   * @param described all of the configuration
   * @param leftOut names
   * @throws UserError if there is none, one has no rows, or a name is not known
   */
  static List<RunRecord.Produced> of(
      Store store, List<RunRecord.Produced> described, List<String> leftOut) {
    List<String> known = described.stream().map(RunRecord.Produced::name).distinct().toList();
    for (String name : leftOut) {
      if (!known.contains(name)) {
        throw new UserError(
            "compare.leave-out: " + Names.unknown("extractor or model", name, known));
      }
    }
    List<RunRecord.Produced> chosen =
        described.stream()
            .filter(producer -> List.of("features", "predictions").contains(producer.kind()))
            .filter(producer -> producer.length() > 0 && !leftOut.contains(producer.name()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UserError(
          "there is nothing to compare: the configuration has no extractor and no model with an embedding"
              + (leftOut.isEmpty() ? "" : " that compare.leave-out leaves in"));
    }
    chosen.forEach(producer -> requireRows(store, producer));
    return chosen;
  }

  /**
   * Demands that a producer has rows.
   *
   * @throws UserError if it has none
   */
  static void requireRows(Store store, RunRecord.Produced producer) {
    if (store.dataFiles(store.path(producer.folder())).isEmpty()) {
      throw new UserError(
          "the store "
              + store.location()
              + " has no rows of '"
              + producer.name()
              + "' as it is configured (version "
              + producer.version()
              + "); run nightly first, or leave it out");
    }
  }

  /** The name of a producer, with its version where others have the name. */
  static String name(RunRecord.Produced producer, List<RunRecord.Produced> all) {
    long namesakes = all.stream().filter(other -> other.name().equals(producer.name())).count();
    return namesakes == 1 ? producer.name() : producer.name() + "-" + producer.version();
  }
}
