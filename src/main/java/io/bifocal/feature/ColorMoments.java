package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;

/**
 * Mean, standard deviation and third moment of each colour channel: the colours of a picture in
 * nine numbers.
 *
 * <ol>
 *   <li>Colours are converted to {@code space}.
 *   <li>The picture is cut into {@code grid} by {@code grid} cells: cell i of n spans pixels
 *       floor(i size/n) to floor((i + 1) size/n) of a side, at least one.
 *   <li>Of each channel in each cell: the mean μ, the population standard deviation √(mean of (v -
 *       μ)²), and the third central moment m3 = mean of (v - μ)³ as {@code third} says.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: 9 grid² values; index ((y grid + x) 3 + c) 3 + m for the cell in column x and row y,
 * channel c in the order of the space's name, and moment m: mean, standard deviation, third. All
 * but skewness are in the channel's unit, see {@link ColorMomentSpace}.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: a flat channel has skewness
 * 0; the hue of a colour without saturation is 0, and hue is not treated as an angle; a side with
 * fewer pixels than cells has neighbours share a pixel.
 *
 * <p>Source: M. Stricker and M. Orengo, Similarity of color images, Proc. SPIE 2420, 1995,
 * doi:10.1117/12.205308; opponent: K. E. A. van de Sande, T. Gevers and C. G. M. Snoek, Evaluating
 * color descriptors for object and scene recognition, IEEE TPAMI 32(9), 2010,
 * doi:10.1109/TPAMI.2009.154.
 *
 * @param space hsv (default), rgb, opponent, lab, lab-float or lab-skimage
 * @param third cube-root (default) or skewness
 * @param grid number of cells along each side, 1 to 64, default 1
 */
public record ColorMoments(
    @Default("hsv") @Help("colour space: rgb, hsv, opponent, lab, lab-float or lab-skimage")
        ColorMomentSpace space,
    @Default("cube-root") @Help("how the third moment is told: cube-root or skewness")
        ThirdMoment third,
    @Default("1") @Help("number of cells along each side, 1 to 64") int grid)
    implements FeatureExtractor {

  private static final int VALUES_OF_CELL = 9;

  public ColorMoments {
    Bounds.check("grid", grid, 1, 64);
  }

  @Override
  public int length(Input input) {
    return grid * grid * VALUES_OF_CELL;
  }

  @Override
  public Worker open(Input input) {
    return new ColorMomentsWorker(this);
  }
}
