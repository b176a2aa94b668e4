package io.bifocal.preprocess;

/** What a {@link FoolingInput} shows. */
public enum FoolingKind {
  /** Every value drawn evenly from 0 to 255. */
  UNIFORM_NOISE,
  /** Every value drawn from a normal distribution of mean 127.5 and deviation 64, clipped. */
  GAUSSIAN_NOISE,
  /** One colour. */
  FLAT,
  /** Two colours in stripes of equal width, in a direction that is drawn. */
  STRIPES,
  /** Two colours in squares. */
  CHECKERBOARD
}
