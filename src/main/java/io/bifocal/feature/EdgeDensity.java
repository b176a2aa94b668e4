package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Edge density: how much of the picture is edge.
 *
 * <ol>
 *   <li>Edges by OpenCV's Canny with an aperture of 3: gradients above {@code high}, and those
 *       above {@code low} that hang together with them.
 *   <li>Their number is divided by the number of pixels.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; at its border the outermost pixels are repeated, as Canny
 * does it.
 *
 * <p>Output: 1 value from 0 to 1.
 *
 * <p>Errors: UserError for a threshold out of range. Undefined cases: none.
 *
 * <p>Source: J. Canny, A computational approach to edge detection, IEEE TPAMI 8(6), 1986,
 * doi:10.1109/TPAMI.1986.4767851.
 *
 * @param low threshold of the gradient for pixels that continue an edge, 0 to {@code high}, default
 *     100
 * @param high threshold of the gradient for pixels that begin one, 0 to 2040, default 200
 * @param gradient how long a gradient is: l1 (default) or l2
 */
public record EdgeDensity(
    @Default("100") @Help("threshold for pixels that continue an edge, 0 to high") double low,
    @Default("200") @Help("threshold for pixels that begin an edge, 0 to 2040") double high,
    @Default("l1") @Help("how long a gradient is: l1 or l2") GradientNorm gradient)
    implements FeatureExtractor {

  private static final double LONGEST = 2040;

  public EdgeDensity {
    if (!(high >= 0 && high <= LONGEST)) {
      throw new UserError("high = " + high + " is out of range; give 0 to " + LONGEST);
    }
    if (!(low >= 0 && low <= high)) {
      throw new UserError("low = " + low + " is out of range; give 0 to high, which is " + high);
    }
  }

  @Override
  public int length(Input input) {
    return 1;
  }

  @Override
  public Worker open(Input input) {
    Natives.ensureLoaded();
    CannyEdges edges = new CannyEdges(low, high, gradient == GradientNorm.L2);
    return new Worker() {
      @Override
      public void extract(Picture picture, float[] vector) {
        Bounds.check(vector, 1);
        int count = opencv_core.countNonZero(edges.of(picture.gray()));
        vector[0] = (float) (count / ((double) picture.width() * picture.height()));
      }

      @Override
      public void close() {
        edges.close();
      }
    };
  }

  /** The edges beside the picture. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    try (CannyEdges edges = new CannyEdges(low, high, gradient == GradientNorm.L2)) {
      return Drawing.beside(Drawing.enlarged(view), Drawing.heat(edges.of(view.gray())));
    }
  }
}
