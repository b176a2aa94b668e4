package io.bifocal.conf;

import java.util.HashSet;
import java.util.List;

/** A classifier of vectors of the configuration. */
public record ClassifierSettings(
    @Help("name in the tables, beside those of models: letters, digits, dot, dash and underscore")
        String name,
    @Help("names of the extractors and models of this configuration whose vectors it looks at")
        List<String> of) {

  public ClassifierSettings {
    Names.requireFileName(name, "a table");
    if (of.isEmpty() || new HashSet<>(of).size() < of.size()) {
      throw new UserError(
          "classifier " + name + ": of = " + of + "; give at least one name, none of them twice");
    }
    of = List.copyOf(of);
  }
}
