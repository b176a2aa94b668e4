package io.bifocal.analysis;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of one thing on two sides, before anything is decided.
 *
 * @param what its name in a finding
 * @param pValues of its parts, such as the labels or the values of a vector, before any correction
 * @param effects how large the difference is
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is judged.
record Measured(String what, double[] pValues, List<Effect> effects) {

  /**
   * How large a difference is by one statistic.
   *
   * @param total over all parts; where there is none, the largest of a significant part counts
   * @param strengths of each part
   * @param wording says which parts differ
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  record Effect(Statistic statistic, OptionalDouble total, double[] strengths, Wording wording) {}

  /** Tells a difference. */
  @FunctionalInterface
  interface Wording {
    /**
     * A sentence.
     *
     * @param parts those that differ significantly, the strongest first; may be none
     */
    String of(int[] parts);
  }
}
