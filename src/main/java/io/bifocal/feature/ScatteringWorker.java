package io.bifocal.feature;

import io.bifocal.feature.Spectra.Run;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * Scatters pictures of one size. Wavelets are applied to spectra, several at a time so that rows
 * are long; each product is folded to its resolution before it is transformed back. Smoothing,
 * subsampling and the mean over a map are linear, so that they become one multiplication from each
 * side with fixed weights and no map is smoothed as a whole.
 */
final class ScatteringWorker implements FeatureExtractor.Worker {
  /** The width that rows are brought to by taking several wavelets at once. */
  private static final int ROW = 600;

  private final Scattering recipe;
  private final Input input;
  private final int length;
  private final int mapLength;
  private final int top;
  private final int left;
  private final GrayPlane gray = new GrayPlane();
  private final float[] values;
  private final ScatteringFilters filters;
  private final Level[] levels;
  private final RowFft.Rows image;
  private final RowFft.Rows spectrum;

  ScatteringWorker(Scattering recipe, Input input, int length) {
    this.recipe = recipe;
    this.input = input;
    this.length = length;
    values = new float[input.width() * input.height()];
    int octaves = recipe.octaves();
    int width = padded(input.width(), octaves);
    int height = padded(input.height(), octaves);
    left = (width - input.width()) / 2;
    top = (height - input.height()) / 2;
    filters = ScatteringFilters.of(width, height, octaves, recipe.orientations());
    levels = new Level[octaves];
    for (int i = 0; i < octaves; i++) {
      levels[i] = new Level(width >> i, height >> i, i, recipe);
    }
    mapLength = levels[0].down.length * levels[0].across.length;
    image = new RowFft.Rows(height, width);
    spectrum = new RowFft.Rows(width, height);
  }

  /** The side with its padding. */
  private static int padded(int side, int octaves) {
    return ((side >> octaves) + 2) << octaves;
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(picture, input);
    Bounds.check(vector, length);
    gray.load(picture.gray());
    byte[] samples = gray.samples();
    for (int i = 0; i < values.length; i++) {
      values[i] = (samples[i] & 0xff) / 255f;
    }
    scatter(values, vector);
  }

  /** The same for gray values from 0 to 1, row by row. */
  void scatter(float[] values, float[] vector) {
    pad(values, image.re);
    Level whole = levels[0];
    for (float[] row : image.im) {
      Arrays.fill(row, 0);
    }
    whole.smooth(image.re, 1, vector, 0);
    if (recipe.order() == 0) {
      return;
    }
    whole.vertical.forward(image);
    Spectra.transpose(image, spectrum, 1);
    whole.horizontal.forward(spectrum);
    int second = 1 + recipe.octaves() * recipe.orientations();
    for (int octave = 0; octave < recipe.octaves(); octave++) {
      Level level = levels[octave];
      boolean further = recipe.order() == 2 && octave < recipe.octaves() - 1;
      int paths = (recipe.octaves() - 1 - octave) * recipe.orientations();
      for (int first = 0; first < recipe.orientations(); first += level.batch) {
        int at = 1 + octave * recipe.orientations() + first;
        scatter(spectrum.re, spectrum.im, 0, octave, first, vector, at);
        if (further) {
          level.transformModuli();
          for (int i = 0; i < level.batch; i++) {
            scatterAgain(level.spectraRe[i], level.spectraIm[i], octave, vector, second);
            second += paths;
          }
        }
      }
    }
  }

  private void scatterAgain(float[][] re, float[][] im, int from, float[] vector, int at) {
    int next = at;
    for (int octave = from + 1; octave < recipe.octaves(); octave++) {
      int batch = levels[octave].batch;
      for (int first = 0; first < recipe.orientations(); first += batch) {
        scatter(re, im, from, octave, first, vector, next);
        next += batch;
      }
    }
  }

