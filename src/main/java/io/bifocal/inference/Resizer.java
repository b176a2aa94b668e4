package io.bifocal.inference;

import io.bifocal.image.Resize;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings matrices to a network's width and height. Keeps its matrices for the next one, so that
 * nothing is allocated for each picture.
 */
final class Resizer implements AutoCloseable {
  /**
   * How much more of a picture than the cut OpenCV scales along a side. The rest of a very long one
   * is out of sight, and scaling it would take memory without bound.
   */
  private static final int SCALED_AROUND_CUT = 4;

  private final ModelInput input;
  private final AntialiasedScaler antialiased;
  private final Mat result = new Mat();
  private final Mat scaled = new Mat();
  private Placement placement;

  Resizer(ModelInput input) {
    this.input = input;
    this.antialiased = input.interpolation().kernel().map(AntialiasedScaler::new).orElse(null);
  }

  /**
   * {@code source} in the wanted size: itself where it has that, otherwise a matrix that is valid
   * until the next call.
   *
   * @param crop what is kept of a picture that is cropped
   */
  Mat resize(Mat source, Crop crop) {
    return switch (input.resize()) {
      case STRETCH -> input.cropFraction().share() < 1 ? cropped(source, crop) : stretched(source);
      case CROP -> cropped(source, crop);
      case FIT -> fitted(source);
    };
  }

  /** Where the last picture stands in the network's input. */
  Placement placement() {
    return placement;
  }

  @Override
  public void close() {
    result.close();
    scaled.close();
    if (antialiased != null) {
      antialiased.close();
    }
  }

  private Mat stretched(Mat source) {
    place(source, source.cols(), source.rows(), input.width(), input.height(), 0, 0);
    if (source.cols() == input.width() && source.rows() == input.height()) {
      return source;
    }
    scale(source, result, input.width(), input.height());
    return result;
  }

  /**
   * As timm and torchvision do it, with their rounding: scale to cover, unless stretched, then cut.
   */
  private Mat cropped(Mat source, Crop crop) {
    long columns = source.cols();
    long rows = source.rows();
    long width = input.cropFraction().whole(input.width());
    long height = input.cropFraction().whole(input.height());
    if (input.resize() == Resize.CROP && width * rows >= height * columns) {
      height = width * rows / columns;
    } else if (input.resize() == Resize.CROP) {
      width = height * columns / rows;
    }
    ScaledSpan across = ScaledSpan.cut(source.cols(), width, input.width(), crop.across());
    ScaledSpan down = ScaledSpan.cut(source.rows(), height, input.height(), crop.down());
    if (antialiased == null) {
      cut(source, across, down, crop);
    } else {
      antialiased.scale(source, across, down, result);
      double left = -across.start();
      double top = -down.start();
      place(source, source.cols(), source.rows(), width, height, left, top);
    }
    return result;
  }

  /** OpenCV can only scale all of a matrix. */
  private void cut(Mat source, ScaledSpan across, ScaledSpan down, Crop crop) {
    ScaledSpan nearAcross = around(across, crop.across());
    ScaledSpan nearDown = around(down, crop.down());
    int left = (int) ScaledSpan.start(across.source(), nearAcross.source(), crop.across());
    int top = (int) ScaledSpan.start(down.source(), nearDown.source(), crop.down());
    try (Rect seen = new Rect(left, top, nearAcross.source(), nearDown.source());
        Mat part = new Mat(source, seen)) {
      scale(part, scaled, (int) nearAcross.scaled(), (int) nearDown.scaled());
      try (Rect middle =
              new Rect(
                  (int) nearAcross.start(),
                  (int) nearDown.start(),
                  nearAcross.count(),
                  nearDown.count());
          Mat cut = new Mat(scaled, middle)) {
        cut.copyTo(result);
      }
    }
    place(
        source,
        nearAcross.source(),
        nearDown.source(),
        nearAcross.scaled(),
        nearDown.scaled(),
        -left * nearAcross.factor() - nearAcross.start(),
        -top * nearDown.factor() - nearDown.start());
  }

  /** The same cut of no more than what is around it; the whole side unless it is very long. */
  private static ScaledSpan around(ScaledSpan cut, double before) {
    int seen =
        (int)
            Math.min(
                cut.source(), Math.ceil(SCALED_AROUND_CUT * (double) cut.count() / cut.factor()));
    if (seen == cut.source()) {
      return cut;
    }
    long scaled = Math.max(cut.count(), (long) (seen * cut.factor()));
    return ScaledSpan.cut(seen, scaled, cut.count(), before);
  }

  /**
   * As YOLO's letterbox does it, with its rounding: where an odd number of pixels is left over, the
   * larger part follows.
   */
  private Mat fitted(Mat source) {
    double factor =
        Math.min((double) input.width() / source.cols(), (double) input.height() / source.rows());
    int width = within(input.width(), source.cols() * factor);
    int height = within(input.height(), source.rows() * factor);
    int left = (input.width() - width) / 2;
    int top = (input.height() - height) / 2;
    result.create(input.height(), input.width(), source.type());
    try (Scalar pad = Scalar.all(input.pad());
        Rect middle = new Rect(left, top, width, height);
        Mat inside = new Mat(result, middle)) {
      result.put(pad);
      scale(source, inside, width, height);
      place(source, source.cols(), source.rows(), width, height, left, top);
    }
    return result;
  }

  private static int within(int side, double length) {
    return (int) Math.max(1, Math.min(side, Math.rint(length)));
  }

  /** {@code columns} by {@code rows} of {@code source} have become {@code width, height}. */
  private void place(
      Mat source, int columns, int rows, long width, long height, double left, double top) {
    placement =
        new Placement(
            source.cols(),
            source.rows(),
            (double) width / columns,
            (double) height / rows,
            left,
            top);
  }

  private void scale(Mat source, Mat target, int width, int height) {
    if (antialiased != null) {
      antialiased.scale(
          source,
          ScaledSpan.whole(source.cols(), width),
          ScaledSpan.whole(source.rows(), height),
          target);
      return;
    }
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(source, target, size, 0, 0, input.interpolation().flag());
    }
  }
}
