package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;

/**
 * Takes haze away, by the dark channel.
 *
 * <ol>
 *   <li>The dark channel: the least of all channels in a window around each pixel.
 *   <li>The light of the haze: the brightest of the thousandth of all pixels whose dark channel is
 *       the greatest.
 *   <li>How much of the scene comes through: 1 - {@code omega} times the dark channel of the
 *       picture divided by that light; smoothed along the edges of the gray picture by a guided
 *       filter (radius 60, ε 1e-4; the border is mirrored).
 *   <li>The light is taken away and the rest divided by what comes through, at least {@code least}.
 * </ol>
 *
 * <p>Input: of any size. Values are clipped and rounded.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: a flat picture, a black one
 * too, stays as it is.
 *
 * <p>Source: K. He, J. Sun and X. Tang, Single image haze removal using dark channel prior, IEEE
 * TPAMI 33(12), 2011, doi:10.1109/TPAMI.2010.168, with a guided filter instead of matting: K. He,
 * J. Sun and X. Tang, Guided image filtering, IEEE TPAMI 35(6), 2013, doi:10.1109/TPAMI.2012.213.
 *
 * @param window side of the window in pixels, odd, 1 to 255, default 15
 * @param omega how much of the haze goes, 0 to 1, default 0.95
 * @param least the least that is taken to come through, above 0 to 1, default 0.1
 */
public record Dehaze(
    @Default("15") @Help("side of the window in pixels, odd, 1 to 255") int window,
    @Default("0.95") @Help("how much of the haze goes, 0 to 1") double omega,
    @Default("0.1") @Help("the least that is taken to come through, above 0 to 1") double least)
    implements Operator {

  public Dehaze {
    if (window < 1 || window > 255 || window % 2 == 0) {
      throw new UserError("window = " + window + " is out of range; give an odd number to 255");
    }
    ParameterRange.check("omega", omega, 0, 1);
    ParameterRange.checkPositive("least", least, 1);
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    return new Worker() {
      @Override
      public Picture apply(Picture picture, long seed) {
        return new HazeModel(Dehaze.this).clear(FloatImage.of(picture)).toPicture();
      }

      @Override
      public void close() {}
    };
  }
}
