package io.bifocal.preprocess;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The steps of {@link Dehaze}: picture = scene × t + light × (1 - t). */
record HazeModel(Dehaze recipe) {
  private static final int GUIDE_RADIUS = 60;
  private static final double GUIDE_EPSILON = 1e-4;
  private static final int THOUSANDTH = 1000;
  private static final float HALF_LEVEL = 0.5f / 255;

  /** The scene without its haze. */
  FloatImage clear(FloatImage image) {
    float[] light = light(image);
    float[] through = through(image, light);
    float[] values = image.values();
    int channels = image.channels();
    for (int i = 0; i < values.length; i++) {
      float t = (float) Math.max(through[i / channels], recipe.least());
      values[i] = (values[i] - light[i % channels]) / t + light[i % channels] + HALF_LEVEL;
    }
    return image;
  }

  /** The brightest of the haziest pixels, of equals the first; never black. */
  float[] light(FloatImage image) {
    float[] dark = darkChannel(image, new float[] {1, 1, 1});
    int[] counts = new int[256];
    for (float value : dark) {
      counts[Math.round(value * 255)]++;
    }
    int wanted = Math.max(1, dark.length / THOUSANDTH);
    int level = 255;
    while (counts[level] < wanted) {
      wanted -= counts[level--];
    }
    int brightest = -1;
    for (int i = 0; i < dark.length; i++) {
      int here = Math.round(dark[i] * 255);
      if (here > level || (here == level && wanted-- > 0)) {
        brightest = brightest < 0 || image.luma(i) > image.luma(brightest) ? i : brightest;
      }
    }
    float[] light = new float[image.channels()];
    for (int c = 0; c < light.length; c++) {
      light[c] = Math.max(1 / 255f, image.values()[brightest * light.length + c]);
    }
    return light;
  }

  /** The part of the scene that comes through at each pixel, 0 to 1. */
  private float[] through(FloatImage image, float[] light) {
    float[] dark = darkChannel(image, light);
    float[] gray = new float[dark.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = (float) (1 - recipe.omega() * dark[i]);
      gray[i] = image.luma(i);
    }
    return guided(gray, dark, image.width(), image.height());
  }

  private float[] darkChannel(FloatImage image, float[] light) {
    int channels = image.channels();
    float[] least = new float[image.width() * image.height()];
    for (int i = 0; i < least.length; i++) {
      least[i] = image.values()[i * channels] / light[0];
      for (int c = 1; c < channels; c++) {
        least[i] = Math.min(least[i], image.values()[i * channels + c] / light[c]);
      }
    }
    try (Mat mat = mat(least, image.width(), image.height());
        Mat dark = new Mat();
        Size size = new Size(recipe.window(), recipe.window());
        Mat window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, size)) {
      opencv_imgproc.erode(mat, dark, window);
      return values(dark);
    }
  }

  /** A guided filter by box means. */
  private static float[] guided(float[] guide, float[] values, int width, int height) {
    float[] meanGuide = mean(guide, width, height);
    float[] meanValue = mean(values, width, height);
    float[] squares = mean(product(guide, guide), width, height);
    float[] products = mean(product(guide, values), width, height);
    float[] slope = new float[values.length];
    float[] offset = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      double variance = squares[i] - (double) meanGuide[i] * meanGuide[i];
      double covariance = products[i] - (double) meanGuide[i] * meanValue[i];
      slope[i] = (float) (covariance / (variance + GUIDE_EPSILON));
      offset[i] = meanValue[i] - slope[i] * meanGuide[i];
    }
    float[] meanSlope = mean(slope, width, height);
    float[] result = mean(offset, width, height);
    for (int i = 0; i < result.length; i++) {
      result[i] += meanSlope[i] * guide[i];
    }
    return result;
  }

  private static float[] product(float[] a, float[] b) {
    float[] result = new float[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] * b[i];
    }
    return result;
  }

  private static float[] mean(float[] values, int width, int height) {
    int side = 2 * GUIDE_RADIUS + 1;
    try (Mat mat = mat(values, width, height);
        Mat mean = new Mat();
        Size size = new Size(side, side)) {
      opencv_imgproc.blur(mat, mean, size, null, opencv_core.BORDER_REFLECT);
      return values(mean);
    }
  }

  private static Mat mat(float[] values, int width, int height) {
    Mat mat = new Mat(height, width, opencv_core.CV_32FC1);
    new FloatPointer(mat.data()).put(values);
    return mat;
  }

  private static float[] values(Mat mat) {
    float[] values = new float[(int) mat.total()];
    new FloatPointer(mat.data()).get(values);
    return values;
  }
}
