package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The boxes that ssd starts from: a line each, centre x, centre y, width and height as fractions.
 */
final class PriorFile {
  private static final int SIDES = 4;

  private PriorFile() {}

  /**
   * The priors in {@code bytes}, UTF-8.
   *
   * @throws UserError if a line is not four numbers
   */
  static float[][] parse(String file, byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).stripTrailing().lines().toList();
    float[][] priors = new float[lines.size()][];
    for (int i = 0; i < priors.length; i++) {
      priors[i] = line(file, i + 1, lines.get(i));
    }
    return priors;
  }

  private static float[] line(String file, int number, String line) {
    String[] fields = line.split(",", -1);
    try {
      if (fields.length == SIDES) {
        float[] prior = new float[SIDES];
        for (int i = 0; i < SIDES; i++) {
          prior[i] = Float.parseFloat(fields[i].strip());
        }
        return prior;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with a wrong number of fields.
    }
    throw new UserError(
        file
            + ":"
            + number
            + ": '"
            + line
            + "' is not a prior; give centre x, centre y, width and height as fractions of the"
            + " input, divided by commas");
  }
}
