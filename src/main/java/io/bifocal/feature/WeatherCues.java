package io.bifocal.feature;

import io.bifocal.image.Input;

/**
 * Five cues of the weather outdoors: sky, shadows, reflections, contrast and haze.
 *
 * <p>The cues, their sources in the picture and the kind of statistics are those of the paper. Its
 * detectors of sky, shadows and reflections are trained on labelled pictures, which are not
 * available; here they are rules without training, told below. Vectors are therefore not comparable
 * with the paper's.
 *
 * <ol>
 *   <li>The picture, stretched to 256 by 256 pixels.
 *   <li>Sky. In the paper a trained forest decides for patches of 15 by 15 pixels. Here each column
 *       is sky from the top down, as far as no step to the pixel to the right or below is larger
 *       than 12 gray values and blue is not more than 8 below green; columns with less than 15 such
 *       pixels have none. As in the paper, its colours are counted by a* and b* (CIE L*a*b*).
 *   <li>Shadow. In the paper trained boundaries of shadows are compared with a bank of sunny ones.
 *       Here the confidence of a boundary between neighbouring cells of 4 by 4 pixels: with r the
 *       quotients of the darker to the brighter cell's mean red, green and blue, each mean plus 1,
 *       (1 - mean r) (1 - (max r - min r)/0.2), and 0 where that is below 0, r is above 1 or the
 *       mean r below 0.2, which no shadow is.
 *   <li>Reflection. In the paper patches around white pixels are compared with a dictionary. Here
 *       pixels with red, green and blue of 230 or more that are not sky are counted in 10 by 10
 *       cells.
 *   <li>Contrast. As in the paper, quotients of percentiles of the chroma C* = √(a*² + b*²); here
 *       of chroma in whole numbers.
 *   <li>Haze. As in the paper, medians of the dark channel in a spatial pyramid of 2 by 2, 4 by 4
 *       and 8 by 8 cells; the window has 15 by 15 pixels of the stretched picture.
 * </ol>
 *
 * <p>Input: colour of any size; gray counts as red = green = blue.
 *
 * <p>Output: 621 values from 0 to 1. 0 to 255, sky: share of all pixels that are sky and fall into
 * bin i of a* and j of b*, index 16 i + j; bins of a* are 4 wide from -32 on, bins of b* 8 wide
 * from -64 on, the first and the last take what lies beyond; the sum is the share of sky. 256 to
 * 265, shadow: percentiles 50, 60, 70, 80, 90, 95, 98, 99, 99.5 and 100 of the confidences of all
 * pairs of neighbouring cells, in steps of 1/255. 266 to 365, reflection: share of white pixels in
 * cell 10 y + x. 366 to 536, contrast: percentile p_i divided by p_j of percentiles 5, 10 to 95,
 * for all i below j, (i, j) = (5, 10), (5, 15) to (90, 95). 537 to 620, haze: median of the dark
 * channel divided by 255, of the 4, then the 16, then the 64 cells, each row by row.
 *
 * <p>Errors: none. Undefined cases: quotients of percentiles are 0 where p_j is 0, so all 171 of a
 * gray picture.
 *
 * <p>Source: C. Lu, D. Lin, J. Jia and C.-K. Tang, Two-class weather classification, CVPR 2014,
 * doi:10.1109/CVPR.2014.475.
 */
public record WeatherCues() implements FeatureExtractor {
  @Override
  public int length(Input input) {
    return WeatherMeter.LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new WeatherMeter();
  }
}
