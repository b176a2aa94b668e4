package io.bifocal.feature;

/** What of a picture is covered by boxes to measure its fractal dimension. */
public enum FractalMethod {
  /** Its edges, by squares: between 0 and 2. */
  BOX_COUNTING,
  /** The surface of its gray values, by cubes, after Sarkar and Chaudhuri: between 2 and 3. */
  DIFFERENTIAL_BOX_COUNTING
}
