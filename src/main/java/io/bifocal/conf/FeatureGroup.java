package io.bifocal.conf;

import java.util.List;

/** Extractors and models whose vectors are looked at together. */
public record FeatureGroup(
    @Help("name in tables and report: letters, digits, dot, dash and underscore") String name,
    @Help("names of extractors and models of this configuration, two at least") List<String> of) {

  public FeatureGroup {
    Names.requireFileName(name, "a group");
    if (of.size() < 2) {
      throw new UserError("a group of " + of.size() + " is none; give two names at least");
    }
  }
}
