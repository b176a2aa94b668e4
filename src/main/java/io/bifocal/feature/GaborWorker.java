package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of {@link GaborEnergy}. The Gaussian is round, so that each filter is the product of
 * a complex filter along rows and one along columns, whose real taps are symmetric and whose
 * imaginary taps are antisymmetric. A direction and its mirror image have the same parts; they are
 * put together with other signs. The nearest integer to the mean gray is subtracted first, which
 * keeps the rounding errors of floats small, and its known answer added last.
 */
final class GaborWorker implements FeatureExtractor.Worker {
  /** Rows after which sums in floats move to doubles. */
  private static final int STRIP = 32;

  private final int length;
  private final List<Filter> filters = new ArrayList<>();
  private final GrayPlane plane = new GrayPlane();
  private int width;
  private int height;
  private int base;

  /** The picture less {@link #base}, row by row with {@link #reach} more pixels on both sides. */
  private float[] padded = new float[0];

  private int reach;
  private int stride;

  /** Filtered along rows. */
  private float[] even = new float[0];

  private float[] odd = new float[0];

  /** One row filtered both ways: the first word says how along rows, the second along columns. */
  private float[] evenEven = new float[0];

  private float[] evenOdd = new float[0];
  private float[] oddEven = new float[0];
  private float[] oddOdd = new float[0];

  private final Moments plain = new Moments();
  private final Moments mirrored = new Moments();

  GaborWorker(GaborEnergy recipe) {
    length = recipe.length(Input.ORIGINAL);
    int orientations = recipe.orientations();
    for (int f = 0; f < recipe.frequencies().size(); f++) {
      for (int k = 0; 2 * k <= orientations; k++) {
        int mirror = k == 0 || 2 * k == orientations ? k : orientations - k;
        Filter filter =
            new Filter(
                recipe.frequencies().get(f),
                Math.PI * k / orientations,
                recipe.bandwidth(),
                2 * (f * orientations + k),
                2 * (f * orientations + mirror));
        filters.add(filter);
        reach = Math.max(reach, filter.reach);
      }
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    load(picture);
    for (Filter filter : filters) {
      for (int y = 0; y < height; y++) {
        filterRow(filter, y);
      }
      float offset = (float) (base * filter.flat);
      plain.clear(width, Math.abs(offset));
      mirrored.clear(width, Math.abs(offset));
      for (int y = 0; y < height; y++) {
        filterColumns(filter, y);
        combine(filter, offset);
        if (y % STRIP == STRIP - 1 || y == height - 1) {
          plain.collect(width);
          mirrored.collect(width);
        }
      }
      plain.write(vector, filter.index, width * height);
      if (filter.mirror != filter.index) {
        mirrored.write(vector, filter.mirror, width * height);
      }
    }
  }

  @Override
  public void close() {}

  private void load(Picture picture) {
    plane.load(picture.gray());
    width = plane.width();
    height = plane.height();
    int pixels = width * height;
    stride = Math.addExact(width, 2 * reach);
    ensureCapacity(pixels, Math.multiplyExact(stride, height));
    byte[] samples = plane.samples();
    long sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += samples[i] & 0xFF;
    }
    base = (int) Math.round((double) sum / pixels);
    for (int y = 0; y < height; y++) {
      int from = y * width;
      int to = y * stride + reach;
      for (int x = 0; x < width; x++) {
        padded[to + x] = (samples[from + x] & 0xFF) - base;
      }
      for (int x = 1; x <= reach; x++) {
        padded[to - x] = padded[to + reflected(-x, width)];
        padded[to + width - 1 + x] = padded[to + reflected(width - 1 + x, width)];
      }
    }
  }

  private void ensureCapacity(int pixels, int paddedPixels) {
    if (padded.length < paddedPixels) {
      padded = new float[paddedPixels];
    }
    if (even.length < pixels) {
      even = new float[pixels];
      odd = new float[pixels];
    }
    if (evenEven.length < width) {
      evenEven = new float[width];
      evenOdd = new float[width];
      oddEven = new float[width];
      oddOdd = new float[width];
    }
  }

  private void filterRow(Filter filter, int y) {
    int from = y * stride + reach;
    int to = y * width;
    scale(padded, from, width, filter.evenAcross[0], even, to);
    if (filter.isUpright) {
      for (int k = 1; k <= filter.reach; k++) {
        addEven(padded, from + k, from - k, width, filter.evenAcross[k], even, to);
      }
      return;
    }
    scale(padded, from, width, 0, odd, to);
    for (int k = 1; k <= filter.reach; k++) {
      float cosine = filter.evenAcross[k];
      addBoth(padded, from + k, from - k, width, cosine, filter.oddAcross[k], even, odd, to);
    }
  }

  private void filterColumns(Filter filter, int y) {
    filterColumns(filter, y, even, evenEven, evenOdd);
    if (!filter.isUpright) {
      filterColumns(filter, y, odd, oddEven, oddOdd);
    }
  }

