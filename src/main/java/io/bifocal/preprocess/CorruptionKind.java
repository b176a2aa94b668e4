package io.bifocal.preprocess;

import java.util.function.Function;
import java.util.stream.IntStream;

/** The corruptions of ImageNet-C: the fifteen of the benchmark and the four of its validation. */
public enum CorruptionKind {
  /** Normal noise added; its standard deviation. */
  GAUSSIAN_NOISE(p -> PointNoise.gaussian(p[0])),
  /** Poisson noise; photons of white. */
  SHOT_NOISE(p -> PointNoise.shot(p[0])),
  /** Values made black or white; their part. */
  IMPULSE_NOISE(p -> PointNoise.impulse(p[0])),
  /** Out of focus; radius of the disk, sigma of its rim. */
  DEFOCUS_BLUR(p -> Blurs.defocus(p[0], p[1])),
  /** Seen through frosted glass; sigma, reach, iterations. */
  GLASS_BLUR(p -> Blurs.glass(p[0], (int) p[1], (int) p[2])),
  /** A moving camera; radius and sigma. */
  MOTION_BLUR(p -> MotionBlur.of((int) p[0], p[1])),
  /**
   * A camera that moves towards what it sees; factors from 1 on: the number of them, their step.
   */
  ZOOM_BLUR(
      p -> Zoom.blur(IntStream.range(0, (int) p[0]).mapToDouble(i -> 1 + i * p[1]).toArray())),
  /** Falling snow; mean, deviation, zoom, threshold, radius and sigma of motion, mix. */
  SNOW(p -> Weather.snow(p[0], p[1], p[2], p[3], new MotionBlur((int) p[4], p[5]), p[6])),
  /** Ice on the lens; weights of image and ice. */
  FROST(p -> Weather.frost(p[0], p[1])),
  /** Fog; its strength, decay of its finer scales. */
  FOG(p -> Weather.fog(p[0], p[1])),
  /** Brighter; what is added to the value of HSV. */
  BRIGHTNESS(p -> Tones.brightness(p[0])),
  /** Less contrast; factor. */
  CONTRAST(p -> Tones.contrast(p[0])),
  /** Distorted; strength, sigma of smoothing, jitter of an affine map. */
  ELASTIC_TRANSFORM(p -> new Elastic(p[0], p[1], p[2])),
  /** Coarse pixels; factor of shrinking. */
  PIXELATE(p -> Digital.pixelate(p[0])),
  /** JPEG; quality. */
  JPEG_COMPRESSION(p -> Digital.jpeg((int) p[0])),
  /** Normal noise in proportion to the value; its standard deviation. */
  SPECKLE_NOISE(p -> PointNoise.speckle(p[0])),
  /** Smoothed; sigma. */
  GAUSSIAN_BLUR(p -> Blurs.gaussian(p[0])),
  /**
   * Drops or mud on the lens; mean, deviation, sigma, threshold, strength of drops or sigma of mud,
   * 0 for water or 1 for mud.
   */
  SPATTER(
      p ->
          p[5] == 0
              ? Spatter.water(p[0], p[1], p[2], p[3], p[4])
              : Spatter.mud(p[0], p[1], p[2], p[3], p[4])),
  /** More or less colour; factor, what is added to the saturation of HSV. */
  SATURATE(p -> Tones.saturation(p[0], p[1]));

  @SuppressWarnings("ImmutableEnumChecker") // They hold nothing.
  private final Function<double[], Corruption> maker;

  CorruptionKind(Function<double[], Corruption> maker) {
    this.maker = maker;
  }

  /** The corruption with these parameters, in the order that is given above. */
  Corruption of(double... parameters) {
    return maker.apply(parameters);
  }
}
