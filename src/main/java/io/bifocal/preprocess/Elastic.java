package io.bifocal.preprocess;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A random affine map, then a smooth random displacement of every pixel (P. Simard, D. Steinkraus
 * and J. Platt, Best practices for convolutional neural networks, ICDAR 2003,
 * doi:10.1109/ICDAR.2003.1227801).
 *
 * @param strength what displacements in -1 to 1 are multiplied with after smoothing, in pixels
 * @param sigma of that smoothing, in pixels
 * @param jitter the most that each of three points moves along each axis, in pixels
 */
record Elastic(double strength, double sigma, double jitter) implements Corruption {
  private static final double CUT = 3;

  @Override
  public FloatImage apply(FloatImage image, Random random) {
    FloatImage moved = affine(image, random);
    float[] dx = displacement(image, random);
    float[] dy = displacement(image, random);
    return sample(moved, dx, dy);
  }

  private FloatImage affine(FloatImage image, Random random) {
    int middleX = image.width() / 2;
    int middleY = image.height() / 2;
    int reach = Math.min(image.width(), image.height()) / 3;
    if (reach == 0) {
      return image;
    }
    float[] from = {
      middleX + reach,
      middleY + reach,
      middleX + reach,
      middleY - reach,
      middleX - reach,
      middleY - reach
    };
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] + (float) MotionBlur.uniform(random, -jitter, jitter);
    }
    try (Mat source = points(from);
        Mat target = points(to);
        Mat map = opencv_imgproc.getAffineTransform(source, target);
        Mat mat = image.toMat();
        Mat result = new Mat();
        Scalar none = new Scalar(0)) {
      opencv_imgproc.warpAffine(
          mat,
          result,
          map,
          mat.size(),
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_REFLECT_101,
          none);
      return FloatImage.of(result);
    }
  }

  private static Mat points(float[] values) {
    Mat points = new Mat(values.length / 2, 2, opencv_core.CV_32FC1);
    new FloatPointer(points.data()).put(values);
    return points;
  }

  private float[] displacement(FloatImage image, Random random) {
    FloatImage field = FloatImage.black(image.width(), image.height(), 1);
    for (int i = 0; i < field.values().length; i++) {
      field.values()[i] = (float) MotionBlur.uniform(random, -1, 1);
    }
    float[] smooth = GaussianFilter.smooth(field, sigma, CUT, opencv_core.BORDER_REFLECT).values();
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] *= (float) strength;
    }
    return smooth;
  }

  private static FloatImage sample(FloatImage image, float[] dx, float[] dy) {
    FloatImage result = FloatImage.black(image.width(), image.height(), image.channels());
    int channels = image.channels();
    for (int pixel = 0; pixel < dx.length; pixel++) {
      double x = pixel % image.width() + dx[pixel];
      int row = pixel / image.width();
      double y = row + dy[pixel];
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      float fx = (float) (x - left);
      float fy = (float) (y - top);
      int upper = mirrored(top, image.height()) * image.width();
      int lower = mirrored(top + 1, image.height()) * image.width();
      int first = mirrored(left, image.width());
      int second = mirrored(left + 1, image.width());
      for (int c = 0; c < channels; c++) {
        float[] v = image.values();
        float above =
            (1 - fx) * v[(upper + first) * channels + c] + fx * v[(upper + second) * channels + c];
        float below =
            (1 - fx) * v[(lower + first) * channels + c] + fx * v[(lower + second) * channels + c];
        result.values()[pixel * channels + c] = (1 - fy) * above + fy * below;
      }
    }
    return result;
  }

  /**
   * The place inside that a place beyond the border stands for, when the border pixel is doubled.
   */
  private static int mirrored(int place, int length) {
    int period = Math.floorMod(place, 2 * length);
    return period < length ? period : 2 * length - 1 - period;
  }
}