  private void filterColumns(
      Filter filter, int y, float[] from, float[] toEven, float[] toOdd) {
    scale(from, y * width, width, filter.evenDown[0], toEven, 0);
    scale(from, y * width, width, 0, toOdd, 0);
    for (int k = 1; k <= filter.reach; k++) {
      int below = reflected(y + k, height) * width;
      int above = reflected(y - k, height) * width;
      float cosine = filter.evenDown[k];
      if (filter.isLevel) {
        addEven(from, below, above, width, cosine, toEven, 0);
      } else {
        addBoth(from, below, above, width, cosine, filter.oddDown[k], toEven, toOdd, 0);
      }
    }
  }

  private void combine(Filter filter, float offset) {
    if (filter.isUpright) {
      plain.add(evenEven, evenOdd, width, offset);
      return;
    }
    if (filter.isLevel) {
      plain.add(evenEven, oddEven, width, offset);
      return;
    }
    for (int x = 0; x < width; x++) {
      float product = oddOdd[x];
      float cosines = evenEven[x];
      oddOdd[x] = cosines + product;
      evenEven[x] = cosines - product;
    }
    for (int x = 0; x < width; x++) {
      float down = evenOdd[x];
      float across = oddEven[x];
      oddEven[x] = down - across;
      evenOdd[x] = down + across;
    }
    plain.add(evenEven, evenOdd, width, offset);
    mirrored.add(oddOdd, oddEven, width, offset);
  }

  private static void scale(float[] from, int at, int n, float factor, float[] to, int first) {
    for (int i = 0; i < n; i++) {
      to[first + i] = factor * from[at + i];
    }
  }

  private static void addEven(
      float[] from, int after, int before, int n, float cosine, float[] even, int to) {
    for (int i = 0; i < n; i++) {
      even[to + i] += cosine * (from[after + i] + from[before + i]);
    }
  }

  private static void addBoth(
      float[] from,
      int after,
      int before,
      int n,
      float cosine,
      float sine,
      float[] even,
      float[] odd,
      int to) {
    for (int i = 0; i < n; i++) {
      float a = from[after + i];
      float b = from[before + i];
      even[to + i] += cosine * (a + b);
      odd[to + i] += sine * (a - b);
    }
  }

  private static int reflected(int at, int length) {
    if (at >= 0 && at < length) {
      return at;
    }
    int folded = Math.floorMod(at, 2 * length);
    return Math.min(folded, 2 * length - 1 - folded);
  }

  /** The taps of one frequency and direction from the middle outwards. */
  private static final class Filter {
    private static final double EXTENT = 3;

    final int index;
    final int mirror;
    final int reach;

    /** Whether there are no waves along rows. */
    final boolean isUpright;

    /** Whether there are no waves along columns. */
    final boolean isLevel;

    final float[] evenAcross;
    final float[] oddAcross;
    final float[] evenDown;
    final float[] oddDown;

    /** The answer to a flat picture of gray 1. */
    final double flat;

    Filter(double frequency, double angle, double bandwidth, int index, int mirror) {
      this.index = index;
      this.mirror = mirror;
      double octaves = Math.pow(2, bandwidth);
      double sigma =
          Math.sqrt(Math.log(2) / 2) / Math.PI * (octaves + 1) / (octaves - 1) / frequency;
      double cosine = Math.abs(Math.cos(angle));
      double sine = Math.abs(Math.sin(angle));
      reach = (int) Math.ceil(Math.max(EXTENT * sigma * Math.max(cosine, sine), 1));
      isUpright = cosine < 1e-9;
      isLevel = sine < 1e-9;
      evenAcross = new float[reach + 1];
      oddAcross = new float[reach + 1];
      evenDown = new float[reach + 1];
      oddDown = new float[reach + 1];
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
  }

  /** Sums over the magnitudes of complex numbers, less one that is near them all. */
  private static final class Moments {
    private float near;
    private float[] sums = new float[0];
    private float[] squares = new float[0];
    private double sum;
    private double square;

    void clear(int width, float near) {
      this.near = near;
      if (sums.length < width) {
        sums = new float[width];
        squares = new float[width];
      }
      sum = 0;
      square = 0;
    }

    void add(float[] real, float[] imaginary, int n, float offset) {
      float[] sums = this.sums;
      float[] squares = this.squares;
      float near = this.near;
      for (int i = 0; i < n; i++) {
        float re = real[i] + offset;
        float im = imaginary[i];
        float difference = (float) Math.sqrt(re * re + im * im) - near;
        sums[i] += difference;
        squares[i] += difference * difference;
      }
    }

    void collect(int n) {
      for (int i = 0; i < n; i++) {
        sum += sums[i];
        square += squares[i];
        sums[i] = 0;
        squares[i] = 0;
      }
    }

    void write(float[] vector, int at, int n) {
      double mean = sum / n;
      vector[at] = (float) (near + mean);
      vector[at + 1] = (float) Math.sqrt(Math.max(0, square / n - mean * mean));
    }
  }
}
