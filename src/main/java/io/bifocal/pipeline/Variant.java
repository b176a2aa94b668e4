package io.bifocal.pipeline;

import io.bifocal.conf.Names;
import io.bifocal.preprocess.CorruptionKind;
import io.bifocal.preprocess.Operator;
import io.bifocal.preprocess.Perturbations;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done to a decoded picture before any producer sees it; what a producer does to pictures
 * first comes after that. The same bytes have the same variants in every run.
 *
 * @param name stable; the family before the first slash
 * @param operator makes the variant; null for the picture as it is
 */
public record Variant(String name, Operator operator) implements Serializable {

  /** The picture as it is: {@code clean}. */
  public static final Variant CLEAN = new Variant("clean", null);

  /**
   * What corruptions start from: {@code shrunk}. Where the longer side of a picture has more than
   * 448 pixels, that is not the picture as it is, and what shrinking alone does is to be told from
   * what corruptions do.
   */
  public static final Variant SHRUNK = new Variant("shrunk", new Perturbations.Shrink());

  /** Severities of a corruption: 1 to this. */
  public static final int SEVERITIES = 5;

  private static final int[] NEARLY_LOSSLESS = {95, 90};

  /** One per cent of 255, rounded. */
  private static final int LEVELS = 3;

  /**
   * The 19 corruptions of ImageNet-C times 5 severities, by kind and then severity: {@code
   * corruption/gaussian-noise/1}. {@link Perturbations.CorruptBySize} says how severities go with
   * the size of the picture.
   */
  public static List<Variant> corruptions() {
    List<Variant> variants = new ArrayList<>();
    for (CorruptionKind kind : CorruptionKind.values()) {
      for (int severity = 1; severity <= SEVERITIES; severity++) {
        variants.add(corruption(kind, severity));
      }
    }
    return variants;
  }

  /** One of {@link #corruptions()}. */
  public static Variant corruption(CorruptionKind kind, int severity) {
    return new Variant(
        "corruption/" + Names.kebab(kind) + "/" + severity,
        new Perturbations.CorruptBySize(kind, severity));
  }

  /**
   * Changes that nobody sees: {@code perturbation/shift-right}, {@code -left}, {@code -down},
   * {@code -up} by one pixel with the edge repeated, {@code perturbation/brighter} and {@code
   * /darker} by 3 levels of 255, {@code perturbation/jpeg-95} and {@code jpeg-90}.
   */
  public static List<Variant> perturbations() {
    List<Variant> variants = new ArrayList<>();
    variants.add(perturbation("shift-right", new Perturbations.Shift(1, 0)));
    variants.add(perturbation("shift-left", new Perturbations.Shift(-1, 0)));
    variants.add(perturbation("shift-down", new Perturbations.Shift(0, 1)));
    variants.add(perturbation("shift-up", new Perturbations.Shift(0, -1)));
    variants.add(perturbation("brighter", new Perturbations.Brighten(LEVELS)));
    variants.add(perturbation("darker", new Perturbations.Brighten(-LEVELS)));
    for (int quality : NEARLY_LOSSLESS) {
      variants.add(perturbation("jpeg-" + quality, new Perturbations.Recompress(quality)));
    }
    return variants;
  }

  /**
   * A gray patch over each cell of a grid, row by row: {@code occlusion/ROW/COLUMN}, counted from 0
   * at the top left.
   *
   * @param rows at least 1, usually 8
   * @param columns at least 1, usually 8
   */
  public static List<Variant> occlusions(int rows, int columns) {
    List<Variant> variants = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        variants.add(
            new Variant(
                "occlusion/" + row + "/" + column,
                new Perturbations.Occlude(columns, rows, column, row)));
      }
    }
    return variants;
  }

  private static Variant perturbation(String name, Operator operator) {
    return new Variant("perturbation/" + name, operator);
  }
}
