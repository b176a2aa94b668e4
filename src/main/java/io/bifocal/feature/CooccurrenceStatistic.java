package io.bifocal.feature;

/**
 * What is computed of a co-occurrence matrix p(i, j) of sum 1. H is an entropy in bits; px and py
 * are the sums over rows and columns; P(k) is the sum over |i - j| = k, S(k) over i + j = k.
 */
public enum CooccurrenceStatistic {
  /** Σ p (i - j)². */
  CONTRAST {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.contrast();
    }
  },
  /** Σ p |i - j|. */
  DISSIMILARITY {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.dissimilarity();
    }
  },
  /** Σ p / (1 + (i - j)²). */
  HOMOGENEITY {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.homogeneity();
    }
  },
  /** Σ p². */
  ASM {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.secondMoment();
    }
  },
  /** √ Σ p². */
  ENERGY {
    @Override
    double of(CooccurrenceSums sums) {
      return Math.sqrt(sums.secondMoment());
    }
  },
  /** The correlation coefficient of i and j; 1 where one of them does not vary. */
  CORRELATION {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.correlation();
    }
  },
  /** f1: {@link #ASM}. */
  ANGULAR_SECOND_MOMENT {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.secondMoment();
    }
  },
  /** f4: the variance of i. */
  SUM_OF_SQUARES {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.rowVariance();
    }
  },
  /** f5: {@link #HOMOGENEITY}. */
  INVERSE_DIFFERENCE_MOMENT {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.homogeneity();
    }
  },
  /** f6: the mean of i + j. */
  SUM_AVERAGE {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.sumAverage();
    }
  },
  /** f7: the variance of i + j, about its mean. */
  SUM_VARIANCE {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.sumVariance();
    }
  },
  /** f8: H of S. */
  SUM_ENTROPY {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.sumEntropy();
    }
  },
  /** f9: H of p. */
  ENTROPY {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.entropy();
    }
  },
  /**
   * f10 as mahotas has it: the variance of the numbers P(0) to P(m), m being the largest level in
   * the picture.
   */
  DIFFERENCE_VARIANCE {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.differenceVariance();
    }
  },
  /** f10 as textbooks have it: the variance of |i - j|. Part of no variant. */
  ABSOLUTE_DIFFERENCE_VARIANCE {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.absoluteDifferenceVariance();
    }
  },
  /** f11: H of P. */
  DIFFERENCE_ENTROPY {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.differenceEntropy();
    }
  },
  /** f12: (H - H(px) - H(py)) / max(H(px), H(py)); 0 where neither i nor j varies. */
  INFO_MEASURE_1 {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.infoMeasure1();
    }
  },
  /** f13: √(1 - e^(-2 (H(px) + H(py) - H))), the entropies in bits. */
  INFO_MEASURE_2 {
    @Override
    double of(CooccurrenceSums sums) {
      return sums.infoMeasure2();
    }
  };

  abstract double of(CooccurrenceSums sums);
}
