package io.bifocal.preprocess;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Changes of a picture that tests of classifiers are made of; no configuration names them. Gray
 * stays gray, and the size stays as it is where nothing else is said.
 */
public final class Perturbations {
  private static final int WHITE = 255;
  private static final int BEST_QUALITY = 100;

  /** Neither black nor white; networks that subtract a mean see next to nothing in it. */
  private static final double GRAY = 128;

  private static final int LARGEST_CORRUPTED = 448;
  private static final int CORRUPTED_SIDE = 224;
  private static final int LEAST_OF_IMAGENET = 160;
  private static final int LEAST_OF_TINY_IMAGENET = 48;

  private Perturbations() {}

  /**
   * Of a picture whose longer side has more than 448 pixels, twice that of ImageNet-C: brought to
   * 224 pixels in its proportions (mean over areas). Others are copied.
   */
  public record Shrink() implements Operator {

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return (PixelWorker)
          (source, result) -> {
            int longer = Math.max(source.cols(), source.rows());
            if (longer <= LARGEST_CORRUPTED) {
              source.copyTo(result);
              return;
            }
            double scale = (double) CORRUPTED_SIDE / longer;
            try (Size size = new Size(scaled(source.cols(), scale), scaled(source.rows(), scale))) {
              opencv_imgproc.resize(source, result, size, 0, 0, opencv_imgproc.INTER_AREA);
            }
          };
    }

    private static int scaled(int side, double scale) {
      return (int) Math.max(1, Math.round(side * scale));
    }
  }

  /**
   * {@link Shrink} and then {@link Corrupt}, with the severities that go with the size of the
   * picture: those of ImageNet-C where its longer side has 160 pixels or more, of Tiny ImageNet-C
   * from 48 on, of CIFAR-10-C below. Severities are published in pixels of such pictures; noise on
   * larger ones is gone as soon as a producer makes them small.
   *
   * @param kind what happens to the picture
   * @param severity 1 (slight) to 5 (strong)
   */
  public record CorruptBySize(CorruptionKind kind, int severity) implements Operator {
    public CorruptBySize {
      ParameterRange.check("severity", severity, 1, Corrupt.MOST_SEVERE);
    }

    /** The severities for a picture of {@code width} by {@code height} pixels. */
    public static CorruptionSet set(int width, int height) {
      int longer = Math.max(width, height);
      if (longer >= LEAST_OF_IMAGENET) {
        return CorruptionSet.IMAGENET;
      }
      return longer >= LEAST_OF_TINY_IMAGENET ? CorruptionSet.TINY_IMAGENET : CorruptionSet.CIFAR;
    }

    @Override
    public Worker open() {
      Worker shrink = new Shrink().open();
      Map<CorruptionSet, Worker> corrupt = new EnumMap<>(CorruptionSet.class);
      return new Worker() {
        @Override
        public Picture apply(Picture picture, long seed) {
          try (Picture small = shrink.apply(picture, seed)) {
            return corrupt
                .computeIfAbsent(
                    set(small.width(), small.height()),
                    set -> new Corrupt(kind, severity, set, 0).open())
                .apply(small, seed);
          }
        }

        @Override
        public void close() {
          shrink.close();
          corrupt.values().forEach(Worker::close);
        }
      };
    }
  }

  /**
   * All pixels moved by whole pixels; what comes into view repeats the edge.
   *
   * @param right pixels to the right, negative to the left
   * @param down pixels down, negative up
   */
  public record Shift(int right, int down) implements Operator {

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return (PixelWorker)
          (source, result) -> {
            try (Mat bordered = new Mat();
                Rect window =
                    new Rect(
                        Math.max(0, -right), Math.max(0, -down), source.cols(), source.rows())) {
              opencv_core.copyMakeBorder(
                  source,
                  bordered,
                  Math.max(0, down),
                  Math.max(0, -down),
                  Math.max(0, right),
                  Math.max(0, -right),
                  opencv_core.BORDER_REPLICATE);
              try (Mat part = new Mat(bordered, window)) {
                part.copyTo(result);
              }
            }
          };
    }
  }

  /**
   * The same added to every value, clipped to 0 to 255.
   *
   * @param levels of 255, -255 to 255
   */
  public record Brighten(int levels) implements Operator {
    public Brighten {
      ParameterRange.check("levels", levels, -WHITE, WHITE);
    }

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return (PixelWorker) (source, result) -> source.convertTo(result, -1, 1, levels);
    }
  }

  /**
   * Encoded as JPEG (colour at half the resolution) and decoded again.
   *
   * @param quality 1 to 100, on the scale of libjpeg
   */
  public record Recompress(int quality) implements Operator {
    public Recompress {
      ParameterRange.check("quality", quality, 1, BEST_QUALITY);
    }

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return new Worker() {
        @Override
        public Picture apply(Picture picture, long seed) {
          return Picture.of(Digital.recompressed(picture, quality));
        }

        @Override
        public void close() {}
      };
    }
  }

  /**
   * One cell of a grid over the picture made gray (128). Column c of n reaches from pixel floor(c
   * width / n) to before floor((c + 1) width / n), rows likewise; in a picture with fewer pixels
   * than cells some cells are empty.
   *
   * @param columns of the grid, at least 1
   * @param rows of the grid, at least 1
   * @param column of the cell, from 0 on
   * @param row of the cell, from 0 on
   */
  public record Occlude(int columns, int rows, int column, int row) implements Operator {
    public Occlude {
      ParameterRange.check("columns", columns, 1, Short.MAX_VALUE);
      ParameterRange.check("rows", rows, 1, Short.MAX_VALUE);
      ParameterRange.check("column", column, 0, columns - 1);
      ParameterRange.check("row", row, 0, rows - 1);
    }

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return (PixelWorker)
          (source, result) -> {
            source.copyTo(result);
            int left = bound(column, columns, source.cols());
            int top = bound(row, rows, source.rows());
            int width = bound(column + 1, columns, source.cols()) - left;
            int height = bound(row + 1, rows, source.rows()) - top;
            if (width > 0 && height > 0) {
              try (Rect cell = new Rect(left, top, width, height);
                  Scalar gray = Scalar.all(GRAY)) {
                opencv_imgproc.rectangle(
                    result, cell, gray, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
              }
            }
          };
    }

    private static int bound(int cell, int cells, int pixels) {
      return (int) ((long) cell * pixels / cells);
    }
  }
}
