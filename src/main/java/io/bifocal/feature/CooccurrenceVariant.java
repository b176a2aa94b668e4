package io.bifocal.feature;

import java.util.List;

/** Which statistics of a co-occurrence matrix are computed where none are named. */
public enum CooccurrenceVariant {
  /** The six of scikit-image's graycoprops. */
  SKIMAGE(
      CooccurrenceStatistic.CONTRAST,
      CooccurrenceStatistic.DISSIMILARITY,
      CooccurrenceStatistic.HOMOGENEITY,
      CooccurrenceStatistic.ASM,
      CooccurrenceStatistic.ENERGY,
      CooccurrenceStatistic.CORRELATION),
  /** Haralick's 13, f1 to f13, as mahotas has them. */
  HARALICK(
      CooccurrenceStatistic.ANGULAR_SECOND_MOMENT,
      CooccurrenceStatistic.CONTRAST,
      CooccurrenceStatistic.CORRELATION,
      CooccurrenceStatistic.SUM_OF_SQUARES,
      CooccurrenceStatistic.INVERSE_DIFFERENCE_MOMENT,
      CooccurrenceStatistic.SUM_AVERAGE,
      CooccurrenceStatistic.SUM_VARIANCE,
      CooccurrenceStatistic.SUM_ENTROPY,
      CooccurrenceStatistic.ENTROPY,
      CooccurrenceStatistic.DIFFERENCE_VARIANCE,
      CooccurrenceStatistic.DIFFERENCE_ENTROPY,
      CooccurrenceStatistic.INFO_MEASURE_1,
      CooccurrenceStatistic.INFO_MEASURE_2);

  private final List<CooccurrenceStatistic> statistics;

  CooccurrenceVariant(CooccurrenceStatistic... statistics) {
    this.statistics = List.of(statistics);
  }

  List<CooccurrenceStatistic> statistics() {
    return statistics;
  }
}
