package io.bifocal.analysis.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What abstaining buys: where only the rows of highest confidence are judged and the rest is left
 * to a person, how many errors remain among those judged? Rows of equal confidence cannot be told
 * apart, so they are judged together or not at all.
 *
 * <p>Y. Geifman, R. El-Yaniv: Selective classification for deep neural networks. NeurIPS 2017,
 * arXiv 1705.08500. The area: Y. Geifman, G. Uziel, R. El-Yaniv: Bias-reduced uncertainty
 * estimation for deep neural classifiers. ICLR 2019, arXiv 1805.08206.
 *
 * @param area under the risk–coverage curve, 0 to 1, smaller is better: the mean, over all rows, of
 *     the risk at the row's own confidence as threshold
 * @param curve from the smallest coverage to all rows; one point a distinct confidence
 */
public record SelectivePrediction(double area, List<Point> curve) {
  public SelectivePrediction {
    curve = List.copyOf(curve);
  }

  /**
   * One choice of threshold.
   *
   * @param threshold rows of at least this confidence are judged
   * @param coverage their share of all rows, above 0, at most 1
   * @param risk the share of errors among them
   */
  public record Point(double threshold, double coverage, double risk) {}

  /** Draws the curve. */
  public static SelectivePrediction of(LabelledProbabilities rows) {
    int n = rows.rows();
    float[] confidences = new float[n];
    for (int row = 0; row < n; row++) {
      confidences[row] = rows.confidence(row);
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -confidences[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Point> curve = new ArrayList<>();
    double sum = 0;
    int errors = 0;
    int before = 0;
    for (int i = 0; i < n; i++) {
      errors += rows.isRight(order[i]) ? 0 : 1;
      float threshold = confidences[order[i]];
      if (i + 1 == n || confidences[order[i + 1]] != threshold) {
        double risk = (double) errors / (i + 1);
        curve.add(new Point(threshold, (i + 1.0) / n, risk));
        sum += risk * (i + 1 - before);
        before = i + 1;
      }
    }
    return new SelectivePrediction(sum / n, curve);
  }

  /**
   * The largest share of rows that can be judged at a risk of at most this; 0 where even the surest
   * rows are wrong more often. It was chosen on these rows, so on others the risk will be a little
   * larger.
   *
   * @param risk 0 to 1
   */
  public double coverageAt(double risk) {
    return curve.stream()
        .filter(point -> point.risk() <= risk)
        .mapToDouble(Point::coverage)
        .max()
        .orElse(0);
  }
}
