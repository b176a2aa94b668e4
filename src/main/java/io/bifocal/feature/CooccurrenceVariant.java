package io.bifocal.feature;

import java.util.List;

/** Which statistics of a co-occurrence matrix are computed where none are named. */
public enum CooccurrenceVariant {
  /** The six of scikit-image's graycoprops. */
  SKIMAGE {
    @Override
    List<CooccurrenceStatistic> statistics() {
      return List.of(
          CooccurrenceStatistic.CONTRAST,
          CooccurrenceStatistic.DISSIMILARITY,
          CooccurrenceStatistic.HOMOGENEITY,
          CooccurrenceStatistic.ASM,
          CooccurrenceStatistic.ENERGY,
          CooccurrenceStatistic.CORRELATION);
    }
  },
  /** Haralick's 13, f1 to f13, as mahotas has them. */
  HARALICK {
    @Override
    List<CooccurrenceStatistic> statistics() {
      return List.of(
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
    }
  };

  abstract List<CooccurrenceStatistic> statistics();
}
