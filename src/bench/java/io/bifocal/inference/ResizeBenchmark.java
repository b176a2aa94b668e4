package io.bifocal.inference;

import com.typesafe.config.ConfigFactory;
import io.bifocal.bench.BenchmarkPictures;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.image.Picture;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A decoded colour picture of 500×375 becomes the tensor of a network of 224²: shorter side 256, centre, mean and std; beside it
 * OpenCV's bare resize to 341×256 with the same interpolation. {@code src/bench/python/references.py} times Pillow at it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResizeBenchmark {

  /** The tensor, by {@link Preprocessor}. */
  @State(Scope.Thread)
  public static class Ours {
    @Param({"bilinear-antialiased", "bicubic-antialiased", "area", "linear"})
    private String interpolation;

    private Preprocessor preprocessor;
    private FloatPointer tensor;

    @Setup
    public void open() {
      String input =
          "size = 224, resize = crop, crop-fraction = 0.875, mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225],"
              + " interpolation = "
              + interpolation;
      ModelInput parsed = Binder.bind(ModelInput.class, new Block(ConfigFactory.parseString(input).root(), ""));
      preprocessor = new Preprocessor(parsed);
      tensor = new FloatPointer(parsed.values());
    }

    @TearDown
    public void close() {
      preprocessor.close();
      tensor.close();
    }
  }

  private Picture picture;
  private Mat scaled;
  private Size size;

  @Setup
  public void open() {
    try (Mat all = BenchmarkPictures.pixels(512);
        Rect part = new Rect(0, 0, 500, 375);
        Mat cut = new Mat(all, part)) {
      picture = Picture.of(cut.clone());
    }
    scaled = new Mat();
    size = new Size(341, 256);
  }

  @TearDown
  public void close() {
    picture.close();
    scaled.close();
    size.close();
  }

  @Benchmark
  public Object tensor(Ours ours) {
    return ours.preprocessor.write(picture, ours.tensor);
  }

  @Benchmark
  public Mat bareArea() {
    opencv_imgproc.resize(picture.bgr(), scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
    return scaled;
  }

  @Benchmark
  public Mat bareLinear() {
    opencv_imgproc.resize(picture.bgr(), scaled, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    return scaled;
  }
}
