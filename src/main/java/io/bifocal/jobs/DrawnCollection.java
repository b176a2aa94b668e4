package io.bifocal.jobs;

import io.bifocal.image.Natives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pictures to measure with: JPEGs of 500 by 375 pixels, no two alike, whose spectrum falls as that
 * of photographs does, so that decoders and descriptors have as much to do.
 */
final class DrawnCollection {
  private static final int WIDTH = 500;
  private static final int HEIGHT = 375;
  private static final int QUALITY = 90;

  /** Of the coarsest layer, in levels of 255; each finer one has less. */
  private static final double DEVIATION = 60;

  private static final double DECAY = 0.68;
  private static final int COARSEST = 4;
  private static final int LARGEST = 512;

  private DrawnCollection() {}

  /** Writes {@code count} pictures to {@code folder}, which must not be there yet. */
  static void write(Path folder, int count) throws IOException {
    Natives.ensureLoaded();
    Files.createDirectories(folder);
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> draw(folder.resolve(String.format(Locale.ROOT, "%06d.jpg", i)), i));
  }

  private static void draw(Path file, int seed) {
    try (Mat sum = new Mat(HEIGHT, WIDTH, opencv_core.CV_32FC3, Scalar.all(127.5));
        Mat layer = new Mat();
        Mat enlarged = new Mat();
        Mat pixels = new Mat();
        Size size = new Size(WIDTH, HEIGHT);
        Mat mean = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(0));
        IntPointer quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
        BytePointer jpeg = new BytePointer()) {
      // Of this thread.
      opencv_core.setRNGSeed(seed);
      double deviation = DEVIATION;
      for (int side = COARSEST; side <= LARGEST; side *= 2) {
        layer.create(side * HEIGHT / WIDTH + 1, side, opencv_core.CV_32FC3);
        try (Mat spread = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(deviation))) {
          opencv_core.randn(layer, mean, spread);
        }
        opencv_imgproc.resize(layer, enlarged, size, 0, 0, opencv_imgproc.INTER_CUBIC);
        opencv_core.add(sum, enlarged, sum);
        deviation *= DECAY;
      }
      sum.convertTo(pixels, opencv_core.CV_8U);
      opencv_imgcodecs.imencode(".jpg", pixels, jpeg, quality);
      byte[] bytes = new byte[(int) jpeg.limit()];
      jpeg.get(bytes);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
