package io.bifocal.image;

/** CIE 1976 L*a*b* of a D50 white, to sRGB (IEC 61966-2-1). */
final class CieLab {
  private static final double DELTA = 6.0 / 29;

  /** The D50 white of ICC profiles. */
  private static final double[] WHITE = {0.9642, 1, 0.8249};

  /** From XYZ of D50, adapted after Bradford, to linear red, green and blue of sRGB. */
  private static final double[][] LINEAR = {
    {3.1338561, -1.6168667, -0.4906146},
    {-0.9787684, 1.9161415, 0.0334540},
    {0.0719453, -0.2289914, 1.4052427}
  };

  private CieLab() {}

  /** Puts red, green and blue, 0 to 1, into {@code color}; what is out of gamut is cut. */
  static void toSrgb(double lightness, double a, double b, double[] color) {
    double y = (lightness + 16) / 116;
    double[] xyz = {WHITE[0] * cube(y + a / 500), WHITE[1] * cube(y), WHITE[2] * cube(y - b / 200)};
    for (int i = 0; i < 3; i++) {
      double linear = LINEAR[i][0] * xyz[0] + LINEAR[i][1] * xyz[1] + LINEAR[i][2] * xyz[2];
      color[i] = encoded(Math.max(0, Math.min(1, linear)));
    }
  }

  private static double cube(double t) {
    return t > DELTA ? t * t * t : 3 * DELTA * DELTA * (t - 4.0 / 29);
  }

  private static double encoded(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
  }
}
