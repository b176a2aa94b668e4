package io.bifocal.preprocess;

import io.bifocal.conf.Color;
import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The picture with a border around it.
 *
 * <ol>
 *   <li>{@code pixels} are added at the left, the top, the right and the bottom.
 *   <li>They have one colour ({@code constant}), repeat the outermost pixels ({@code replicate}),
 *       or mirror the picture ({@code reflect}, the outermost pixels twice).
 * </ol>
 *
 * <p>Input: of any size; gray stays gray, and takes the luma of the colour (BT.601).
 *
 * <p>Errors: UserError for a parameter out of range; a picture whose result would have more than
 * 100 million pixels has none, and its row an error.
 *
 * @param pixels one number for all sides, or left, top, right and bottom, each 0 to 10000
 * @param border constant (default), replicate or reflect
 * @param color of a constant border: white, black (default) or #rrggbb
 */
public record Pad(
    @Help("one number for all sides, or left, top, right and bottom, 0 to 10000")
        List<Integer> pixels,
    @Default("constant") @Help("constant (one colour), replicate or reflect") Border border,
    @Default("black") @Help("constant: white, black or \"#rrggbb\"") Color color)
    implements Operator {

  private static final int MOST = 10_000;
  private static final int SIDES = 4;

  public Pad {
    ParameterRange.checkLength("pixels", pixels, "one, or left, top, right and bottom", 1, SIDES);
    ParameterRange.checkAll("pixels", pixels, 0, MOST);
    pixels = List.copyOf(pixels);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    int left = side(0);
    int top = side(1);
    int right = side(2);
    int bottom = side(3);
    return (PixelWorker)
        (source, result) -> {
          ParameterRange.checkPixels(
              (long) source.cols() + left + right, (long) source.rows() + top + bottom);
          try (Scalar fill = Border.scalar(color, source.channels())) {
            opencv_core.copyMakeBorder(
                source, result, top, bottom, left, right, border.code(), fill);
          }
        };
  }

  private int side(int i) {
    return pixels.get(pixels.size() == 1 ? 0 : i);
  }
}
