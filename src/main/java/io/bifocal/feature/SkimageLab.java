package io.bifocal.feature;

/**
 * {@link ColorMomentSpace#LAB_SKIMAGE}: sRGB under D65 and the 2 degree observer, with the
 * constants of rgb2lab, to about 1e-8.
 */
final class SkimageLab implements LabSums.Conversion {
  private static final int LEVELS = 256;

  /** Linear red, green and blue to X, Y and Z. */
  private static final double[][] XYZ = {
    {0.412453, 0.357580, 0.180423}, {0.212671, 0.715160, 0.072169}, {0.019334, 0.119193, 0.950227}
  };

  private static final double[] WHITE = {0.95047, 1, 1.08883};
  private static final double LINEAR_LIMIT = 0.008856;
  private static final double LINEAR_SLOPE = 7.787;
  private static final double LINEAR_OFFSET = 16.0 / 116;

  /** Cube roots are tabled for every 128th of every octave from 2^-7 to 2. */
  private static final int OCTAVES = 8;

  private static final int STEPS = 128;

  /** Leaves exponent and the 7 highest bits of the fraction. */
  private static final int INDEX_SHIFT = 52 - 7;

  private static final int FIRST_INDEX = (Double.MAX_EXPONENT - 7) * STEPS;

  private static final double[][] PARTS = parts();
  private static final double[] ROOTS = new double[OCTAVES * STEPS];
  private static final double[] INVERSES = new double[OCTAVES * STEPS];

  static {
    for (int i = 0; i < ROOTS.length; i++) {
      double least = Double.longBitsToDouble((long) (FIRST_INDEX + i) << INDEX_SHIFT);
      double most = Double.longBitsToDouble((long) (FIRST_INDEX + i + 1) << INDEX_SHIFT);
      double middle = (least + most) / 2;
      ROOTS[i] = Math.cbrt(middle);
      INVERSES[i] = 1 / middle;
    }
  }

  @Override
  public void convert(byte[] rgb, int pixels, double[] lab) {
    double[] redX = PARTS[0];
    double[] redY = PARTS[1];
    double[] redZ = PARTS[2];
    double[] greenX = PARTS[3];
    double[] greenY = PARTS[4];
    double[] greenZ = PARTS[5];
    double[] blueX = PARTS[6];
    double[] blueY = PARTS[7];
    double[] blueZ = PARTS[8];
    for (int i = 0; i < pixels * 3; i += 3) {
      int red = rgb[i] & 0xFF;
      int green = rgb[i + 1] & 0xFF;
      int blue = rgb[i + 2] & 0xFF;
      double x = response(redX[red] + greenX[green] + blueX[blue]);
      double y = response(redY[red] + greenY[green] + blueY[blue]);
      double z = response(redZ[red] + greenZ[green] + blueZ[blue]);
      lab[i] = 116 * y - 16;
      lab[i + 1] = 500 * (x - y);
      lab[i + 2] = 200 * (y - z);
    }
  }

  @Override
  public void close() {}

  private static double response(double share) {
    return share > LINEAR_LIMIT ? cubeRoot(share) : LINEAR_SLOPE * share + LINEAR_OFFSET;
  }

  /** The series of (1 + u)^(1/3) around the middle of a step, where |u| is up to 1/256. */
  private static double cubeRoot(double value) {
    int i = (int) (Double.doubleToRawLongBits(value) >>> INDEX_SHIFT) - FIRST_INDEX;
    double u = value * INVERSES[i] - 1;
    return ROOTS[i] * (1 + u * (1.0 / 3 + u * (-1.0 / 9 + u * (5.0 / 81))));
  }

  /** What each value of red, green and blue adds to X, Y and Z over those of white. */
  private static double[][] parts() {
    double[][] parts = new double[9][LEVELS];
    for (int value = 0; value < LEVELS; value++) {
      double linear = linear(value / 255.0);
      for (int i = 0; i < parts.length; i++) {
        parts[i][value] = XYZ[i % 3][i / 3] * linear / WHITE[i % 3];
      }
    }
    return parts;
  }

  private static double linear(double encoded) {
    return encoded > 0.04045 ? Math.pow((encoded + 0.055) / 1.055, 2.4) : encoded / 12.92;
  }
}
