package io.bifocal.feature;

/** Whose sign the seventh of Hu's moments has. */
public enum HuVariant {
  /** OpenCV's cv::HuMoments, with x along the rows. */
  OPENCV,
  /** scikit-image's moments_hu, whose axes are the other way round. */
  SKIMAGE
}
