package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Panels that show people what numbers mean. Every matrix that is returned is the caller's. */
final class Drawing {
  /** The longer side of a panel in pixels, and the height of a chart. */
  static final int SIDE = 512;

  static final Scalar WHITE = color(255, 255, 255);
  static final Scalar BLACK = color(0, 0, 0);
  static final Scalar GRAY = color(128, 128, 128);
  static final Scalar BLUE = color(60, 110, 200);
  static final Scalar ORANGE = color(230, 120, 20);

  private static final int MARGIN = 36;
  private static final double FONT = 0.42;

  private Drawing() {}

  /** A colour by red, green and blue, 0 to 255. */
  static Scalar color(int red, int green, int blue) {
    return new Scalar(blue, green, red, 0);
  }

  /** The picture in colour, brought to {@link #SIDE}; CV_8UC3. */
  static Mat enlarged(Picture picture) {
    return enlarged(picture.bgr());
  }

  /** One gray value a pixel, 0 black and 255 white, brought to {@link #SIDE}; CV_8UC3. */
  static Mat plane(Mat gray) {
    try (Mat colors = new Mat()) {
      opencv_imgproc.cvtColor(gray, colors, opencv_imgproc.COLOR_GRAY2BGR);
      return enlarged(colors);
    }
  }

  /** How many pixels of the panel stand for one of a picture. */
  static double scale(Picture picture) {
    return (double) SIDE / Math.max(picture.width(), picture.height());
  }

  /** A map of one value a pixel as colours from dark (its least) to bright (its greatest). */
  static Mat heat(Mat map) {
    try (Mat gray = new Mat();
        Mat colors = new Mat()) {
      opencv_core.normalize(
          map, gray, 0, 255, opencv_core.NORM_MINMAX, opencv_core.CV_8U, opencv_core.noArray());
      opencv_imgproc.applyColorMap(gray, colors, opencv_imgproc.COLORMAP_VIRIDIS);
      return enlarged(colors);
    }
  }

  /** Values row by row as colours, as large as the picture is drawn; dark is the least. */
  static Mat heat(float[] values, int across, Picture picture) {
    try (Mat map = new Mat(values.length / across, across, opencv_core.CV_32FC1);
        FloatPointer samples = new FloatPointer(map.data());
        Mat panel = enlarged(picture);
        Mat colors = new Mat();
        Size size = panel.size()) {
      samples.put(values, 0, values.length);
      try (Mat square = heat(map)) {
        opencv_imgproc.resize(square, colors, size, 0, 0, opencv_imgproc.INTER_NEAREST);
      }
      return colors.clone();
    }
  }

  /** Bits row by row as cells: white for 1, black for 0, with lines between them. */
  static Mat bits(float[] vector, int across) {
    int down = vector.length / across;
    Mat panel = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, GRAY);
    for (int i = 0; i < vector.length; i++) {
      int x = i % across;
      int y = i / across;
      box(
          panel,
          (double) x * SIDE / across + 1,
          (double) y * SIDE / down + 1,
          (double) (x + 1) * SIDE / across - 1,
          (double) (y + 1) * SIDE / down - 1,
          vector[i] > 0 ? WHITE : BLACK,
          opencv_imgproc.FILLED);
    }
    return panel;
  }

  /** The values as bars from left to right; where there are many, several share a column. */
  static Mat bars(float[] vector) {
    Mat chart = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, WHITE);
    double least = 0;
    double greatest = 0;
    for (float value : vector) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double range = greatest > least ? greatest - least : 1;
    int room = SIDE - 2 * MARGIN;
    int zero = SIDE - MARGIN - (int) Math.round(-least / range * room);
    for (int i = 0; i < vector.length; i++) {
      int left = MARGIN + (int) ((long) i * room / vector.length);
      int right = Math.max(left, MARGIN + (int) ((long) (i + 1) * room / vector.length) - 2);
      int height = (int) Math.round(vector[i] / range * room);
      try (Point from = new Point(left, zero - height);
          Point to = new Point(right, zero)) {
        opencv_imgproc.rectangle(
            chart, from, to, BLUE, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
      }
    }
    write(chart, MARGIN, MARGIN - 12, String.format(Locale.ROOT, "%.4g", greatest));
    write(
        chart,
        MARGIN,
        SIDE - MARGIN + 20,
        String.format(Locale.ROOT, "0 .. %d", vector.length - 1));
    if (least < 0) {
      write(chart, SIDE / 2, SIDE - MARGIN + 20, String.format(Locale.ROOT, "%.4g", least));
    }
    return chart;
  }

  /** Writes a text whose left end of the base line is at (x, y). */
  static void write(Mat panel, int x, int y, String text) {
    try (Point place = new Point(x, y)) {
      opencv_imgproc.putText(
          panel,
          text,
          place,
          opencv_imgproc.FONT_HERSHEY_SIMPLEX,
          FONT,
          BLACK,
          1,
          opencv_imgproc.LINE_AA,
          false);
    }
  }

  /** A line between two places of a panel. */
  static void line(Mat panel, double fromX, double fromY, double toX, double toY, Scalar color) {
    try (Point from = new Point((int) Math.round(fromX), (int) Math.round(fromY));
        Point to = new Point((int) Math.round(toX), (int) Math.round(toY))) {
      opencv_imgproc.line(panel, from, to, color, 1, opencv_imgproc.LINE_AA, 0);
    }
  }

  /** A box between two corners of a panel; the thickness of its line, or FILLED. */
  static void box(
      Mat panel,
      double left,
      double top,
      double right,
      double bottom,
      Scalar color,
      int thickness) {
    try (Point from = new Point((int) Math.round(left), (int) Math.round(top));
        Point to = new Point((int) Math.round(right), (int) Math.round(bottom))) {
      opencv_imgproc.rectangle(panel, from, to, color, thickness, opencv_imgproc.LINE_8, 0);
    }
  }

  /** A circle on a panel. */
  static void circle(Mat panel, double x, double y, double radius, Scalar color) {
    try (Point center = new Point((int) Math.round(x), (int) Math.round(y))) {
      int reach = (int) Math.max(1, Math.round(radius));
      opencv_imgproc.circle(panel, center, reach, color, 1, opencv_imgproc.LINE_AA, 0);
    }
  }

  /** The panels from left to right on white, with a gap between them; they are closed. */
  static Picture beside(Mat... panels) {
    try (MatVector row = new MatVector()) {
      for (Mat panel : panels) {
        row.push_back(onWhite(panel));
        panel.close();
      }
      Mat all = new Mat();
      opencv_core.hconcat(row, all);
      return Picture.of(all);
    }
  }

  private static Mat onWhite(Mat panel) {
    int width = panel.cols() + 16;
    int height = SIDE + 16;
    Mat canvas = new Mat(height, width, opencv_core.CV_8UC3, WHITE);
    try (Rect place = new Rect(8, (height - panel.rows()) / 2, panel.cols(), panel.rows());
        Mat part = new Mat(canvas, place)) {
      panel.copyTo(part);
    }
    return canvas;
  }

  private static Mat enlarged(Mat pixels) {
    double scale = (double) SIDE / Math.max(pixels.cols(), pixels.rows());
    Mat result = new Mat();
    try (Size size =
        new Size(
            (int) Math.max(1, Math.round(pixels.cols() * scale)),
            (int) Math.max(1, Math.round(pixels.rows() * scale)))) {
      opencv_imgproc.resize(
          pixels,
          result,
          size,
          0,
          0,
          scale > 1 ? opencv_imgproc.INTER_NEAREST : opencv_imgproc.INTER_AREA);
    }
    return result;
  }
}
