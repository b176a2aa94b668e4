package io.bifocal.preprocess;

/** How a blur is undone. */
public enum DeblurMethod {
  /** In one step by frequencies, those that the blur left little of held back. */
  WIENER,
  /** Step by step, so that the picture blurred again comes nearer to the given one. */
  RICHARDSON_LUCY
}
