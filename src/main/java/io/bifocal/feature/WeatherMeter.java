package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Measures {@link WeatherCues}, one cue after the other, on a view of fixed size. */
final class WeatherMeter implements FeatureExtractor.Worker {
  private static final int SIDE = 256;
  private static final int PIXELS = SIDE * SIDE;
  private static final Input VIEW = Input.of(SIDE, SIDE);
  private static final int CHANNELS = 3;

  private static final int SKY_BINS = 16;
  private static final int SKY = SKY_BINS * SKY_BINS;
  private static final int LARGEST_STEP_OF_SKY = 12;
  private static final int LEAST_DEPTH_OF_SKY = 15;
  private static final int GREEN_OVER_BLUE = 8;

  private static final double[] SHADOW_PERCENTILES = {50, 60, 70, 80, 90, 95, 98, 99, 99.5, 100};
  private static final int SHADOW_CELL = 4;
  private static final int SHADOW_CELLS = SIDE / SHADOW_CELL;
  private static final double DARKEST_SHADOW = 0.2;
  private static final double WIDEST_SPREAD = 0.2;

  private static final int REFLECTION_CELLS = 10;
  private static final int REFLECTION = REFLECTION_CELLS * REFLECTION_CELLS;
  private static final int WHITE = 230;

  private static final int CHROMA_PERCENTILES = 19;
  private static final int CONTRAST = CHROMA_PERCENTILES * (CHROMA_PERCENTILES - 1) / 2;

  private static final int DARK_WINDOW = 15;
  private static final int FINEST_LEVEL = 8;
  private static final int HAZE = 2 * 2 + 4 * 4 + FINEST_LEVEL * FINEST_LEVEL;

  static final int LENGTH = SKY + SHADOW_PERCENTILES.length + REFLECTION + CONTRAST + HAZE;

  private final DarkChannelMap dark = new DarkChannelMap(DARK_WINDOW);
  private final Mat lab;
  private final GrayPlane darkPlane = new GrayPlane();
  private final GrayPlane gray = new GrayPlane();
  private final GrayHistogram histogram = new GrayHistogram();
  private final byte[] colors = new byte[CHANNELS * PIXELS];
  private final byte[] labs = new byte[CHANNELS * PIXELS];
  private final byte[] chromas = new byte[PIXELS];
  private final byte[] chromaOf = new byte[256 * 256];
  private final int[] depths = new int[SIDE];
  private final double[] means = new double[CHANNELS * SHADOW_CELLS * SHADOW_CELLS];
  private final byte[] confidences = new byte[2 * SHADOW_CELLS * (SHADOW_CELLS - 1)];
  private final int[] whites = new int[REFLECTION];
  private final double[] percentiles = new double[CHROMA_PERCENTILES];
  private final int[][] darkCounts = new int[FINEST_LEVEL * FINEST_LEVEL][256];
  private final int[] cellCounts = new int[256];

