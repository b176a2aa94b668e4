package io.bifocal.feature;

/**
 * Which codes of local binary patterns are told apart, in what order. P is the number of points.
 */
public enum LbpMethod {
  /** Every code: 2^P values, in the order of the codes. */
  DEFAULT {
    @Override
    int length(int points) {
      return 1 << points;
    }
  },
  /**
   * Codes that are rotations of each other are one: as many values as there are smallest codes
   * among their rotations (36 for 8 points, 4,116 for 16), in the order of these smallest codes.
   */
  ROTATION_INVARIANT {
    @Override
    int length(int points) {
      return (int) smallestCodes(points);
    }
  },
  /**
   * Codes with at most two changes between 0 and 1 on the way around, by their number of ones, 0 to
   * P; all others last: P + 2 values.
   */
  UNIFORM {
    @Override
    int length(int points) {
      return points + 2;
    }
  },
  /**
   * The same without rotation invariance: no ones; 1 to P - 1 ones, each in P rotations; all ones;
   * all others: P (P - 1) + 3 values.
   */
  NRI_UNIFORM {
    @Override
    int length(int points) {
      return points * (points - 1) + 3;
    }
  };

  /** The number of values that a histogram has. */
  abstract int length(int points);

  /** The number of binary necklaces: codes that are the smallest of their rotations. */
  private static long smallestCodes(int points) {
    long sum = 0;
    for (int turn = 0; turn < points; turn++) {
      sum += 1L << greatestCommonDivisor(turn, points);
    }
    return sum / points;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return a == 0 ? b : greatestCommonDivisor(b % a, a);
  }
}
