package io.bifocal.feature;

/** What finds keypoints and describes their surroundings, with OpenCV's own defaults. */
public enum LocalDetector {
  /** Scale-invariant feature transform: 128 values from 0 to 255. */
  SIFT(128),
  /** Oriented FAST and rotated BRIEF: 256 bits, each a value 0 or 1. */
  ORB(256),
  /** Accelerated KAZE with its binary descriptor MLDB: 486 bits, each a value 0 or 1. */
  AKAZE(486);

  private final int length;

  LocalDetector(int length) {
    this.length = length;
  }

  /** The number of values in the descriptor of one keypoint. */
  public int length() {
    return length;
  }
}
