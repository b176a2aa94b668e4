package io.bifocal.feature;

/** How a picture goes on beyond its borders, and how many coefficients that makes. */
public enum WaveletMode {
  /** Reflected, the outermost pixel twice: n pixels give floor((n + taps - 1) / 2) coefficients. */
  SYMMETRIC {
    @Override
    int coefficients(int length, int taps) {
      return (length + taps - 1) / 2;
    }

    @Override
    int last(int taps) {
      return 1;
    }

    @Override
    int inside(int at, int length) {
      int folded = Math.floorMod(at, 2 * length);
      return Math.min(folded, 2 * length - 1 - folded);
    }
  },
  /** Repeated, an odd row with its last pixel twice: n pixels give ceil(n / 2) coefficients. */
  PERIODIZATION {
    @Override
    int coefficients(int length, int taps) {
      return (length + 1) / 2;
    }

    @Override
    int last(int taps) {
      return taps / 2;
    }

    @Override
    int inside(int at, int length) {
      return Math.min(Math.floorMod(at, length + length % 2), length - 1);
    }
  };

  /** The number of coefficients, low or high, of so many samples. */
  abstract int coefficients(int length, int taps);

  /** The last sample that coefficient 0 covers. */
  abstract int last(int taps);

  /** The sample that stands for {@code at}, which may be outside. */
  abstract int inside(int at, int length);
}
