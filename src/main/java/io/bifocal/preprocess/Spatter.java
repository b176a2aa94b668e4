package io.bifocal.preprocess;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Drops of water or splashes of mud on the lens. */
final class Spatter {
  private static final float MUD_RIM = 0.8f;

  private Spatter() {}

  /** Drops, brighter towards one side. */
  static Corruption water(
      double mean, double deviation, double sigma, double threshold, double strength) {
    return (image, random) -> {
      FloatImage noise = Weather.noise(image.width(), image.height(), mean, deviation, random);
      FloatImage liquid = Weather.aboveThreshold(GaussianFilter.smooth(noise, sigma), threshold);
      float[] drops = relief(liquid);
      float greatest = 0;
      for (float drop : drops) {
        greatest = Math.max(greatest, drop);
      }
      float scale = greatest > 0 ? (float) strength / greatest : 0;
      float[] color = image.color(175, 238, 238);
      for (int i = 0; i < image.values().length; i++) {
        image.values()[i] += drops[i / image.channels()] * scale * color[i % image.channels()];
      }
      return image;
    };
  }

  /** Splashes, smoothed by {@code rimSigma}. */
  static Corruption mud(
      double mean, double deviation, double sigma, double threshold, double rimSigma) {
    return (image, random) -> {
      FloatImage noise = Weather.noise(image.width(), image.height(), mean, deviation, random);
      FloatImage splashes = GaussianFilter.smooth(noise, sigma);
      for (int i = 0; i < splashes.values().length; i++) {
        splashes.values()[i] = splashes.values()[i] > threshold ? 1 : 0;
      }
      float[] mask =
          Weather.aboveThreshold(GaussianFilter.smooth(splashes, rimSigma), MUD_RIM).values();
      float[] color = image.color(63, 42, 20);
      for (int i = 0; i < image.values().length; i++) {
        float covered = mask[i / image.channels()];
        image.values()[i] =
            image.values()[i] * (1 - covered) + color[i % image.channels()] * covered;
      }
      return image;
    };
  }

  /** The layer of liquid, lit from one side, by the distance from the rims of its drops. */
  private static float[] relief(FloatImage liquid) {
    byte[] layer = new byte[liquid.values().length];
    for (int i = 0; i < layer.length; i++) {
      layer[i] = (byte) FloatImage.eightBits(liquid.values()[i]);
    }
    try (Mat eightBit = new Mat(liquid.height(), liquid.width(), opencv_core.CV_8UC1);
        Mat distance = new Mat();
        Mat light = new Mat(3, 3, opencv_core.CV_32FC1);
        Size three = new Size(3, 3)) {
      eightBit.data().put(layer);
      opencv_imgproc.Canny(eightBit, distance, 50, 150);
      opencv_core.bitwise_not(distance, distance);
      opencv_imgproc.distanceTransform(distance, distance, opencv_imgproc.DIST_L2, 5);
      opencv_imgproc.threshold(distance, distance, 20, 20, opencv_imgproc.THRESH_TRUNC);
      opencv_imgproc.blur(distance, distance, three);
      cutToEightBits(distance);
      opencv_imgproc.equalizeHist(distance, distance);
      new FloatPointer(light.data()).put(-2, -1, 0, -1, 1, 1, 0, 1, 2);
      opencv_imgproc.filter2D(distance, distance, opencv_core.CV_8U, light);
      opencv_imgproc.blur(distance, distance, three);
      byte[] lit = new byte[layer.length];
      new BytePointer(distance.data()).get(lit);
      float[] relief = new float[layer.length];
      for (int i = 0; i < relief.length; i++) {
        relief[i] = (layer[i] & 0xFF) * (lit[i] & 0xFF);
      }
      return relief;
    }
  }

  /** OpenCV itself would round. */
  private static void cutToEightBits(Mat distance) {
    float[] values = new float[(int) distance.total()];
    new FloatPointer(distance.data()).get(values);
    byte[] cut = new byte[values.length];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = (byte) (int) values[i];
    }
    try (Mat eightBit = new Mat(distance.rows(), distance.cols(), opencv_core.CV_8UC1)) {
      eightBit.data().put(cut);
      eightBit.copyTo(distance);
    }
  }
}