  /** Leaves the moduli of one batch of wavelets in the level's moduli. */
  private void scatter(
      float[][] re, float[][] im, int from, int octave, int first, float[] vector, int at) {
    Level level = levels[octave];
    RowFft.Rows products = level.products;
    products.clear();
    for (int i = 0; i < level.batch; i++) {
      int offset = i * level.height;
      for (Run run : filters.wavelet(octave, first + i, from)) {
        run.multiplyAdd(re, im, products, offset);
      }
    }
    level.horizontal.inverse(products);
    Spectra.transpose(products, level.moduli, level.batch);
    level.vertical.inverse(level.moduli);
    Spectra.takeModuli(level.moduli);
    level.smooth(level.moduli.re, level.batch, vector, at * mapLength);
  }

  /** Continues the values by reflection without repeating the outermost ones. */
  private void pad(float[] values, float[][] rows) {
    int width = input.width();
    for (int y = 0; y < rows.length; y++) {
      float[] row = rows[y];
      int begin = reflected(y - top, input.height()) * width;
      for (int x = 0; x < row.length; x++) {
        row[x] = values[begin + reflected(x - left, width)];
      }
    }
  }

  private static int reflected(int i, int n) {
    if (i >= 0 && i < n) {
      return i;
    }
    int period = Math.max(1, 2 * n - 2);
    int inside = Math.floorMod(i, period);
    return inside < n ? inside : period - inside;
  }

  @Override
  public void close() {}

  /** One resolution: its transforms, its tables and the weights that smooth it. */
  private static final class Level {
    final int width;
    final int height;
    final int batch;
    final RowFft horizontal;
    final RowFft vertical;
    final RowFft.Rows products;
    final RowFft.Rows moduli;
    final float[][][] spectraRe;
    final float[][][] spectraIm;
    final Taps[] down;
    final Taps[] across;
    private final float[] smoothed;
    private final RowFft.Rows pairs;
    private final RowFft.Rows pairSpectra;

    Level(int width, int height, int number, Scattering recipe) {
      this.width = width;
      this.height = height;
      int octaves = recipe.octaves();
      batch = batch(recipe.orientations(), Math.max(width, height));
      horizontal = new RowFft(width);
      vertical = new RowFft(height);
      products = new RowFft.Rows(width, batch * height);
      moduli = new RowFft.Rows(height, batch * width);
      boolean scattersAgain = recipe.order() == 2 && number < octaves - 1;
      int spectra = scattersAgain ? batch : 0;
      int halves = (spectra + 1) / 2;
      pairs = new RowFft.Rows(height, halves * width);
      pairSpectra = new RowFft.Rows(width, halves * height);
      spectraRe = new float[spectra][width][height];
      spectraIm = new float[spectra][width][height];
      down = weights(ScatteringFilters.smoothing(height, number, octaves), recipe.output());
      across = weights(ScatteringFilters.smoothing(width, number, octaves), recipe.output());
      smoothed = new float[batch * width];
    }

    private static int batch(int orientations, int side) {
      int batch = orientations;
      while (batch > 1 && (orientations % batch != 0 || batch * side > ROW)) {
        batch--;
      }
      return batch;
    }

    private static Taps[] weights(double[][] rows, ScatteringOutput output) {
      if (output == ScatteringOutput.MAPS) {
        return Arrays.stream(rows).map(Taps::of).toArray(Taps[]::new);
      }
      double[] mean = new double[rows[0].length];
      for (double[] row : rows) {
        for (int u = 0; u < mean.length; u++) {
          mean[u] += row[u] / rows.length;
        }
      }
      return new Taps[] {Taps.of(mean)};
    }

    /** Writes the smoothed maps of {@code count} pictures that lie side by side. */
    void smooth(float[][] rows, int count, float[] vector, int at) {
      for (int i = 0; i < down.length; i++) {
        down[i].combine(rows, count * width, smoothed);
        for (int picture = 0; picture < count; picture++) {
          int to = at + (picture * down.length + i) * across.length;
          for (int j = 0; j < across.length; j++) {
            vector[to + j] = (float) across[j].dot(smoothed, picture * width);
          }
        }
      }
    }

