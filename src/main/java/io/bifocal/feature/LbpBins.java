package io.bifocal.feature;

/** The histogram bin of each code, for one method and number of points. */
final class LbpBins {
  /** The most points for which a table of all codes is kept. */
  static final int TABLE_POINTS = 16;

  private final LbpMethod method;
  private final int points;
  private final char[] table;

  LbpBins(LbpMethod method, int points) {
    this.method = method;
    this.points = points;
    table = points <= TABLE_POINTS ? table() : new char[0];
  }

  /** Counts the first {@code length} codes into {@code counts}. */
  void count(int[] codes, int length, int[] counts) {
    for (int i = 0; i < length; i++) {
      counts[of(codes[i])]++;
    }
  }

  /** The bin of one code. */
  int of(int code) {
    return points <= TABLE_POINTS ? table[code] : bin(code);
  }

  private char[] table() {
    char[] bins = new char[1 << points];
    char next = 0;
    for (int code = 0; code < bins.length; code++) {
      if (method == LbpMethod.ROTATION_INVARIANT) {
        int smallest = smallestRotation(code);
        bins[code] = smallest == code ? next++ : bins[smallest];
      } else {
        bins[code] = (char) bin(code);
      }
    }
    return bins;
  }

  private int bin(int code) {
    return switch (method) {
      case DEFAULT -> code;
      case UNIFORM -> isUniform(code) ? Integer.bitCount(code) : points + 1;
      case NRI_UNIFORM -> orientedBin(code);
      case ROTATION_INVARIANT -> throw new IllegalStateException("known from the table alone");
    };
  }

  private int orientedBin(int code) {
    int ones = Integer.bitCount(code);
    if (ones == 0) {
      return 0;
    }
    if (ones == points) {
      return points * (points - 1) + 1;
    }
    if (!isUniform(code)) {
      return points * (points - 1) + 2;
    }
    int firstOne = Integer.numberOfTrailingZeros(code);
    int firstZero = Integer.numberOfTrailingZeros(~code);
    int rotation = firstOne == 0 ? ones - firstZero : points - firstOne;
    return 1 + (ones - 1) * points + rotation;
  }

  private boolean isUniform(int code) {
    return Integer.bitCount(code ^ rotated(code)) <= 2;
  }

  private int smallestRotation(int code) {
    int smallest = code;
    int turned = code;
    for (int turn = 1; turn < points; turn++) {
      turned = rotated(turned);
      smallest = Math.min(smallest, turned);
    }
    return smallest;
  }

  private int rotated(int code) {
    return code >>> 1 | (code & 1) << (points - 1);
  }
}
