package io.bifocal.feature;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Locale;

/** The checks that recipes and their workers have in common. */
final class Bounds {
  private Bounds() {}

  /** A parameter that must lie between two bounds, both allowed. */
  static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UserError(name + " = " + value + " is out of range; give " + least + " to " + most);
    }
  }

  /** A picture that must be the view that its worker was opened for. */
  static void check(Picture picture, Input input) {
    if (picture.width() != input.width() || picture.height() != input.height()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the picture has %d by %d pixels; the worker was opened for %d by %d",
              picture.width(),
              picture.height(),
              input.width(),
              input.height()));
    }
  }

  /** A vector that must have the recipe's length. */
  static void check(float[] vector, int length) {
    if (vector.length != length) {
      throw new IllegalArgumentException(
          "the vector has " + vector.length + " places; the recipe gives " + length + " values");
    }
  }
}