  WeatherMeter() {
    Natives.ensureLoaded();
    lab = new Mat();
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        chromaOf[a << 8 | b] = (byte) Math.round(Math.hypot(a - 128, b - 128));
      }
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, LENGTH);
    Picture view = picture.view(VIEW);
    opencv_imgproc.cvtColor(view.bgr(), lab, opencv_imgproc.COLOR_BGR2Lab);
    read(view.bgr(), colors);
    read(lab, labs);
    gray.load(view.gray());
    darkPlane.load(dark.compute(view));
    int next = sky(vector);
    next = shadow(vector, next);
    next = reflection(vector, next);
    next = contrast(vector, next);
    haze(vector, next);
  }

  @Override
  public void close() {
    dark.close();
    lab.close();
  }

  private static void read(Mat mat, byte[] samples) {
    BytePointer from = mat.data();
    if (mat.isContinuous()) {
      from.get(samples);
      return;
    }
    int row = CHANNELS * SIDE;
    for (int y = 0; y < SIDE; y++) {
      from.position(y * mat.step()).get(samples, y * row, row);
    }
  }

  private int sky(float[] vector) {
    Arrays.fill(vector, 0, SKY, 0);
    for (int x = 0; x < SIDE; x++) {
      depths[x] = depthOfSky(x);
      for (int y = 0; y < depths[x]; y++) {
        int at = CHANNELS * (y * SIDE + x);
        int a = skyBin((labs[at + 1] & 0xFF) - 128 + 32, 4);
        int b = skyBin((labs[at + 2] & 0xFF) - 128 + 64, 8);
        vector[a * SKY_BINS + b] += 1f / PIXELS;
      }
    }
    return SKY;
  }

  private int depthOfSky(int x) {
    int y = 0;
    while (y < SIDE && isSky(x, y)) {
      y++;
    }
    return y < LEAST_DEPTH_OF_SKY ? 0 : y;
  }

  private boolean isSky(int x, int y) {
    int at = y * SIDE + x;
    int blue = colors[CHANNELS * at] & 0xFF;
    int green = colors[CHANNELS * at + 1] & 0xFF;
    return blue >= green - GREEN_OVER_BLUE
        && step(at, x + 1 < SIDE ? at + 1 : at) <= LARGEST_STEP_OF_SKY
        && step(at, y + 1 < SIDE ? at + SIDE : at) <= LARGEST_STEP_OF_SKY;
  }

  private int step(int from, int to) {
    byte[] samples = gray.samples();
    return Math.abs((samples[from] & 0xFF) - (samples[to] & 0xFF));
  }

  private static int skyBin(int fromLowest, int width) {
    return Math.max(0, Math.min(SKY_BINS - 1, Math.floorDiv(fromLowest, width)));
  }

  private int shadow(float[] vector, int from) {
    averageCells();
    int pairs = 0;
    for (int y = 0; y < SHADOW_CELLS; y++) {
      for (int x = 0; x < SHADOW_CELLS; x++) {
        int cell = y * SHADOW_CELLS + x;
        if (x + 1 < SHADOW_CELLS) {
          confidences[pairs++] = confidence(cell, cell + 1);
        }
        if (y + 1 < SHADOW_CELLS) {
          confidences[pairs++] = confidence(cell, cell + SHADOW_CELLS);
        }
      }
    }
    histogram.count(confidences, pairs);
    for (int i = 0; i < SHADOW_PERCENTILES.length; i++) {
      vector[from + i] = (float) (histogram.percentile(SHADOW_PERCENTILES[i]) / 255);
    }
    return from + SHADOW_PERCENTILES.length;
  }

  /** Means plus 1, channel by channel. */
  private void averageCells() {
    Arrays.fill(means, 1);
    double share = 1.0 / (SHADOW_CELL * SHADOW_CELL);
    for (int y = 0; y < SIDE; y++) {
      int row = CHANNELS * (y / SHADOW_CELL * SHADOW_CELLS);
      for (int x = 0; x < SIDE; x++) {
        int cell = row + CHANNELS * (x / SHADOW_CELL);
        int at = CHANNELS * (y * SIDE + x);
        for (int channel = 0; channel < CHANNELS; channel++) {
          means[cell + channel] += share * (colors[at + channel] & 0xFF);
        }
      }
    }
  }

  private byte confidence(int cell, int other) {
    double first = 0;
    double second = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      first += means[CHANNELS * cell + channel];
      second += means[CHANNELS * other + channel];
    }
    int darker = first < second ? cell : other;
    int brighter = first < second ? other : cell;
    double sum = 0;
    double least = 1;
    double most = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double quotient = means[CHANNELS * darker + channel] / means[CHANNELS * brighter + channel];
      sum += quotient;
      least = Math.min(least, quotient);
      most = Math.max(most, quotient);
    }
    double mean = sum / CHANNELS;
    if (most > 1 || mean < DARKEST_SHADOW) {
      return 0;
    }
    double confidence = (1 - mean) * (1 - (most - least) / WIDEST_SPREAD);
    return (byte) Math.round(255 * Math.max(0, confidence));
  }

  private int reflection(float[] vector, int from) {
    Arrays.fill(whites, 0);
    for (int y = 0; y < SIDE; y++) {
      int row = y * REFLECTION_CELLS / SIDE * REFLECTION_CELLS;
      for (int x = 0; x < SIDE; x++) {
        int at = CHANNELS * (y * SIDE + x);
        int least =
            Math.min(colors[at] & 0xFF, Math.min(colors[at + 1] & 0xFF, colors[at + 2] & 0xFF));
        if (least >= WHITE && y >= depths[x]) {
          whites[row + x * REFLECTION_CELLS / SIDE]++;
        }
      }
    }
    for (int cell = 0; cell < REFLECTION; cell++) {
      int pixels = cellSide(cell / REFLECTION_CELLS) * cellSide(cell % REFLECTION_CELLS);
      vector[from + cell] = (float) whites[cell] / pixels;
    }
    return from + REFLECTION;
  }

  /** How many of the view's rows or columns fall into one of reflection's. */
  private static int cellSide(int cell) {
    return firstOf(cell + 1) - firstOf(cell);
  }

  private static int firstOf(int cell) {
    return (cell * SIDE + REFLECTION_CELLS - 1) / REFLECTION_CELLS;
  }

  private int contrast(float[] vector, int from) {
    for (int i = 0; i < PIXELS; i++) {
      chromas[i] = chromaOf[(labs[CHANNELS * i + 1] & 0xFF) << 8 | labs[CHANNELS * i + 2] & 0xFF];
    }
    histogram.count(chromas, PIXELS);
    for (int i = 0; i < CHROMA_PERCENTILES; i++) {
      percentiles[i] = histogram.percentile(5 * (i + 1));
    }
    int next = from;
    for (int i = 0; i < CHROMA_PERCENTILES; i++) {
      for (int j = i + 1; j < CHROMA_PERCENTILES; j++) {
        vector[next++] = percentiles[j] == 0 ? 0 : (float) (percentiles[i] / percentiles[j]);
      }
    }
    return next;
  }

  private void haze(float[] vector, int from) {
    for (int[] counts : darkCounts) {
      Arrays.fill(counts, 0);
    }
    int cellPixels = SIDE / FINEST_LEVEL;
    byte[] samples = darkPlane.samples();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int cell = y / cellPixels * FINEST_LEVEL + x / cellPixels;
        darkCounts[cell][samples[y * SIDE + x] & 0xFF]++;
      }
    }
    int next = from;
    for (int level = 2; level <= FINEST_LEVEL; level *= 2) {
      for (int cell = 0; cell < level * level; cell++) {
        vector[next++] = (float) (median(cell / level, cell % level, level) / 255);
      }
    }
  }

  private double median(int row, int column, int level) {
    int merged = FINEST_LEVEL / level;
    Arrays.fill(cellCounts, 0);
    for (int y = row * merged; y < (row + 1) * merged; y++) {
      for (int x = column * merged; x < (column + 1) * merged; x++) {
        int[] counts = darkCounts[y * FINEST_LEVEL + x];
        for (int value = 0; value < counts.length; value++) {
          cellCounts[value] += counts[value];
        }
      }
    }
    int half = PIXELS / (level * level) / 2;
    return (sorted(half - 1) + sorted(half)) / 2.0;
  }

  /** Place {@code rank}, from 0 on, of the sorted values of {@link #cellCounts}. */
  private int sorted(int rank) {
    int value = 0;
    int seen = cellCounts[0];
    while (seen <= rank) {
      seen += cellCounts[++value];
    }
    return value;
  }
}
