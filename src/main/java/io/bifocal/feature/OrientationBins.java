package io.bifocal.feature;

/**
 * Into which of equal sectors of the circle, or of its upper half, a gradient of whole numbers
 * falls; exact also where it lies on a border, which belongs to the sector that begins there.
 *
 * <p>A table over the octant and the quotient of the smaller part by the greater gives a sector
 * that is right or a little too low; the cross product with the next border decides.
 */
final class OrientationBins {
  private static final int CELLS = 256;
  private static final int OCTANTS = 8;

  private final int bins;
  private final boolean half;
  private final short[] lowest = new short[OCTANTS * CELLS];
  private final double[] borderX;
  private final double[] borderY;

  /**
   * @param bins number of sectors
   * @param degrees 360, or 180 where a direction and its opposite are one
   */
  OrientationBins(int bins, int degrees) {
    this.bins = bins;
    half = degrees == 180;
    borderX = new double[bins + 1];
    borderY = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      double angle = (double) degrees * i / bins;
      borderX[i] = exact(Math.cos(Math.toRadians(angle)));
      borderY[i] = exact(Math.sin(Math.toRadians(angle)));
    }
    for (int octant = 0; octant < OCTANTS; octant++) {
      for (int cell = 0; cell < CELLS; cell++) {
        double least =
            Math.min(angle(octant, (double) cell / CELLS), angle(octant, (cell + 1.0) / CELLS));
        // A little lower, since the quotient is rounded.
        double safe = Math.max(0, least - 1e-3);
        lowest[octant * CELLS + cell] = (short) Math.min(bins - 1, (int) (safe * bins / degrees));
      }
    }
  }

  /** The sector of (x, y), which are not both 0. */
  int of(int x, int y) {
    int gx = x;
    int gy = y;
    if (half && (gy < 0 || (gy == 0 && gx < 0))) {
      gx = -gx;
      gy = -gy;
    }
    int across = Math.abs(gx);
    int down = Math.abs(gy);
    boolean steep = down > across;
    int octant = (gy < 0 ? 4 : 0) + (gx < 0 ? 2 : 0) + (steep ? 1 : 0);
    float quotient = steep ? (float) across / down : (float) down / across;
    int bin = lowest[octant * CELLS + Math.min(CELLS - 1, (int) (quotient * CELLS))];
    while (bin + 1 < bins && borderX[bin + 1] * gy - borderY[bin + 1] * gx >= 0) {
      bin++;
    }
    return bin;
  }

  /** The angle in degrees whose parts have this quotient. */
  private static double angle(int octant, double quotient) {
    double fromAxis = Math.toDegrees(Math.atan(quotient));
    double quarter = (octant & 1) == 1 ? 90 - fromAxis : fromAxis;
    double upper = (octant & 2) == 2 ? 180 - quarter : quarter;
    return (octant & 4) == 4 ? 360 - upper : upper;
  }

  /** Sines of multiples of 45 degrees up to a common factor, without what their rounding adds. */
  private static double exact(double value) {
    double diagonal = Math.sqrt(0.5);
    for (double known : new double[] {0, 1, -1, diagonal, -diagonal}) {
      if (Math.abs(value - known) < 1e-12) {
        return known;
      }
    }
    return value;
  }
}
