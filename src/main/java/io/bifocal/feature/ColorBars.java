package io.bifocal.feature;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The fullest bins of a {@link ColorHistogram}, each a bar in the colour of its middle. */
final class ColorBars {
  private static final int MOST = 64;
  private static final int MARGIN = 36;

  private ColorBars() {}

  static Mat draw(ColorSpace space, List<Integer> bins, float[] vector) {
    List<Integer> fullest =
        IntStream.range(0, vector.length)
            .filter(bin -> vector[bin] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer bin) -> -vector[bin]))
            .limit(MOST)
            .toList();
    Mat chart = new Mat(Drawing.SIDE, Drawing.SIDE, opencv_core.CV_8UC3, Drawing.WHITE);
    int room = Drawing.SIDE - 2 * MARGIN;
    double greatest = fullest.isEmpty() ? 1 : vector[fullest.get(0)];
    double width = Math.min(48, (double) room / Math.max(1, fullest.size()));
    for (int i = 0; i < fullest.size(); i++) {
      int bin = fullest.get(i);
      double left = MARGIN + i * width;
      double top = Drawing.SIDE - MARGIN - room * vector[bin] / greatest;
      double right = left + width - 1;
      double bottom = Drawing.SIDE - MARGIN;
      try (Scalar color = color(space, bins, bin)) {
        Drawing.box(chart, left, top, right, bottom, color, opencv_imgproc.FILLED);
      }
      // White bars would not be seen.
      Drawing.box(chart, left, top, right, bottom, Drawing.GRAY, 1);
    }
    Drawing.write(chart, MARGIN, MARGIN - 12, String.format(Locale.ROOT, "%.4g", greatest));
    Drawing.write(
        chart,
        MARGIN,
        Drawing.SIDE - MARGIN + 20,
        String.format(Locale.ROOT, "%d fullest of %d bins", fullest.size(), vector.length));
    return chart;
  }

  private static Scalar color(ColorSpace space, List<Integer> bins, int bin) {
    int last = bins.get(2);
    int middle = bins.get(1);
    double[] values = {
      center(bin / last / middle, bins.get(0), space.range(0)),
      center(bin / last % middle, middle, space.range(1)),
      center(bin % last, last, space.range(2))
    };
    return switch (space) {
      case RGB -> Drawing.color((int) values[0], (int) values[1], (int) values[2]);
      case HSV -> converted(values, opencv_imgproc.COLOR_HSV2BGR);
      case LAB -> converted(values, opencv_imgproc.COLOR_Lab2BGR);
      case OPPONENT -> opponent(values[0], values[1], values[2]);
    };
  }

  private static double center(int bin, int bins, int range) {
    return (bin + 0.5) * range / bins;
  }

  private static Scalar converted(double[] values, int code) {
    try (Mat pixel = new Mat(1, 1, opencv_core.CV_8UC3);
        BytePointer samples = pixel.data();
        Mat bgr = new Mat()) {
      for (int channel = 0; channel < values.length; channel++) {
        samples.put(channel, (byte) values[channel]);
      }
      opencv_imgproc.cvtColor(pixel, bgr, code);
      try (BytePointer colors = bgr.data()) {
        return Drawing.color(colors.get(2) & 0xFF, colors.get(1) & 0xFF, colors.get(0) & 0xFF);
      }
    }
  }

  /** Many middles of bins are no colours; the nearest value of each channel stands for them. */
  private static Scalar opponent(double redGreen, double yellowBlue, double intensity) {
    double difference = 2 * redGreen - 256;
    double blue = intensity - (4 * yellowBlue - 512) / 3;
    double sum = 3 * intensity - blue;
    return Drawing.color(
        clamped((sum + difference) / 2), clamped((sum - difference) / 2), clamped(blue));
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }
}
