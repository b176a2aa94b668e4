package io.bifocal.analysis.compare;

import io.bifocal.conf.CompareSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.Priors;
import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Map;

/** How frequent the classes of a comparison will be where it matters. */
final class DeploymentPriors {
  private DeploymentPriors() {}

  /**
   * In the order of the classes; none where the configuration says nothing.
   *
   * @throws UserError if it names a class that is not looked at; those that it does not name are 0
   */
  static List<Double> of(Design design, CompareSettings settings) {
    Map<String, Double> shares = Priors.parse(settings.priors());
    List<String> classes = design.sample().classes();
    for (String label : shares.keySet()) {
      if (!classes.contains(label)) {
        throw new UserError("compare.priors: " + Names.unknown("class", label, classes));
      }
    }
    return shares.isEmpty()
        ? List.of()
        : classes.stream().map(label -> shares.getOrDefault(label, 0.0)).toList();
  }
}
