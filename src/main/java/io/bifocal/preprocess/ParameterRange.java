package io.bifocal.preprocess;

import io.bifocal.conf.UserError;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** The checks that operators have in common. */
final class ParameterRange {
  /** What a picture may grow to: three channels of it are 300 MB. */
  private static final long MOST_PIXELS = 100_000_000;

  /** OpenCV keeps places in 16 bits there. */
  private static final int LONGEST_SIDE = Short.MAX_VALUE - 1;

  private ParameterRange() {}

  /** A parameter that must lie between two bounds, both allowed. */
  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw outOfRange(name, value, shown(least) + " to " + shown(most));
    }
  }

  /** A parameter that must be above 0 and at most {@code most}. */
  static void checkPositive(String name, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw outOfRange(name, value, "above 0 to " + shown(most));
    }
  }

  /** A parameter, not negative, that must not exceed another one. */
  static void checkAtMost(String name, double value, String other, double most) {
    if (value > most) {
      throw outOfRange(name, value, "0 to " + shown(most) + ", which is " + other);
    }
  }

  /** Numbers of which every one must lie between two bounds, both allowed. */
  static void checkAll(String name, List<Integer> values, int least, int most) {
    values.forEach(value -> check(name, value, least, most));
  }

  /** A list that must have one of these lengths. */
  static void checkLength(String name, List<?> values, String wanted, int... lengths) {
    for (int length : lengths) {
      if (values.size() == length) {
        return;
      }
    }
    throw new UserError(name + " has " + values.size() + " numbers; give " + wanted);
  }

  /** A picture that OpenCV is to take pixels from at places that are not whole. */
  static void checkSides(Mat source) {
    if (Math.max(source.cols(), source.rows()) > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "the picture has "
              + (source.cols() + " by " + source.rows())
              + " pixels; this operator takes at most "
              + LONGEST_SIDE
              + " a side");
    }
  }

  /** A picture to come that must not fill the memory. */
  static void checkPixels(long width, long height) {
    if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "the result would have "
              + width
              + " by "
              + height
              + " pixels; at most "
              + MOST_PIXELS
              + " in all are made");
    }
  }

  private static UserError outOfRange(String name, double value, String range) {
    return new UserError(name + " = " + shown(value) + " is out of range; give " + range);
  }

  private static String shown(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
