package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Sharpness: how much fine detail there is, which blur takes away.
 *
 * <ol>
 *   <li>The Laplacian of every pixel: the sum of its four neighbours less four times its own value.
 *   <li>Value 0 is the population variance of the Laplacian over all pixels.
 *   <li>The gradient (gx, gy) of every pixel by the two 3 by 3 Sobel filters.
 *   <li>Value 1 is the mean of gx² + gy² over all pixels.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size, continued beyond its border by reflection (OpenCV's
 * BORDER_REFLECT_101).
 *
 * <p>Output: 2 values. 0: variance of the Laplacian, 0 or more. 1: Tenengrad, 0 or more. Both are
 * in squared gray values, and depend on the picture's size as well as on its blur: compare pictures
 * of one size.
 *
 * <p>Errors: none. Undefined cases: none; a flat picture has 0 and 0, and a side of one pixel is
 * its own neighbour.
 *
 * <p>Source: J. L. Pech-Pacheco, G. Cristóbal, J. Chamorro-Martínez and J. Fernández-Valdivia,
 * Diatom autofocusing in brightfield microscopy: a comparative study, ICPR 2000,
 * doi:10.1109/ICPR.2000.903548; E. P. Krotkov, Focusing, IJCV 1(3), 1988, doi:10.1007/BF00127822.
 */
public record Sharpness() implements FeatureExtractor {
  private static final int LENGTH = 2;

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new Meter();
  }

  private static final class Meter implements Worker {
    private final Mat laplacian;
    private final Mat mean;
    private final Mat deviation;
    private final Mat gx;
    private final Mat gy;

    Meter() {
      Natives.ensureLoaded();
      laplacian = new Mat();
      mean = new Mat();
      deviation = new Mat();
      gx = new Mat();
      gy = new Mat();
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, LENGTH);
      Mat gray = picture.gray();
      opencv_imgproc.Laplacian(gray, laplacian, opencv_core.CV_16S);
      opencv_core.meanStdDev(laplacian, mean, deviation);
      double sigma = new DoublePointer(deviation.data()).get();
      vector[0] = (float) (sigma * sigma);
      opencv_imgproc.spatialGradient(gray, gx, gy);
      double squares = squares(gx) + squares(gy);
      vector[1] = (float) (squares / ((double) picture.width() * picture.height()));
    }

    @Override
    public void close() {
      laplacian.close();
      mean.close();
      deviation.close();
      gx.close();
      gy.close();
    }

    private static double squares(Mat mat) {
      return opencv_core.norm(mat, opencv_core.NORM_L2SQR, null);
    }
  }
}
