package io.bifocal.analysis.compare;

import io.bifocal.conf.FeatureGroup;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The sets of features of a comparison. */
final class FeatureSets {
  static final String CLASSICAL = "classical";
  static final String DEEP = "deep";
  static final String FUSED = "fused";
  static final String LATE_FUSION = "late-fusion";
  static final String MAJORITY = "majority";
  static final String THUMBNAIL = "thumbnail-pixels";

  private FeatureSets() {}

  /**
   * Each block alone, the groups of the configuration, all classical blocks, all deep ones, both
   * together in two ways, and the baselines.
   *
   * @throws UserError if a group names what is not there, or is named as another set
   */
  static List<FeatureSet> of(List<Block> blocks, List<FeatureGroup> groups) {
    List<FeatureSet> sets = new ArrayList<>();
    List<Integer> classical = of(blocks, Lens.CLASSICAL);
    List<Integer> deep = of(blocks, Lens.DEEP);
    for (int i = 0; i < blocks.size(); i++) {
      sets.add(concatenated(blocks.get(i).name(), blocks.get(i).lens(), List.of(i)));
    }
    groups.forEach(group -> sets.add(group(group, blocks)));
    if (classical.size() > 1) {
      sets.add(concatenated(CLASSICAL, Lens.CLASSICAL, classical));
    }
    if (deep.size() > 1) {
      sets.add(concatenated(DEEP, Lens.DEEP, deep));
    }
    if (!classical.isEmpty() && !deep.isEmpty()) {
      List<Integer> both = new ArrayList<>(classical);
      both.addAll(deep);
      sets.add(concatenated(FUSED, Lens.FUSED, both));
      sets.add(new FeatureSet(LATE_FUSION, Lens.FUSED, FeatureSet.Combination.LATE, both));
    }
    sets.add(new FeatureSet(MAJORITY, Lens.BASELINE, FeatureSet.Combination.MAJORITY, List.of()));
    requireNames(sets);
    return sets;
  }

  private static List<Integer> of(List<Block> blocks, Lens lens) {
    return IntStream.range(0, blocks.size())
        .filter(i -> blocks.get(i).lens() == lens)
        .boxed()
        .toList();
  }

  private static FeatureSet concatenated(String name, Lens lens, List<Integer> blocks) {
    return new FeatureSet(name, lens, FeatureSet.Combination.CONCATENATED, blocks);
  }

  private static FeatureSet group(FeatureGroup group, List<Block> blocks) {
    List<String> names =
        blocks.stream().filter(block -> block.lens() != Lens.BASELINE).map(Block::name).toList();
    List<Integer> members = new ArrayList<>();
    for (String name : group.of()) {
      int index = names.indexOf(name);
      if (index < 0) {
        throw new UserError(
            "compare.groups: "
                + group.name()
                + ": "
                + Names.unknown("extractor or model", name, names));
      }
      members.add(index);
    }
    List<Lens> lenses =
        members.stream().map(member -> blocks.get(member).lens()).distinct().toList();
    return concatenated(group.name(), lenses.size() == 1 ? lenses.get(0) : Lens.FUSED, members);
  }

  private static void requireNames(List<FeatureSet> sets) {
    List<String> names = new ArrayList<>();
    for (FeatureSet set : sets) {
      if (names.contains(set.name())) {
        throw new UserError(
            "compare: two sets of features are named '"
                + set.name()
                + "'; give the group another name");
      }
      names.add(set.name());
    }
  }
}
