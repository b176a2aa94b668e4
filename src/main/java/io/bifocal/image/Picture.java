package io.bifocal.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * One decoded picture: upright, 8 bits a channel, gray or colour, without alpha. Whatever is
 * derived from it (gray, colour, other sizes) is made on first use, shared by all who ask, and
 * freed together with it. Not for use by several threads at once.
 *
 * <p>The matrices handed out belong to the picture: read them, never write to them or close them.
 */
public final class Picture implements AutoCloseable {
  private final Mat pixels;
  private final Deque<Mat> owned = new ArrayDeque<>();
  private final Map<Object, Picture> derived = new HashMap<>();
  private final DecodeMemory.Share share;
  private Mat gray;
  private Mat bgr;

  private Picture(Mat pixels) {
    this(pixels, DecodeMemory.Share.NONE);
  }

  private Picture(Mat pixels, DecodeMemory.Share share) {
    this.pixels = pixels;
    this.share = share;
    owned.push(pixels);
  }

  /**
   * A picture over {@code pixels}, which it owns from now on.
   *
   * @param pixels height by width, CV_8UC1 (gray) or CV_8UC3 (blue, green, red), not empty
   * @throws IllegalArgumentException if it is of another type, empty or a part of another matrix
   */
  public static Picture of(Mat pixels) {
    return of(pixels, DecodeMemory.Share.NONE);
  }

  /** The same, with the share of memory that was taken for it, which it gives back when closed. */
  static Picture of(Mat pixels, DecodeMemory.Share share) {
    int type = pixels.type();
    if (pixels.empty() || (type != opencv_core.CV_8UC1 && type != opencv_core.CV_8UC3)) {
      throw new IllegalArgumentException(
          "a picture has 8-bit pixels in one or three channels, not OpenCV type " + type);
    }
    if (pixels.isSubmatrix()) {
      // OpenCV looks beyond the borders of a part, so that its neighbourhood would change what is
      // computed of it.
      throw new IllegalArgumentException(
          "a picture is a matrix of its own, not a part of a larger one");
    }
    return new Picture(pixels, share);
  }

  public int width() {
    return pixels.cols();
  }

  public int height() {
    return pixels.rows();
  }

  /** Whether the picture has no colour: it was decoded from one channel, or asked for in gray. */
  public boolean isGray() {
    return pixels.channels() == 1;
  }

  /** Height by width, CV_8UC1: the picture itself, or BT.601 luma of its colours. */
  public Mat gray() {
    if (gray == null) {
      gray = isGray() ? pixels : converted(opencv_imgproc.COLOR_BGR2GRAY);
    }
    return gray;
  }

  /**
   * Height by width, CV_8UC3 in the order blue, green, red: the picture itself, or its gray three
   * times.
   */
  public Mat bgr() {
    if (bgr == null) {
      bgr = isGray() ? converted(opencv_imgproc.COLOR_GRAY2BGR) : pixels;
    }
    return bgr;
  }

  /**
   * This picture as {@code input} wants it: itself where nothing is to be done, otherwise a view
   * that this picture owns.
   */
  public Picture view(Input input) {
    boolean sameColor = !input.gray() || isGray();
    boolean sameSize = !input.isSized() || (input.width() == width() && input.height() == height());
    if (sameColor && sameSize) {
      return this;
    }
    return derived.computeIfAbsent(input, wanted -> derive(input));
  }

  /**
   * What {@code operation} makes of this picture: made on first use, shared by all who ask with an
   * equal key, and owned by this picture.
   *
   * @param key says what is derived; equal keys have to mean equal pixels
   * @param operation makes a picture of its own, never this one
   */
  public Picture derived(Object key, UnaryOperator<Picture> operation) {
    return derived.computeIfAbsent(key, wanted -> operation.apply(this));
  }

  @Override
  public void close() {
    derived.values().forEach(Picture::close);
    derived.clear();
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
    share.close();
  }

  private Mat converted(int code) {
    Mat result = own(new Mat());
    opencv_imgproc.cvtColor(pixels, result, code);
    return result;
  }

  private Picture derive(Input input) {
    Mat source = input.gray() ? gray() : pixels;
    if (!input.isSized()) {
      return new Picture(new Mat(source));
    }
    int width = input.width();
    int height = input.height();
    return switch (input.resize()) {
      case STRETCH -> new Picture(scaled(source, width, height));
      case CROP -> {
        try (Rect centre = centre(source, width, height);
            Mat part = new Mat(source, centre)) {
          yield new Picture(scaled(part, width, height));
        }
      }
      case FIT -> new Picture(fitted(source, width, height));
    };
  }

  /**
   * The largest centred part of {@code source} with the proportions of {@code width} by {@code
   * height}.
   */
  private static Rect centre(Mat source, int width, int height) {
    long rows = source.rows();
    long columns = source.cols();
    int partWidth = (int) Math.max(1, Math.min(columns, rows * width / height));
    int partHeight = (int) Math.max(1, Math.min(rows, columns * height / width));
    return new Rect(
        (source.cols() - partWidth) / 2, (source.rows() - partHeight) / 2, partWidth, partHeight);
  }

  private static Mat fitted(Mat source, int width, int height) {
    double scale = Math.min((double) width / source.cols(), (double) height / source.rows());
    int insideWidth = (int) Math.max(1, Math.min(width, Math.round(source.cols() * scale)));
    int insideHeight = (int) Math.max(1, Math.min(height, Math.round(source.rows() * scale)));
    int left = (width - insideWidth) / 2;
    int top = (height - insideHeight) / 2;
    Mat result = new Mat();
    try (Mat inside = scaled(source, insideWidth, insideHeight)) {
      opencv_core.copyMakeBorder(
          inside,
          result,
          top,
          height - insideHeight - top,
          left,
          width - insideWidth - left,
          opencv_core.BORDER_REPLICATE);
    }
    return result;
  }

  private static Mat scaled(Mat source, int width, int height) {
    boolean shrinks = width <= source.cols() && height <= source.rows();
    Mat result = new Mat();
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(
          source,
          result,
          size,
          0,
          0,
          shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
    }
    return result;
  }

  private Mat own(Mat mat) {
    owned.push(mat);
    return mat;
  }
}
