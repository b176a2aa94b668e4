package io.bifocal.feature;

/** One frequency and direction of {@link GaborEnergy}, together with the mirrored direction. */
final class GaborFilter {
  private static final double EXTENT = 3;

  /** Whether there are no waves along rows. */
  final boolean isUpright;

  /** Whether there are no waves along columns. */
  final boolean isLevel;

  /** The taps from the middle outwards. */
  final float[] evenAcross;

  final float[] oddAcross;
  final float[] evenDown;
  final float[] oddDown;

  /** The last rows that were filtered along rows, in a ring. */
  float[][] evenRows = new float[0][0];

  float[][] oddRows = new float[0][0];

  final Moments plain = new Moments();
  final Moments mirrored = new Moments();

  private final int taps;
  private final int index;
  private final int mirror;

  /** The answer to a flat picture of gray 1. */
  private final double flat;

  GaborFilter(GaborEnergy recipe, int f, int direction) {
    int orientations = recipe.orientations();
    double frequency = recipe.frequencies().get(f);
    double angle = Math.PI * direction / orientations;
    double octaves = Math.pow(2, recipe.bandwidth());
    double sigma = Math.sqrt(Math.log(2) / 2) / Math.PI * (octaves + 1) / (octaves - 1) / frequency;
    double cosine = Math.abs(Math.cos(angle));
    double sine = Math.abs(Math.sin(angle));
    isUpright = 2 * direction == orientations;
    isLevel = direction == 0;
    index = 2 * (f * orientations + direction);
    mirror = isLevel || isUpright ? index : 2 * (f * orientations + orientations - direction);
    int reach = (int) Math.ceil(Math.max(EXTENT * sigma * Math.max(cosine, sine), 1));
    taps = reach + reach % 2;
    evenAcross = new float[taps + 1];
    oddAcross = new float[taps + 1];
    evenDown = new float[taps + 1];
    oddDown = new float[taps + 1];
    double across = 0;
    double down = 0;
    for (int k = 0; k <= reach; k++) {
      double envelope = Math.exp(-k * k / (2 * sigma * sigma));
      double scaled = envelope / (2 * Math.PI * sigma * sigma);
      double wave = 2 * Math.PI * frequency * k;
      double times = k == 0 ? 1 : 2;
      across += times * envelope / 255 * Math.cos(wave * cosine);
      down += times * scaled * Math.cos(wave * sine);
      evenAcross[k] = (float) (envelope / 255 * Math.cos(wave * cosine));
      oddAcross[k] = (float) (envelope / 255 * Math.sin(wave * cosine));
      evenDown[k] = (float) (scaled * Math.cos(wave * sine));
      oddDown[k] = (float) (scaled * Math.sin(wave * sine));
    }
    flat = across * down;
  }

  /** Taps on one side of the middle: an even number, the last of them perhaps 0. */
  int taps() {
    return taps;
  }

  /** Prepares for a picture of this width and mean, and for so many rows in the rings. */
  void clear(int width, int slots, int mean) {
    if (evenRows.length < slots || evenRows[0].length < width) {
      evenRows = new float[slots][width];
      oddRows = new float[isUpright ? 0 : slots][width];
    }
    plain.clear(width, (float) (mean * flat));
    mirrored.clear(width, (float) (mean * flat));
  }

  /** Means and deviations of all that was added. */
  void write(float[] vector, int width, int height) {
    plain.write(vector, index, width * height);
    if (mirror != index) {
      mirrored.write(vector, mirror, width * height);
    }
  }

  /** Sums over the magnitudes of complex numbers, all of them near one number. */
  static final class Moments {
    private float offset;
    private float[] sums = new float[0];
    private float[] squares = new float[0];
    private double sum;
    private double square;

    private void clear(int width, float offset) {
      this.offset = offset;
      if (sums.length < width) {
        sums = new float[width];
        squares = new float[width];
      }
      sum = 0;
      square = 0;
    }

    /** Adds |offset + real + i imaginary|. */
    void add(float[] real, float[] imaginary, int n) {
      add(real, imaginary, n, offset, Math.abs(offset), sums, squares);
    }

    private static void add(
        float[] real,
        float[] imaginary,
        int n,
        float offset,
        float near,
        float[] sums,
        float[] squares) {
      for (int i = 0; i < n; i++) {
        float re = real[i] + offset;
        float im = imaginary[i];
        float difference = (float) Math.sqrt(re * re + im * im) - near;
        sums[i] += difference;
        squares[i] += difference * difference;
      }
    }

    /** Moves the sums of all columns on, before floats become too coarse for them. */
    void collect(int n) {
      for (int i = 0; i < n; i++) {
        sum += sums[i];
        square += squares[i];
        sums[i] = 0;
        squares[i] = 0;
      }
    }

    private void write(float[] vector, int at, int n) {
      double mean = sum / n;
      vector[at] = (float) (Math.abs(offset) + mean);
      vector[at + 1] = (float) Math.sqrt(Math.max(0, square / n - mean * mean));
    }
  }
}
