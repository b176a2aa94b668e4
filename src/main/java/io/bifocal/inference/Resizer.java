package io.bifocal.inference;

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
   * How much more of a picture than the cut is scaled along a side. The rest of a very long one is
   * out of sight, and scaling it would take memory without bound.
   */
  private static final int SCALED_AROUND_CUT = 4;

  private final ModelInput input;
  private final Mat result = new Mat();
  private final Mat scaled = new Mat();
  private Placement placement;

  Resizer(ModelInput input) {
    this.input = input;
  }

  /**
   * {@code source} in the wanted size: itself where it has that, otherwise a matrix that is valid
   * until the next call.
   */
  Mat resize(Mat source) {
    return switch (input.resize()) {
      case STRETCH -> stretched(source);
      case CROP -> cropped(source);
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
  }

  private Mat stretched(Mat source) {
    place(
        source,
        (double) input.width() / source.cols(),
        (double) input.height() / source.rows(),
        0,
        0);
    if (source.cols() == input.width() && source.rows() == input.height()) {
      return source;
    }
    scale(source, result, input.width(), input.height());
    return result;
  }

  /** As timm and torchvision do it, with their rounding: scale to cover, then cut the centre. */
  private Mat cropped(Mat source) {
    int coverWidth = (int) (input.width() / input.cropFraction());
    int coverHeight = (int) (input.height() / input.cropFraction());
    double factor =
        Math.max((double) coverWidth / source.cols(), (double) coverHeight / source.rows());
    int columns = visible(source.cols(), coverWidth, factor);
    int rows = visible(source.rows(), coverHeight, factor);
    int width = Math.max(coverWidth, (int) (columns * factor));
    int height = Math.max(coverHeight, (int) (rows * factor));
    try (Rect seen = centre(source, columns, rows);
        Mat part = new Mat(source, seen)) {
      scale(part, scaled, width, height);
      try (Rect middle = centre(scaled, input.width(), input.height());
          Mat cut = new Mat(scaled, middle)) {
        cut.copyTo(result);
        double scaleX = (double) width / columns;
        double scaleY = (double) height / rows;
        place(
            source,
            scaleX,
            scaleY,
            -seen.x() * scaleX - middle.x(),
            -seen.y() * scaleY - middle.y());
      }
    }
    return result;
  }

  private static int visible(int side, int cover, double factor) {
    return (int) Math.min(side, Math.ceil(SCALED_AROUND_CUT * cover / factor));
  }

  private static Rect centre(Mat source, int width, int height) {
    return new Rect(
        (int) Math.rint((source.cols() - width) / 2.0),
        (int) Math.rint((source.rows() - height) / 2.0),
        width,
        height);
  }

  private Mat fitted(Mat source) {
    double factor =
        Math.min((double) input.width() / source.cols(), (double) input.height() / source.rows());
    int width = within(input.width(), source.cols() * factor);
    int height = within(input.height(), source.rows() * factor);
    result.create(input.height(), input.width(), source.type());
    try (Scalar pad = Scalar.all(input.pad());
        Rect middle = centre(result, width, height);
        Mat inside = new Mat(result, middle)) {
      result.put(pad);
      scale(source, inside, width, height);
      place(
          source,
          (double) width / source.cols(),
          (double) height / source.rows(),
          middle.x(),
          middle.y());
    }
    return result;
  }

  private void place(Mat source, double scaleX, double scaleY, double left, double top) {
    placement = new Placement(source.cols(), source.rows(), scaleX, scaleY, left, top);
  }

  private static int within(int side, double length) {
    return (int) Math.max(1, Math.min(side, Math.rint(length)));
  }

  private void scale(Mat source, Mat target, int width, int height) {
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(source, target, size, 0, 0, input.interpolation().flag());
    }
  }
}
