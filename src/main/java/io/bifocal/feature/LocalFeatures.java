package io.bifocal.feature;

import io.bifocal.image.Picture;

/**
 * Finds and describes the keypoints of one picture after the other; owns native memory until
 * closed. What it returns holds until the next picture. Not for use by several threads at once.
 */
public interface LocalFeatures extends AutoCloseable {

  /** Values of one keypoint in {@link #keypoints()}: x, y, size, angle, response, octave. */
  int KEYPOINT_VALUES = 6;

  /**
   * Finds the strongest keypoints of a picture of any size.
   *
   * @return how many there are, from 0 to the recipe's most
   */
  int detect(Picture picture);

  /**
   * Their places: x and y in pixels from the centre of the first pixel, size (diameter) in pixels,
   * angle in degrees from 0 to 360 or -1, response, octave as OpenCV packs it. Longer than the
   * keypoints are.
   */
  float[] keypoints();

  /** Their raw descriptors, one after the other. Longer than the keypoints are. */
  float[] descriptors();

  @Override
  void close();

  /**
   * Opens one for one task.
   *
   * @param most keypoints of a picture; the strongest are taken, equally strong ones in the order
   *     from top to bottom, left to right
   */
  static LocalFeatures open(LocalDetector detector, int most) {
    return new OpenCvLocalFeatures(detector, most);
  }
}
