package io.bifocal.analysis.compare;

/**
 * An image that two sets answer differently, or that both get wrong.
 *
 * @param kind as in {@link Example}
 * @param row of the sample
 * @param classical class that the classical set says it is
 * @param classicalProbability of that
 * @param deep class that the deep set says it is
 * @param deepProbability of that
 */
record Pick(
    String kind,
    int row,
    int classical,
    double classicalProbability,
    int deep,
    double deepProbability) {
  static final String CLASSICAL_RIGHT = "classical right";
  static final String DEEP_RIGHT = "deep right";
  static final String BOTH_WRONG = "both wrong";

  /** How sure of the wrong answer somebody is. */
  double surprise() {
    return switch (kind) {
      case CLASSICAL_RIGHT -> deepProbability;
      case DEEP_RIGHT -> classicalProbability;
      default -> Math.min(classicalProbability, deepProbability);
    };
  }
}
