package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The fractal dimension of edges or of the gray surface: how roughness goes on from scale to scale.
 *
 * <ol>
 *   <li>{@code box-counting}: a pixel is an edge where the magnitude of its gradient by 3 by 3
 *       Sobel filters (BORDER_REFLECT_101), rounded down and at most 255, is above Otsu's threshold
 *       of all magnitudes. N(s) is the number of boxes of side s, on a grid from the top left, that
 *       have an edge in them; s = 1, 2, 4, ... up to half the shorter side of the picture.
 *   <li>{@code differential-box-counting}: the gray values are a surface over the plane, cut into
 *       boxes of side s and height h = 256 s / (shorter side). A square of the grid whose largest
 *       and smallest values fall into boxes l and k, floor(value / h), counts l - k + 1; N(s) is
 *       the sum; s = 2, 4, ... up to half the shorter side.
 *   <li>The dimension is the slope of the least-squares line of ln N(s) over ln(1 / s). Squares
 *       that the right and the lower border cut off count like the others.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: one value, the dimension.
 *
 * <p>Errors: none. Undefined cases: 0 for a picture without edges ({@code box-counting}), and for
 * one whose shorter side gives fewer than two sizes of boxes: less than 4 pixels, {@code
 * differential-box-counting} less than 8. A flat surface has dimension 2 where the sides are powers
 * of 2.
 *
 * <p>Source: N. Sarkar and B. B. Chaudhuri, An efficient differential box-counting approach to
 * compute fractal dimension of image, IEEE Trans. SMC 24(1), 1994, doi:10.1109/21.259692; the
 * threshold: N. Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC
 * 9(1), 1979, doi:10.1109/TSMC.1979.4310076.
 *
 * @param method box-counting (default) or differential-box-counting
 */
public record FractalDimension(
    @Default("box-counting") @Help("what is covered: box-counting or differential-box-counting")
        FractalMethod method)
    implements FeatureExtractor {

  @Override
  public int length(Input input) {
    return 1;
  }

  @Override
  public Worker open(Input input) {
    return switch (method) {
      case BOX_COUNTING -> new EdgeBoxes();
      case DIFFERENTIAL_BOX_COUNTING -> new SurfaceBoxes();
    };
  }

  /** What is covered: the edges, or the gray values. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return switch (method) {
      case BOX_COUNTING -> {
        try (EdgeBoxes boxes = new EdgeBoxes();
            Mat edges = boxes.edges(view)) {
          yield Drawing.beside(Drawing.enlarged(view), Drawing.plane(edges));
        }
      }
      case DIFFERENTIAL_BOX_COUNTING ->
          Drawing.beside(Drawing.enlarged(view), Drawing.heat(view.gray()));
    };
  }
}
