package io.bifocal.store;

/**
 * How far something has drifted between two runs.
 *
 * @param what labels, splits, rejects, or a producer as {@code kind/name/version}, with {@code
 *     /label}, {@code /score} or {@code /<guard>} where it is one column of a model
 * @param against the run that is compared with
 * @param statistic in words
 * @param value of the statistic
 * @param pValue after correction for many tests: the probability of any such difference, anywhere
 *     in the comparison, if nothing had drifted
 * @param threshold the one that was crossed, or the first one that was not
 * @param level {@link #OK}, {@link #WARNING} or {@link #FAILURE}
 * @param detail what is most telling, a sentence
 */
public record DriftFinding(
    String what,
    String against,
    String statistic,
    double value,
    double pValue,
    double threshold,
    String level,
    String detail) {

  public static final String OK = "ok";
  public static final String WARNING = "warning";
  public static final String FAILURE = "failure";
}
