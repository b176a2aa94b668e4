package io.bifocal.preprocess;

import java.util.stream.IntStream;

/** The corruptions of ImageNet-C: the fifteen of the benchmark and the four of its validation. */
public enum CorruptionKind {
  /** Normal noise added; its standard deviation. */
  GAUSSIAN_NOISE {
    @Override
    Corruption of(double... p) {
      return PointNoise.gaussian(p[0]);
    }
  },
  /** Poisson noise; photons of white. */
  SHOT_NOISE {
    @Override
    Corruption of(double... p) {
      return PointNoise.shot(p[0]);
    }
  },
  /** Values made black or white; their part. */
  IMPULSE_NOISE {
    @Override
    Corruption of(double... p) {
      return PointNoise.impulse(p[0]);
    }
  },
  /** Out of focus; radius of the disk, sigma of its rim. */
  DEFOCUS_BLUR {
    @Override
    Corruption of(double... p) {
      return Blurs.defocus(p[0], p[1]);
    }
  },
  /** Seen through frosted glass; sigma, reach, iterations. */
  GLASS_BLUR {
    @Override
    Corruption of(double... p) {
      return Blurs.glass(p[0], (int) p[1], (int) p[2]);
    }
  },
  /** A moving camera; radius and sigma. */
  MOTION_BLUR {
    @Override
    Corruption of(double... p) {
      return MotionBlur.of((int) p[0], p[1]);
    }
  },
  /**
   * A camera that moves towards what it sees; factors from 1 on: the number of them, their step.
   */
  ZOOM_BLUR {
    @Override
    Corruption of(double... p) {
      return Zoom.blur(IntStream.range(0, (int) p[0]).mapToDouble(i -> 1 + i * p[1]).toArray());
    }
  },
  /** Falling snow; mean, deviation, zoom, threshold, radius and sigma of motion, mix. */
  SNOW {
    @Override
    Corruption of(double... p) {
      return Weather.snow(p[0], p[1], p[2], p[3], new MotionBlur((int) p[4], p[5]), p[6]);
    }
  },
  /** Ice on the lens; weights of image and ice. */
  FROST {
    @Override
    Corruption of(double... p) {
      return Weather.frost(p[0], p[1]);
    }
  },
  /** Fog; its strength, decay of its finer scales. */
  FOG {
    @Override
    Corruption of(double... p) {
      return Weather.fog(p[0], p[1]);
    }
  },
  /** Brighter; what is added to the value of HSV. */
  BRIGHTNESS {
    @Override
    Corruption of(double... p) {
      return Tones.brightness(p[0]);
    }
  },
  /** Less contrast; factor. */
  CONTRAST {
    @Override
    Corruption of(double... p) {
      return Tones.contrast(p[0]);
    }
  },
  /** Distorted; strength, sigma of smoothing, jitter of an affine map. */
  ELASTIC_TRANSFORM {
    @Override
    Corruption of(double... p) {
      return new Elastic(p[0], p[1], p[2]);
    }
  },
  /** Coarse pixels; factor of shrinking. */
  PIXELATE {
    @Override
    Corruption of(double... p) {
      return Digital.pixelate(p[0]);
    }
  },
  /** JPEG; quality. */
  JPEG_COMPRESSION {
    @Override
    Corruption of(double... p) {
      return Digital.jpeg((int) p[0]);
    }
  },
  /** Normal noise in proportion to the value; its standard deviation. */
  SPECKLE_NOISE {
    @Override
    Corruption of(double... p) {
      return PointNoise.speckle(p[0]);
    }
  },
  /** Smoothed; sigma. */
  GAUSSIAN_BLUR {
    @Override
    Corruption of(double... p) {
      return Blurs.gaussian(p[0]);
    }
  },
  /**
   * Drops or mud on the lens; mean, deviation, sigma, threshold, strength of drops or sigma of mud,
   * 0 for water or 1 for mud.
   */
  SPATTER {
    @Override
    Corruption of(double... p) {
      return p[5] == 0
          ? Spatter.water(p[0], p[1], p[2], p[3], p[4])
          : Spatter.mud(p[0], p[1], p[2], p[3], p[4]);
    }
  },
  /** More or less colour; factor, what is added to the saturation of HSV. */
  SATURATE {
    @Override
    Corruption of(double... p) {
      return Tones.saturation(p[0], p[1]);
    }
  };

  /** The corruption with these parameters, in the order that is given above. */
  abstract Corruption of(double... parameters);
}
