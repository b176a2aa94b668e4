package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The whole picture in another size.
 *
 * <ol>
 *   <li>{@code both}: the picture takes the width and height of {@code size}, whatever its
 *       proportions. {@code shorter}, {@code longer}: this side takes the one number of {@code
 *       size}, the other one keeps the proportions, rounded, at least one pixel.
 *   <li>New pixels are interpolated as OpenCV does it: {@code area} is the mean of what a new pixel
 *       covers, and {@code linear} where a side grows; {@code nearest}, {@code linear}, {@code
 *       cubic} (4 by 4 pixels) and {@code lanczos} (8 by 8 pixels) do not smooth before they
 *       shrink.
 * </ol>
 *
 * <p>Input: of any size; gray stays gray.
 *
 * <p>Errors: UserError for a parameter out of range, or two numbers for one side; a picture whose
 * result would have more than 100 million pixels has none, and its row an error.
 *
 * @param size width and height in pixels, or one number, 1 to 32767
 * @param side what size is the size of: both (default), shorter or longer
 * @param interpolation area (default), nearest, linear, cubic or lanczos
 */
public record Resize(
    @Help("width and height in pixels, or one number, 1 to 32767") List<Integer> size,
    @Default("both") @Help("the sides that take it: both, or shorter or longer to keep proportions")
        Side side,
    @Default("area") @Help("area, nearest, linear, cubic or lanczos") Interpolation interpolation)
    implements Operator {

  private static final int MOST = Short.MAX_VALUE;

  /** What the size is the size of. */
  public enum Side {
    /** Width and height. */
    BOTH,
    /** The shorter side. */
    SHORTER,
    /** The longer side. */
    LONGER
  }

  /** How new pixels come from old ones. */
  public enum Interpolation {
    /** The mean of what is covered. */
    AREA(opencv_imgproc.INTER_AREA),
    /** The nearest pixel. */
    NEAREST(opencv_imgproc.INTER_NEAREST),
    /** From 2 by 2 pixels. */
    LINEAR(opencv_imgproc.INTER_LINEAR),
    /** From 4 by 4 pixels. */
    CUBIC(opencv_imgproc.INTER_CUBIC),
    /** From 8 by 8 pixels. */
    LANCZOS(opencv_imgproc.INTER_LANCZOS4);

    private final int code;

    Interpolation(int code) {
      this.code = code;
    }
  }

  public Resize {
    ParameterRange.checkLength("size", size, "one, or width and height", 1, 2);
    ParameterRange.checkAll("size", size, 1, MOST);
    if (side != Side.BOTH && size.size() > 1) {
      throw new UserError("size has two numbers, but side names one side; give one number");
    }
    size = List.copyOf(size);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return (PixelWorker) this::resize;
  }

  private void resize(Mat source, Mat result) {
    long width = size.get(0);
    long height = size.get(size.size() - 1);
    if (side != Side.BOTH) {
      boolean first = (source.cols() < source.rows()) == (side == Side.SHORTER);
      if (first) {
        height = other(source.rows(), width, source.cols());
      } else {
        width = other(source.cols(), height, source.rows());
      }
    }
    ParameterRange.checkPixels(width, height);
    boolean grows = width > source.cols() || height > source.rows();
    int code =
        interpolation == Interpolation.AREA && grows
            ? opencv_imgproc.INTER_LINEAR
            : interpolation.code;
    try (Size wanted = new Size((int) width, (int) height)) {
      opencv_imgproc.resize(source, result, wanted, 0, 0, code);
    }
  }

  /** A side of {@code length} that goes with one that was {@code from} and becomes {@code to}. */
  private static long other(long length, long to, long from) {
    return Math.max(1, Math.round((double) length * to / from));
  }
}