    /** The spectra of the moduli, two of which make one complex picture. */
    void transformModuli() {
      int halves = pairs.width() / width;
      int others = batch - halves;
      for (int y = 0; y < height; y++) {
        System.arraycopy(moduli.re[y], 0, pairs.re[y], 0, halves * width);
        System.arraycopy(moduli.re[y], halves * width, pairs.im[y], 0, others * width);
        Arrays.fill(pairs.im[y], others * width, halves * width, 0);
      }
      vertical.forward(pairs);
      Spectra.transpose(pairs, pairSpectra, halves);
      horizontal.forward(pairSpectra);
      for (int i = 0; i < halves; i++) {
        for (int x = 0; x < width; x++) {
          separate(i, x, x == 0 ? 0 : width - x, i + halves < batch);
        }
      }
    }

    private void separate(int pair, int x, int mirrored, boolean both) {
      int begin = pair * height;
      float[] re = pairSpectra.re[x];
      float[] im = pairSpectra.im[x];
      float[] mirroredRe = pairSpectra.re[mirrored];
      float[] mirroredIm = pairSpectra.im[mirrored];
      float[] firstRe = spectraRe[pair][x];
      float[] firstIm = spectraIm[pair][x];
      int other = both ? pair + pairs.width() / width : pair;
      float[] secondRe = spectraRe[other][x];
      float[] secondIm = spectraIm[other][x];
      for (int y = 0; y < height; y++) {
        int here = begin + y;
        int there = begin + (y == 0 ? 0 : height - y);
        float sumRe = 0.5f * (re[here] + mirroredRe[there]);
        float differenceRe = 0.5f * (mirroredRe[there] - re[here]);
        float sumIm = 0.5f * (im[here] + mirroredIm[there]);
        float differenceIm = 0.5f * (im[here] - mirroredIm[there]);
        secondRe[y] = sumIm;
        secondIm[y] = differenceRe;
        firstRe[y] = sumRe;
        firstIm[y] = differenceIm;
      }
    }
  }

  /** Weights of consecutive samples from {@code from} on. */
  private static final class Taps {
    private static final double NEGLIGIBLE = 1e-9;

    private final int from;
    private final float[] weights;

    private Taps(int from, float[] weights) {
      this.from = from;
      this.weights = weights;
    }

    /** Leaves out the negligible weights at both ends. */
    static Taps of(double[] weights) {
      double least = NEGLIGIBLE * Arrays.stream(weights).map(Math::abs).max().orElseThrow();
      int from = 0;
      int to = weights.length;
      while (Math.abs(weights[from]) <= least) {
        from++;
      }
      while (Math.abs(weights[to - 1]) <= least) {
        to--;
      }
      float[] taps = new float[to - from];
      for (int i = 0; i < taps.length; i++) {
        taps[i] = (float) weights[from + i];
      }
      return new Taps(from, taps);
    }

    void combine(float[][] rows, int columns, float[] sum) {
      Arrays.fill(sum, 0);
      int i = 0;
      for (; i + 4 <= weights.length; i += 4) {
        addFour(rows, from + i, weights, i, columns, sum);
      }
      for (; i < weights.length; i++) {
        add(rows[from + i], weights[i], columns, sum);
      }
    }

    double dot(float[] samples, int begin) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += samples[begin + from + i] * weights[i];
      }
      return sum;
    }

    private static void addFour(
        float[][] rows, int first, float[] weights, int at, int columns, float[] sum) {
      float[] a = rows[first];
      float[] b = rows[first + 1];
      float[] c = rows[first + 2];
      float[] d = rows[first + 3];
      float ofA = weights[at];
      float ofB = weights[at + 1];
      float ofC = weights[at + 2];
      float ofD = weights[at + 3];
      for (int i = 0; i < columns; i++) {
        sum[i] += (ofA * a[i] + ofB * b[i]) + (ofC * c[i] + ofD * d[i]);
      }
    }

    private static void add(float[] row, float weight, int columns, float[] sum) {
      for (int i = 0; i < columns; i++) {
        sum[i] += weight * row[i];
      }
    }
  }
}
