package io.bifocal.inference;

import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Scales as Pillow's {@code Image.resize} does, to the bit: one pass along the rows, one along the
 * columns, each a convolution that is as wide as the picture is shrunk, with bytes in between.
 * Networks that were trained on pictures scaled like that lose accuracy with OpenCV's ways, which
 * skip pixels.
 *
 * <p>Computes only what is asked for. Goes through the source in strips, each turned on its side so
 * that both passes add whole lines, and memory does not grow with the source's height. Not for use
 * by several threads at once.
 */
final class AntialiasedScaler implements AutoCloseable {
  /** About what fits a core's own cache. */
  private static final int STRIP_VALUES = 1 << 17;

  /** Shorter lines are not worth the work around them. */
  private static final int LEAST_ROWS = 16;

  /** From this proportion of height to width on, Pillow shrinks the columns before the rows. */
  private static final long SLIM = 100;

  private static final int CACHED = 16;

  private final ResamplingKernel kernel;
  private final Map<ScaledSpan, ResamplingWeights> known =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ScaledSpan, ResamplingWeights> eldest) {
          return size() > CACHED;
        }
      };
  private final LineConvolution across = new LineConvolution();
  private final LineConvolution down = new LineConvolution();
  private final Memory turned = new Memory();
  private final Memory narrowed = new Memory();
  private final Memory upright = new Memory();
  private final Memory scaled = new Memory();
  private BytePointer bytes = new BytePointer(1);

  AntialiasedScaler(ResamplingKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Scales a part of {@code source}.
   *
   * @param source CV_8U of any channels
   * @param columns what is wanted of each row
   * @param rows what is wanted of each column
   * @param target becomes that part, in the type of the source
   */
  void scale(Mat source, ScaledSpan columns, ScaledSpan rows, Mat target) {
    if (rows.source() > SLIM * columns.source() && rows.scaled() < rows.source()) {
      try (Mat lying = new Mat();
          Mat result = new Mat()) {
        opencv_core.transpose(source, lying);
        scaleRowsFirst(lying, rows, columns, result);
        opencv_core.transpose(result, target);
      }
    } else {
      scaleRowsFirst(source, columns, rows, target);
    }
  }

  @Override
  public void close() {
    turned.close();
    narrowed.close();
    upright.close();
    scaled.close();
    bytes.close();
  }

  private void scaleRowsFirst(Mat source, ScaledSpan columns, ScaledSpan rows, Mat target) {
    ResamplingWeights horizontal = weights(columns);
    ResamplingWeights vertical = weights(rows);
    int channels = source.channels();
    int width = horizontal.end() - horizontal.first();
    int strip = Math.max(LEAST_ROWS, STRIP_VALUES / (width * channels));
    IntBuffer result = scaled.reserve((long) rows.count() * columns.count() * channels);
    down.begin(vertical, columns.count() * channels, result);
    for (int top = vertical.first(); top < vertical.end(); top += strip) {
      int height = Math.min(strip, vertical.end() - top);
      try (Rect place = new Rect(horizontal.first(), top, width, height);
          Mat part = new Mat(source, place)) {
        scaleRows(part, horizontal);
      }
    }
    try (Mat wide = scaled.matrix(rows.count(), columns.count(), channels)) {
      wide.convertTo(target, opencv_core.CV_8U);
    }
  }

  /** Scales the rows of {@code part} and hands them on. */
  private void scaleRows(Mat part, ResamplingWeights horizontal) {
    int channels = part.channels();
    int line = part.rows() * channels;
    IntBuffer columns = turn(part);
    across.begin(horizontal, line, narrowed.reserve((long) horizontal.count() * line));
    for (int x = 0; x < part.cols(); x++) {
      across.add(columns, x * line);
    }
    int length = horizontal.count() * channels;
    IntBuffer rows = upright.reserve((long) part.rows() * length);
    try (Mat from = narrowed.matrix(horizontal.count(), part.rows(), channels);
        Mat to = upright.matrix(part.rows(), horizontal.count(), channels)) {
      opencv_core.transpose(from, to);
    }
    for (int y = 0; y < part.rows(); y++) {
      down.add(rows, y * length);
    }
  }

  /** The columns of {@code part} one after the other. */
  private IntBuffer turn(Mat part) {
    long values = (long) part.rows() * part.cols() * part.channels();
    if (bytes.capacity() < values) {
      bytes.close();
      bytes = new BytePointer(values);
    }
    IntBuffer result = turned.reserve(values);
    try (Mat from = new Mat(part.cols(), part.rows(), part.type(), bytes);
        Mat to = turned.matrix(part.cols(), part.rows(), part.channels())) {
      opencv_core.transpose(part, from);
      from.convertTo(to, opencv_core.CV_32S);
    }
    return result;
  }

  private ResamplingWeights weights(ScaledSpan span) {
    return known.computeIfAbsent(span, wanted -> ResamplingWeights.of(kernel, wanted));
  }

  /** Native memory that OpenCV and loops over arrays both work on; grows to the largest need. */
  private static final class Memory implements AutoCloseable {
    private IntPointer values = new IntPointer(1);
    private IntBuffer buffer = values.asBuffer();

    IntBuffer reserve(long count) {
      if (values.capacity() < count) {
        values.close();
        values = new IntPointer(count);
        buffer = values.asBuffer();
      }
      return buffer;
    }

    /** The beginning of it as a matrix. */
    Mat matrix(int rows, int columns, int channels) {
      return new Mat(rows, columns, opencv_core.CV_MAKETYPE(opencv_core.CV_32S, channels), values);
    }

    @Override
    public void close() {
      values.close();
    }
  }
}
