package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Natives;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A rectangle cut out of the picture.
 *
 * <ol>
 *   <li>Without {@code position} the rectangle lies in the centre: as far from the left border as
 *       from the right one, or one pixel nearer to it; the same from above.
 *   <li>Its pixels become the picture.
 * </ol>
 *
 * <p>Input: at least of the size of the rectangle; gray stays gray.
 *
 * <p>Errors: UserError for a parameter out of range; a picture that the rectangle leaves has no
 * result, and its row an error.
 *
 * @param size width and height in pixels, or one number for both, 1 to 100000
 * @param position x and y of the upper left corner in pixels, 0 to 100000; empty (default) for the
 *     centre
 */
public record Crop(
    @Help("width and height in pixels, or one number for both") List<Integer> size,
    @Default("[]") @Help("x and y of the upper left corner in pixels; the centre if empty")
        List<Integer> position)
    implements Operator {

  private static final int MOST = 100_000;

  public Crop {
    ParameterRange.checkLength("size", size, "one, or width and height", 1, 2);
    ParameterRange.checkAll("size", size, 1, MOST);
    ParameterRange.checkLength("position", position, "x and y, or none", 0, 2);
    ParameterRange.checkAll("position", position, 0, MOST);
    size = List.copyOf(size);
    position = List.copyOf(position);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    int width = size.get(0);
    int height = size.get(size.size() - 1);
    return (PixelWorker)
        (source, result) -> {
          int x = position.isEmpty() ? (source.cols() - width) / 2 : position.get(0);
          int y = position.isEmpty() ? (source.rows() - height) / 2 : position.get(1);
          if (width > source.cols() - x || height > source.rows() - y) {
            throw new IllegalArgumentException(
                "the picture has "
                    + (source.cols() + " by " + source.rows())
                    + " pixels, too few to crop "
                    + (width + " by " + height)
                    + (position.isEmpty() ? "" : " at " + x + ", " + y));
          }
          try (Rect rectangle = new Rect(x, y, width, height);
              Mat part = new Mat(source, rectangle)) {
            part.copyTo(result);
          }
        };
  }
}
