package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import io.bifocal.image.Resize;
import java.util.List;
import java.util.Locale;

/**
 * Histograms of oriented gradients: the shape of what is seen, cell by cell, whatever the light.
 *
 * <ol>
 *   <li>Gradients of the gray values by the filter [-1 0 1] along rows and columns.
 *   <li>Each pixel votes with the magnitude of its gradient for its orientation, taken modulo 180
 *       degrees, in the histogram of its cell.
 *   <li>Cells are grouped into overlapping square blocks, one cell apart.
 *   <li>Each block is scaled to length 1, clipped at 0.2 and scaled again (L2-Hys).
 * </ol>
 *
 * <p>Input: gray 0 to 255 of a fixed size, at least one block wide and high. {@code opencv} needs
 * sides that are whole numbers of cells and continues the picture beyond its border by reflection
 * (BORDER_REFLECT_101); {@code skimage} ignores the pixels to the right and below that fill no
 * cell, and takes the gradient across the outermost rows and columns as 0.
 *
 * <p>Output: (cells across - blockCells + 1) (cells down - blockCells + 1) blockCells² orientations
 * values between 0 and 1; 8,100 for the defaults on 128 by 128 pixels. {@code opencv}: index (((x
 * by + y) b + i) b + j) n + k for the block in column x and row y of by rows of blocks, its cell in
 * column i and row j of b by b, and orientation k of n. {@code skimage}: index (((y bx + x) b + j)
 * b + i) n + k for the same block among bx columns. Orientation k spans 180 k/n to 180 (k + 1)/n
 * degrees, from the x axis towards the y axis, which points down; it is the direction of the
 * gradient, across the edge.
 *
 * <p>Errors: UserError for a parameter out of range and for an input without a size, too small, not
 * of whole cells ({@code opencv}) or giving over a million values. Undefined cases: a block without
 * any gradient is all 0.
 *
 * <p>Source: N. Dalal and B. Triggs, Histograms of oriented gradients for human detection, CVPR
 * 2005, doi:10.1109/CVPR.2005.177.
 *
 * @param variant opencv (default) or skimage
 * @param orientations number of orientations over 180 degrees, 2 to 180, default 9
 * @param cellPixels side of a cell in pixels, 2 to 256, default 8
 * @param blockCells side of a block in cells, 1 to 8, default 2
 */
public record Hog(
    @Default("opencv") @Help("whose reading of the method: opencv or skimage") HogVariant variant,
    @Default("9") @Help("number of orientations over 180 degrees, 2 to 180") int orientations,
    @Default("8") @Help("side of a cell in pixels, 2 to 256") int cellPixels,
    @Default("2") @Help("side of a block in cells, 1 to 8") int blockCells)
    implements FeatureExtractor {

  private static final int LONGEST = 1_000_000;

  public Hog {
    Bounds.check("orientations", orientations, 2, 180);
    Bounds.check("cell-pixels", cellPixels, 2, 256);
    Bounds.check("block-cells", blockCells, 1, 8);
  }

  @Override
  public Input defaultInput() {
    return new Input(List.of(128, 128), true, Resize.STRETCH);
  }

  @Override
  public int length(Input input) {
    if (!input.isSized()) {
      throw new UserError("hog needs pictures of one size; set input.size, for example to 128");
    }
    long blocks = (long) blocks("width", input.width()) * blocks("height", input.height());
    long length = blocks * blockCells * blockCells * orientations;
    if (length > LONGEST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "hog of %d by %d pixels has %d values, more than %d; use larger cells or a smaller"
                  + " input.size",
              input.width(),
              input.height(),
              length,
              LONGEST));
    }
    return (int) length;
  }

  @Override
  public Worker open(Input input) {
    int length = length(input);
    return switch (variant) {
      case OPENCV -> new OpenCvHog(this, input, length);
      case SKIMAGE -> new SkimageHog(this, input, length);
    };
  }

  @Override
  public Picture draw(Picture view, float[] vector) {
    return new HogDrawing(this, view, vector).draw(view);
  }

  private int blocks(String side, int pixels) {
    int least = cellPixels * blockCells;
    if (pixels < least) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "input %s = %d is less than one block of hog, %d pixels; enlarge input.size or lower"
                  + " cell-pixels or block-cells",
              side,
              pixels,
              least));
    }
    if (variant == HogVariant.OPENCV && pixels % cellPixels != 0) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "input %s = %d is not a whole number of cells of %d pixels; use %d, or variant ="
                  + " skimage, which ignores the rest",
              side,
              pixels,
              cellPixels,
              pixels / cellPixels * cellPixels));
    }
    return pixels / cellPixels - blockCells + 1;
  }
}
