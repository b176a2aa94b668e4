package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.ShortName;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Local binary patterns: texture, whatever the brightness and contrast.
 *
 * <ol>
 *   <li>Around every pixel, {@code points} gray values on a circle of {@code radius}, interpolated
 *       linearly, from 3 o'clock on counter-clockwise.
 *   <li>Bit i of the pixel's code is 1 where value i is not below the pixel's own.
 *   <li>The codes, grouped by {@code method}, are counted over all pixels and divided by their
 *       number.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; 0 outside the picture.
 *
 * <p>Output: {@code points} + 2 values for {@code uniform}, 2^points for {@code default}, one for
 * each class of rotations for {@code rotation-invariant}, points (points - 1) + 3 for {@code
 * nri-uniform}; sum 1. {@link LbpMethod} tells the meaning of each index. Codes are those of
 * scikit-image's local_binary_pattern to the last bit; only {@code rotation-invariant} (its ror)
 * leaves out the values between 0 and 2^points - 1 that cannot occur.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: none.
 *
 * <p>Source: T. Ojala, M. Pietikäinen and T. Mäenpää, Multiresolution gray-scale and rotation
 * invariant texture classification with local binary patterns, IEEE TPAMI 24(7), 2002,
 * doi:10.1109/TPAMI.2002.1017623; nri-uniform: T. Ahonen, A. Hadid and M. Pietikäinen, Face
 * description with local binary patterns, IEEE TPAMI 28(12), 2006, doi:10.1109/TPAMI.2006.244.
 *
 * @param points number of points on the circle, 1 to 24 (to 16 for {@code default} and {@code
 *     rotation-invariant}), default 8
 * @param radius of the circle in pixels, above 0 to 64, default 1
 * @param method how codes are grouped: uniform (default), default, rotation-invariant, nri-uniform
 */
@ShortName("lbp")
public record LocalBinaryPattern(
    @Default("8")
        @Help("points on the circle: 1 to 24, with default and rotation-invariant 1 to 16")
        int points,
    @Default("1") @Help("radius of the circle in pixels, above 0 to 64") double radius,
    @Default("uniform")
        @Help("how codes are grouped: uniform, default, rotation-invariant or nri-uniform")
        LbpMethod method)
    implements FeatureExtractor {

  private static final int MOST_POINTS = 24;
  private static final double LARGEST_RADIUS = 64;

  public LocalBinaryPattern {
    boolean everyCode = method == LbpMethod.DEFAULT || method == LbpMethod.ROTATION_INVARIANT;
    Bounds.check("points", points, 1, everyCode ? LbpBins.TABLE_POINTS : MOST_POINTS);
    if (!(radius > 0 && radius <= LARGEST_RADIUS)) {
      throw new UserError("radius = " + radius + " is out of range; give above 0 to 64 pixels");
    }
  }

  @Override
  public int length(Input input) {
    return method.length(points);
  }

  @Override
  public Worker open(Input input) {
    return new Counter(new LbpCodes(points, radius), new LbpBins(method, points), length(input));
  }

  /** Beside the bars, the class of every pixel's code. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    LbpBins bins = new LbpBins(method, points);
    try (Mat map = new Mat(view.height(), view.width(), opencv_core.CV_32SC1);
        IntIndexer classes = map.createIndexer()) {
      int[] y = {0};
      new LbpCodes(points, radius)
          .compute(
              view.gray(),
              (codes, width) -> {
                for (int x = 0; x < width; x++) {
                  classes.put(y[0], x, bins.of(codes[x]));
                }
                y[0]++;
              });
      return Drawing.beside(Drawing.enlarged(view), Drawing.heat(map), Drawing.bars(vector));
    }
  }

  private static final class Counter implements Worker {
    private final LbpCodes codes;
    private final LbpBins bins;
    private final int[] counts;

    Counter(LbpCodes codes, LbpBins bins, int length) {
      this.codes = codes;
      this.bins = bins;
      counts = new int[length];
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, counts.length);
      Arrays.fill(counts, 0);
      codes.compute(picture.gray(), (row, width) -> bins.count(row, width, counts));
      double pixels = (double) picture.width() * picture.height();
      for (int i = 0; i < counts.length; i++) {
        vector[i] = (float) (counts[i] / pixels);
      }
    }

    @Override
    public void close() {}
  }
}
