package io.bifocal.feature;

/** OpenCV's trained cascades for faces seen from the front. */
public enum FaceCascade {
  /** Haar-like features, 24 by 24 pixels (haarcascade_frontalface_default). */
  HAAR("haarcascade_frontalface_default.xml.gz", 24),
  /** Local binary patterns, 45 by 45 pixels (lbpcascade_frontalface_improved); faster. */
  LBP("lbpcascade_frontalface_improved.xml.gz", 45);

  private final String resource;
  private final int window;

  FaceCascade(String resource, int window) {
    this.resource = resource;
    this.window = window;
  }

  /** Where the cascade lies, compressed, beside this class. */
  String resource() {
    return resource;
  }

  /** The side of the smallest face that it can find, in pixels. */
  int window() {
    return window;
  }
}
