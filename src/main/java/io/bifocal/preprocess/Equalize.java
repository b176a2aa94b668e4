package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/**
 * Brightness spread over the whole range, by the histogram of the picture or by those of its parts.
 *
 * <ol>
 *   <li>A colour picture is taken to YCrCb (BT.601); only its luma Y is changed.
 *   <li>{@code histogram}: each value becomes the part of the pixels that are not brighter, from 0
 *       for the darkest value that occurs to 255, as OpenCV's {@code equalizeHist} has it.
 *   <li>{@code clahe}: the picture is cut into {@code tiles} by {@code tiles} rectangles, and
 *       mirrored at its right and lower border where they do not divide it; the histogram of each
 *       is clipped at {@code clip-limit} times its mean, what is cut off is spread over all bins;
 *       each pixel takes the mean of what the four nearest tiles make of it, by nearness (OpenCV's
 *       {@code CLAHE}).
 *   <li>A colour picture is taken back to red, green and blue.
 * </ol>
 *
 * <p>Input: of any size; gray stays gray, and a flat gray picture stays as it is with {@code
 * histogram}.
 *
 * <p>Errors: UserError for a parameter out of range.
 *
 * <p>Source: K. Zuiderveld, Contrast limited adaptive histogram equalization, Graphics Gems IV,
 * 1994, 474–485, doi:10.1016/B978-0-12-336156-1.50061-6.
 *
 * @param method histogram (default) or clahe
 * @param clipLimit of clahe, in multiples of a bin's mean count, 0 (nothing is clipped) to 256,
 *     default 2
 * @param tiles of clahe, across and down, 1 to 256, default 8
 */
public record Equalize(
    @Default("histogram") @Help("histogram (of the whole picture) or clahe (of its parts)")
        Method method,
    @Default("2") @Help("clahe: greatest count of a bin, in means; 0 for no limit")
        double clipLimit,
    @Default("8") @Help("clahe: parts across and down, 1 to 256") int tiles)
    implements Operator {

  private static final int MOST = 256;

  /** Whose histogram counts. */
  public enum Method {
    /** That of the whole picture. */
    HISTOGRAM,
    /** Those of its parts, clipped. */
    CLAHE
  }

  public Equalize {
    ParameterRange.check("clip-limit", clipLimit, 0, MOST);
    ParameterRange.check("tiles", tiles, 1, MOST);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return switch (method) {
      case HISTOGRAM -> (PixelWorker) Equalize::spread;
      case CLAHE -> new ClaheWorker(clipLimit, tiles);
    };
  }

  private static void spread(Mat source, Mat result) {
    luma(source, result, opencv_imgproc::equalizeHist);
  }

  /** Changes the luma of a colour picture, or a gray picture as it is. */
  private static void luma(Mat source, Mat result, Change change) {
    if (source.channels() == 1) {
      change.apply(source, result);
      return;
    }
    try (Mat luma = new Mat()) {
      opencv_imgproc.cvtColor(source, result, opencv_imgproc.COLOR_BGR2YCrCb);
      opencv_core.extractChannel(result, luma, 0);
      change.apply(luma, luma);
      opencv_core.insertChannel(luma, result, 0);
      opencv_imgproc.cvtColor(result, result, opencv_imgproc.COLOR_YCrCb2BGR);
    }
  }

  /** From one gray matrix to another, which may be the same. */
  private interface Change {
    void apply(Mat source, Mat result);
  }

  private static final class ClaheWorker implements PixelWorker {
    private final CLAHE clahe;

    ClaheWorker(double clipLimit, int tiles) {
      try (Size grid = new Size(tiles, tiles)) {
        clahe = opencv_imgproc.createCLAHE(clipLimit, grid);
      }
    }

    @Override
    public void change(Mat source, Mat result) {
      luma(source, result, clahe::apply);
    }

    @Override
    public void close() {
      clahe.close();
    }
  }
}
