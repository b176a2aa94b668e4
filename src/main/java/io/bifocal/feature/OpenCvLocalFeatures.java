package io.bifocal.feature;

import io.bifocal.image.Picture;

/** Keypoints of OpenCV. */
final class OpenCvLocalFeatures implements LocalFeatures {
  OpenCvLocalFeatures(LocalDetector detector, int most) {
    throw new UnsupportedOperationException(detector + " " + most);
  }

  @Override
  public int detect(Picture picture) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] keypoints() {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] descriptors() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
