package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Takes away what light and shadow do, and leaves the structure.
 *
 * <ol>
 *   <li>Gray values of 0 to 1 to the power of {@code gamma}, which lightens shadows.
 *   <li>The difference of two Gaussians, {@code inner} and {@code outer}, which leaves out slow
 *       changes of light as well as noise.
 *   <li>Division by (mean |v|^a)^(1/a), then by the same of values no greater than 10, with a =
 *       0.1.
 *   <li>10 tanh(v / 10), from -10 to 10 brought to 0 to 255.
 * </ol>
 *
 * <p>Input: of any size; the border is mirrored. The result is gray.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: a flat picture becomes gray
 * all over.
 *
 * <p>Source: X. Tan and B. Triggs, Enhanced local texture feature sets for face recognition under
 * difficult lighting conditions, IEEE TIP 19(6), 2010, doi:10.1109/TIP.2010.2042645.
 *
 * @param gamma exponent, above 0 to 2, default 0.2
 * @param inner sigma of the smaller Gaussian in pixels, above 0 to 64, default 1
 * @param outer sigma of the larger Gaussian in pixels, above {@code inner} to 64, default 2
 */
public record NormalizeIllumination(
    @Default("0.2") @Help("exponent of the gray values, above 0 to 2") double gamma,
    @Default("1") @Help("sigma of the smaller Gaussian in pixels, above 0 to 64") double inner,
    @Default("2") @Help("sigma of the larger Gaussian in pixels, above inner to 64") double outer)
    implements Operator {

  private static final double LARGEST = 64;
  private static final double POWER = 0.1;
  private static final double LIMIT = 10;

  /** Below, differences are rounding. */
  private static final double NOTHING = 1e-6;

  public NormalizeIllumination {
    if (!(gamma > 0 && gamma <= 2)) {
      throw new UserError("gamma = " + gamma + " is out of range; give above 0 to 2");
    }
    if (!(inner > 0 && inner <= LARGEST)) {
      throw new UserError("inner = " + inner + " is out of range; give above 0 to 64 pixels");
    }
    if (!(outer > inner && outer <= LARGEST)) {
      throw new UserError(
          "outer = " + outer + " is out of range; give above inner, which is " + inner + ", to 64");
    }
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return new Worker() {
      @Override
      public Picture apply(Picture picture, long seed) {
        return normalize(picture);
      }

      @Override
      public void close() {}
    };
  }

  private Picture normalize(Picture picture) {
    FloatImage image = FloatImage.black(picture.width(), picture.height(), 1);
    float[] powers = new float[256];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = (float) Math.pow(i / 255.0, gamma);
    }
    byte[] row = new byte[picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      picture.gray().data().position(y * picture.gray().step()).get(row);
      for (int x = 0; x < row.length; x++) {
        image.values()[y * row.length + x] = powers[row[x] & 0xFF];
      }
    }
    float[] values = smooth(image, inner).values();
    float[] slow = smooth(image, outer).values();
    for (int i = 0; i < values.length; i++) {
      float difference = values[i] - slow[i];
      values[i] = Math.abs(difference) < NOTHING ? 0 : difference;
    }
    divide(values, Double.POSITIVE_INFINITY);
    divide(values, LIMIT);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + 0.5 * Math.tanh(values[i] / LIMIT) + 0.5 / 255);
    }
    return new FloatImage(picture.width(), picture.height(), 1, values).toPicture();
  }

  private static FloatImage smooth(FloatImage image, double sigma) {
    return GaussianFilter.smooth(
        image, sigma, GaussianFilter.USUAL_CUT, opencv_core.BORDER_REFLECT);
  }

  private static void divide(float[] values, double limit) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(Math.min(limit, Math.abs(value)), POWER);
    }
    double norm = Math.pow(sum / values.length, 1 / POWER);
    for (int i = 0; i < values.length && norm > 0; i++) {
      values[i] = (float) (values[i] / norm);
    }
  }
}
