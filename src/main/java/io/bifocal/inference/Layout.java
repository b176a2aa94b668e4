package io.bifocal.inference;

/** The order of a network's input: N pictures, C channels, H rows, W columns. */
public enum Layout {
  /** Plane by plane, as PyTorch has it. */
  NCHW,
  /** Pixel by pixel, as TensorFlow has it. */
  NHWC
}
