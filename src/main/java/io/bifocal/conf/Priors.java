package io.bifocal.conf;

import java.util.Map;
import java.util.TreeMap;

/** How frequent classes are. */
public final class Priors {
  private static final double TOLERANCE = 1e-6;

  private Priors() {}

  /**
   * The shares that {@code texts} say, by label.
   *
   * @throws UserError if one is no share, or if there are some that do not make 1 together
   */
  public static Map<String, Double> parse(Map<String, String> texts) {
    Map<String, Double> shares = new TreeMap<>();
    double sum = 0;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      double share = share(entry.getKey(), entry.getValue());
      shares.put(entry.getKey(), share);
      sum += share;
    }
    if (!shares.isEmpty() && Math.abs(sum - 1) > TOLERANCE) {
      throw new UserError("priors make " + (float) sum + " together; they have to make 1");
    }
    return shares;
  }

  private static double share(String label, String text) {
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw new UserError("priors." + label + " = '" + text + "' is not a number from 0 to 1", e);
    }
    throw new UserError("priors." + label + " = '" + text + "' is not a number from 0 to 1");
  }
}
