package io.bifocal.analysis.compare;

import java.util.List;
import java.util.Optional;

/**
 * The sets that speak for a lens: all its blocks together, or its only one. To take the best one
 * instead would favour the lens that has more to choose from.
 */
record Representatives(Optional<String> classical, Optional<String> deep, List<String> fused) {

  static Representatives of(List<FeatureSet> sets) {
    return new Representatives(
        widest(sets, Lens.CLASSICAL),
        widest(sets, Lens.DEEP),
        sets.stream()
            .filter(
                set ->
                    set.name().equals(FeatureSets.FUSED)
                        || set.name().equals(FeatureSets.LATE_FUSION))
            .map(FeatureSet::name)
            .toList());
  }

  private static Optional<String> widest(List<FeatureSet> sets, Lens lens) {
    List<FeatureSet> ofLens = sets.stream().filter(set -> set.lens() == lens).toList();
    return ofLens.stream()
        .filter(
            set -> set.name().equals(lens == Lens.DEEP ? FeatureSets.DEEP : FeatureSets.CLASSICAL))
        .findFirst()
        .or(() -> ofLens.stream().findFirst())
        .map(FeatureSet::name);
  }
}
