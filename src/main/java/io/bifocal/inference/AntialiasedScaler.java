package io.bifocal.inference;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scales as Pillow's {@code Image.resize} does, to the bit: a pass along the rows and one along the
 * columns, each a convolution that is as wide as the picture is shrunk, with bytes in between.
 * Networks whose training pictures were scaled like that lose accuracy with OpenCV's, which sees
 * only the nearest pixels.
 *
 * <p>Computes no more than is asked for. Each row of the source is read once and added to the rows
 * of the result that it is part of, so that memory does not depend on the source's size. Not for
 * use by several threads at once.
 */
final class AntialiasedScaler implements AutoCloseable {
  private static final int HALF = 1 << (ResamplingWeights.BITS - 1);
  private static final int CACHED = 16;

  private final ResamplingKernel kernel;
  private final Map<ScaledSpan, ResamplingWeights> known =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ScaledSpan, ResamplingWeights> eldest) {
          return size() > CACHED;
        }
      };
  private byte[] bytes = {};
  private int[] row = {};
  private int[][] sums = {};
  private IntPointer memory = new IntPointer(1);
  private IntBuffer rows = memory.asBuffer();

  AntialiasedScaler(ResamplingKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Scales a part of {@code source}.
   *
   * @param source CV_8UC1 or CV_8UC3
   * @param across what is wanted of its rows
   * @param down what is wanted of its columns
   * @param target becomes the part, in the type of the source
   */
  void scale(Mat source, ScaledSpan across, ScaledSpan down, Mat target) {
    ResamplingWeights columns = weights(across);
    ResamplingWeights lines = weights(down);
    int channels = source.channels();
    reserve(columns, lines, channels);
    int length = columns.count() * channels;
    int started = 0;
    int done = 0;
    try (BytePointer data = source.data()) {
      long step = source.step();
      for (int y = lines.first(); y < lines.end(); y++) {
        data.position(y * step + (long) columns.first() * channels);
        data.get(bytes, 0, (columns.end() - columns.first()) * channels);
        Arrays.fill(row, 0, length, HALF);
        if (channels == 1) {
          addGray(columns);
        } else {
          addColor(columns);
        }
        shift(row, length);
        clip(row, length);
        while (started < lines.count() && lines.from()[started] <= y) {
          Arrays.fill(sums[started % sums.length], 0, length, HALF);
          started++;
        }
        for (int i = done; i < started; i++) {
          int weight = lines.weights()[i * lines.taps() + y - lines.from()[i]];
          add(sums[i % sums.length], row, weight, length);
        }
        while (done < started && lines.until(done) == y + 1) {
          int[] sum = sums[done % sums.length];
          shift(sum, length);
          rows.put(done * length, sum, 0, length);
          done++;
        }
      }
    }
    try (Mat result =
        new Mat(
            lines.count(),
            columns.count(),
            opencv_core.CV_MAKETYPE(opencv_core.CV_32S, channels),
            memory)) {
      // Which clips as well.
      result.convertTo(target, opencv_core.CV_8U);
    }
  }

  @Override
  public void close() {
    memory.close();
  }

  private ResamplingWeights weights(ScaledSpan span) {
    return known.computeIfAbsent(span, wanted -> ResamplingWeights.of(kernel, wanted));
  }

  private void reserve(ResamplingWeights columns, ResamplingWeights lines, int channels) {
    // Weights of 0 may belong to pixels beyond the end.
    int width = (columns.end() - columns.first() + columns.taps()) * channels;
    if (bytes.length < width) {
      bytes = new byte[width];
    }
    int length = columns.count() * channels;
    if (row.length < length) {
      row = new int[length];
      sums = new int[0][];
    }
    if (sums.length < lines.overlap()) {
      sums = new int[lines.overlap()][row.length];
    }
    long values = (long) lines.count() * length;
    if (memory.capacity() < values) {
      memory.close();
      memory = new IntPointer(values);
      rows = memory.asBuffer();
    }
  }

  private void addGray(ResamplingWeights columns) {
    int[] weights = columns.weights();
    for (int i = 0; i < columns.count(); i++) {
      int at = columns.from()[i] - columns.first();
      int sum = row[i];
      for (int tap = 0; tap < columns.taps(); tap++) {
        sum += weights[i * columns.taps() + tap] * (bytes[at + tap] & 0xFF);
      }
      row[i] = sum;
    }
  }

  private void addColor(ResamplingWeights columns) {
    int tap = 0;
    for (; tap + 4 <= columns.taps(); tap += 4) {
      addFour(bytes, columns, tap, row);
    }
    if (tap < columns.taps()) {
      addTwo(bytes, columns, tap, row);
    }
  }

  private static void addFour(byte[] bytes, ResamplingWeights columns, int tap, int[] row) {
    int[] from = columns.from();
    int[] weights = columns.weights();
    int taps = columns.taps();
    int first = columns.first() - tap;
    for (int i = 0; i < from.length; i++) {
      int at = (from[i] - first) * 3;
      int w = i * taps + tap;
      int w0 = weights[w];
      int w1 = weights[w + 1];
      int w2 = weights[w + 2];
      int w3 = weights[w + 3];
      row[3 * i] +=
          w0 * (bytes[at] & 0xFF)
              + w1 * (bytes[at + 3] & 0xFF)
              + w2 * (bytes[at + 6] & 0xFF)
              + w3 * (bytes[at + 9] & 0xFF);
      row[3 * i + 1] +=
          w0 * (bytes[at + 1] & 0xFF)
              + w1 * (bytes[at + 4] & 0xFF)
              + w2 * (bytes[at + 7] & 0xFF)
              + w3 * (bytes[at + 10] & 0xFF);
      row[3 * i + 2] +=
          w0 * (bytes[at + 2] & 0xFF)
              + w1 * (bytes[at + 5] & 0xFF)
              + w2 * (bytes[at + 8] & 0xFF)
              + w3 * (bytes[at + 11] & 0xFF);
    }
  }

  private static void addTwo(byte[] bytes, ResamplingWeights columns, int tap, int[] row) {
    int[] from = columns.from();
    int[] weights = columns.weights();
    int taps = columns.taps();
    int first = columns.first() - tap;
    for (int i = 0; i < from.length; i++) {
      int at = (from[i] - first) * 3;
      int w = i * taps + tap;
      int w0 = weights[w];
      int w1 = weights[w + 1];
      row[3 * i] += w0 * (bytes[at] & 0xFF) + w1 * (bytes[at + 3] & 0xFF);
      row[3 * i + 1] += w0 * (bytes[at + 1] & 0xFF) + w1 * (bytes[at + 4] & 0xFF);
      row[3 * i + 2] += w0 * (bytes[at + 2] & 0xFF) + w1 * (bytes[at + 5] & 0xFF);
    }
  }

  // Loops of their own, each of one kind of operation, are what the compiler vectorises.

  private static void add(int[] sums, int[] row, int weight, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += weight * row[i];
    }
  }

  private static void shift(int[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] >>= ResamplingWeights.BITS;
    }
  }

  private static void clip(int[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(0, Math.min(255, values[i]));
    }
  }
}
