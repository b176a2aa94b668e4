package io.bifocal.bench;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import io.bifocal.feature.ColorHistogram;
import io.bifocal.feature.ColorSpace;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.feature.Hog;
import io.bifocal.feature.HogVariant;
import io.bifocal.feature.LbpMethod;
import io.bifocal.feature.LocalBinaryPattern;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Descriptors on one colour picture of 128 by 128, each beside the bare OpenCV calls that give the same values where OpenCV has
 * them. One thread; gray and size are derived before, as the fused pass shares them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FeatureBenchmark {
  private static final Input INPUT = Input.of(128, 128);

  private Picture picture;
  private FeatureExtractor.Worker hog;
  private FeatureExtractor.Worker skimageHog;
  private FeatureExtractor.Worker patterns;
  private FeatureExtractor.Worker histogram;
  private HOGDescriptor bareHog;
  private final float[] hogVector = new float[8100];
  private final float[] patternVector = new float[10];
  private final float[] histogramVector = new float[512];

  @Setup
  public void open() {
    Natives.ensureLoaded();
    picture = Picture.of(imread("src/test/resources/golden/images/im_astronaut_0_c128.png", IMREAD_COLOR));
    picture.gray();
    hog = new Hog(HogVariant.OPENCV, 9, 8, 2).open(INPUT);
    skimageHog = new Hog(HogVariant.SKIMAGE, 9, 8, 2).open(INPUT);
    patterns = new LocalBinaryPattern(8, 1, LbpMethod.UNIFORM).open(INPUT);
    histogram = new ColorHistogram(ColorSpace.HSV, List.of(8)).open(INPUT);
    bareHog = new HOGDescriptor();
    bareHog.winSize(new Size(128, 128));
    bareHog.gammaCorrection(false);
  }

  @TearDown
  public void close() {
    List.of(hog, skimageHog, patterns, histogram).forEach(FeatureExtractor.Worker::close);
    bareHog.close();
    picture.close();
  }

  @Benchmark
  public float[] hog() {
    hog.extract(picture, hogVector);
    return hogVector;
  }

  @Benchmark
  public float[] hogBareOpenCv() {
    try (FloatPointer values = new FloatPointer()) {
      bareHog.compute(picture.gray(), values);
      values.get(hogVector);
      return hogVector;
    }
  }

  @Benchmark
  public float[] hogSkimageVariant() {
    skimageHog.extract(picture, hogVector);
    return hogVector;
  }

  @Benchmark
  public float[] localBinaryPattern() {
    patterns.extract(picture, patternVector);
    return patternVector;
  }

  @Benchmark
  public float[] colorHistogram() {
    histogram.extract(picture, histogramVector);
    return histogramVector;
  }

  @Benchmark
  public Mat colorHistogramBareOpenCv() {
    try (Mat hsv = new Mat();
        Mat mask = new Mat();
        IntPointer channels = new IntPointer(0, 1, 2);
        IntPointer sizes = new IntPointer(8, 8, 8);
        FloatPointer hue = new FloatPointer(0, 180);
        FloatPointer full = new FloatPointer(0, 256);
        PointerPointer<FloatPointer> ranges = new PointerPointer<>(hue, full, full)) {
      opencv_imgproc.cvtColor(picture.bgr(), hsv, opencv_imgproc.COLOR_BGR2HSV);
      Mat counts = new Mat();
      opencv_imgproc.calcHist(hsv, 1, channels, mask, counts, 3, sizes, ranges, true, false);
      counts.close();
      return counts;
    }
  }
}
