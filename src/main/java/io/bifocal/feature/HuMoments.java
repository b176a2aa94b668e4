package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Moments;

/**
 * Hu's moments: the shape of what is bright, wherever it lies, however large and turned it is.
 *
 * <ol>
 *   <li>Central moments up to order 3 of the gray values, or of the pixels brighter than Otsu's
 *       threshold, divided by powers of their sum so that size does not matter.
 *   <li>Hu's seven combinations of them that rotation does not change.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 7 values, index i for Hu's invariant i + 1. They get small quickly (of order 1e-3 to
 * 1e-20). A mirrored picture changes the sign of the last.
 *
 * <p>Errors: none. Undefined cases: a black picture, which has no weight, is all 0. With {@code
 * otsu}, every pixel of a flat picture that is not black counts, as in OpenCV, whose threshold is
 * then 0.
 *
 * <p>Source: M.-K. Hu, Visual pattern recognition by moment invariants, IRE Transactions on
 * Information Theory 8(2), 1962, doi:10.1109/TIT.1962.1057692.
 *
 * @param of what has weight: gray (default) or otsu
 * @param variant whose sign the seventh has: opencv (default) or skimage
 */
public record HuMoments(
    @Default("gray") @Help("what has weight: gray, or otsu (pixels above Otsu's threshold)")
        MomentWeights of,
    @Default("opencv") @Help("whose sign the seventh has: opencv or skimage") HuVariant variant)
    implements FeatureExtractor {

  private static final int COUNT = 7;

  @Override
  public int length(Input input) {
    return COUNT;
  }

  @Override
  public Worker open(Input input) {
    Natives.ensureLoaded();
    return new Computer(of == MomentWeights.OTSU, variant == HuVariant.SKIMAGE ? -1 : 1);
  }

  private static final class Computer implements Worker {
    private final boolean otsu;
    private final int lastSign;
    private final Mat bright = new Mat();
    private final DoublePointer values = new DoublePointer(COUNT);

    Computer(boolean otsu, int lastSign) {
      this.otsu = otsu;
      this.lastSign = lastSign;
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, COUNT);
      Mat weights = picture.gray();
      if (otsu) {
        opencv_imgproc.threshold(
            weights, bright, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
        weights = bright;
      }
      try (Moments moments = opencv_imgproc.moments(weights, otsu)) {
        opencv_imgproc.HuMoments(moments, values);
      }
      for (int i = 0; i < COUNT; i++) {
        double value = values.get(i);
        vector[i] = (float) (i == COUNT - 1 ? lastSign * value : value);
      }
    }

    @Override
    public void close() {
      bright.close();
      values.close();
    }
  }
}
