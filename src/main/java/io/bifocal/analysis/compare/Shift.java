package io.bifocal.analysis.compare;

import io.bifocal.analysis.statistics.Estimate;
import java.util.List;

/**
 * What becomes of scores on images of another source.
 *
 * @param trainOn condition of the training images
 * @param testOn condition of the test images
 * @param gaps by set and number of labels, of logistic regression
 */
public record Shift(String trainOn, String testOn, List<Gap> gaps) {

  /**
   * The gap of a set.
   *
   * @param home balanced accuracy on other images of the source that was trained on
   * @param away balanced accuracy on the other source
   * @param gap the first less the second
   */
  public record Gap(String set, int labels, Estimate home, Estimate away, Estimate gap) {}
}
