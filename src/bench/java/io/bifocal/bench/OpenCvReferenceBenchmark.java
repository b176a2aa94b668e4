package io.bifocal.bench;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Moments;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.AKAZE;
import org.bytedeco.opencv.opencv_features2d.Feature2D;
import org.bytedeco.opencv.opencv_features2d.ORB;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.bytedeco.opencv.opencv_img_hash.AverageHash;
import org.bytedeco.opencv.opencv_img_hash.BlockMeanHash;
import org.bytedeco.opencv.opencv_img_hash.PHash;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
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

/** The bare calls of OpenCV that give what an extractor gives, or most of it, on the pictures of {@link ExtractorBenchmark}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OpenCvReferenceBenchmark {
  private static final Mat EVERYWHERE = new Mat();

  @Param({"128", "512"})
  private int side;

  private Picture picture;
  private Mat gray;
  private Mat bgr;
  private Mat gray128;
  private HOGDescriptor hog;
  private final List<Mat> gabor = new ArrayList<>();
  private Feature2D sift;
  private Feature2D orb;
  private Feature2D akaze;
  private PHash perceptual;
  private AverageHash average;
  private BlockMeanHash blockMean;

  @Setup
  public void open() {
    Natives.ensureLoaded();
    picture = BenchmarkPictures.square(side);
    gray = picture.gray();
    bgr = picture.bgr();
    gray128 = new Mat();
    opencv_imgproc.resize(gray, gray128, new Size(128, 128), 0, 0, opencv_imgproc.INTER_AREA);
    hog = new HOGDescriptor();
    hog.winSize(new Size(128, 128));
    hog.gammaCorrection(false);
    for (double frequency : new double[] {0.1, 0.2, 0.3, 0.4}) {
      double sigma = Math.sqrt(Math.log(2) / 2) * 3 / (Math.PI * frequency);
      int reach = (int) Math.ceil(3 * sigma);
      for (int k = 0; k < 6; k++) {
        for (double phase : new double[] {0, Math.PI / 2}) {
          gabor.add(
              opencv_imgproc.getGaborKernel(
                  new Size(2 * reach + 1, 2 * reach + 1), sigma, k * Math.PI / 6, 1 / frequency, 1, phase, opencv_core.CV_32F));
        }
      }
    }
    sift = SIFT.create();
    orb = ORB.create();
    akaze = AKAZE.create();
    perceptual = PHash.create();
    average = AverageHash.create();
    blockMean = BlockMeanHash.create();
  }

  @TearDown
  public void close() {
    gabor.forEach(Mat::close);
    picture.close();
  }

  @Benchmark
  public Object hog() {
    try (FloatPointer values = new FloatPointer()) {
      hog.compute(gray128, values);
      float[] vector = new float[8100];
      values.get(vector);
      return vector;
    }
  }

  @Benchmark
  public double colorHistogram() {
    try (Mat hsv = new Mat();
        Mat counts = new Mat();
        IntPointer channels = new IntPointer(0, 1, 2);
        IntPointer sizes = new IntPointer(8, 8, 8);
        FloatPointer hue = new FloatPointer(0, 180);
        FloatPointer full = new FloatPointer(0, 256);
        PointerPointer<FloatPointer> ranges = new PointerPointer<>(hue, full, full)) {
      opencv_imgproc.cvtColor(bgr, hsv, opencv_imgproc.COLOR_BGR2HSV);
      opencv_imgproc.calcHist(hsv, 1, channels, EVERYWHERE, counts, 3, sizes, ranges, true, false);
      return counts.total();
    }
  }

  @Benchmark
  public int edgeDensity() {
    try (Mat edges = new Mat()) {
      opencv_imgproc.Canny(gray, edges, 100, 200);
      return opencv_core.countNonZero(edges);
    }
  }

  @Benchmark
  public double huMoments() {
    try (Moments moments = opencv_imgproc.moments(gray);
        DoublePointer hu = new DoublePointer(7)) {
      opencv_imgproc.HuMoments(moments, hu);
      return hu.get(0);
    }
  }

  /** Laplacian with its deviation, both Sobel derivatives with their squares. */
  @Benchmark
  public double sharpness() {
    try (Mat laplacian = new Mat();
        Mat dx = new Mat();
        Mat dy = new Mat();
        Mat mean = new Mat();
        Mat deviation = new Mat()) {
      opencv_imgproc.Laplacian(gray, laplacian, opencv_core.CV_16S);
      opencv_core.meanStdDev(laplacian, mean, deviation);
      opencv_imgproc.Sobel(gray, dx, opencv_core.CV_16S, 1, 0);
      opencv_imgproc.Sobel(gray, dy, opencv_core.CV_16S, 0, 1);
      return opencv_core.norm(dx) + opencv_core.norm(dy) + mean.total();
    }
  }

  /** Least of three channels, least of 15 by 15 pixels. */
  @Benchmark
  public long darkChannel() {
    try (MatVector channels = new MatVector();
        Mat least = new Mat();
        Mat dark = new Mat();
        Mat window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(15, 15))) {
      opencv_core.split(bgr, channels);
      opencv_core.min(channels.get(0), channels.get(1), least);
      opencv_core.min(least, channels.get(2), least);
      opencv_imgproc.erode(least, dark, window);
      return dark.total();
    }
  }

  /** 24 pairs of filters, magnitude, mean and deviation. */
  @Benchmark
  public double gaborEnergy() {
    double sum = 0;
    try (Mat floats = new Mat();
        Mat real = new Mat();
        Mat imaginary = new Mat();
        Mat magnitude = new Mat();
        Mat mean = new Mat();
        Mat deviation = new Mat()) {
      gray.convertTo(floats, opencv_core.CV_32F, 1 / 255.0, 0);
      for (int i = 0; i < gabor.size(); i += 2) {
        opencv_imgproc.filter2D(floats, real, -1, gabor.get(i));
        opencv_imgproc.filter2D(floats, imaginary, -1, gabor.get(i + 1));
        opencv_core.magnitude(real, imaginary, magnitude);
        opencv_core.meanStdDev(magnitude, mean, deviation);
        sum += mean.total();
      }
    }
    return sum;
  }

  @Benchmark
  public long siftWords() {
    return detected(sift);
  }

  @Benchmark
  public long orbWords() {
    return detected(orb);
  }

  @Benchmark
  public long akazeWords() {
    return detected(akaze);
  }

  @Benchmark
  public long perceptualHash() {
    try (Mat hash = new Mat()) {
      perceptual.compute(bgr, hash);
      return hash.total();
    }
  }

  @Benchmark
  public long averageHash() {
    try (Mat hash = new Mat()) {
      average.compute(bgr, hash);
      return hash.total();
    }
  }

  @Benchmark
  public long blockMeanHash() {
    try (Mat hash = new Mat()) {
      blockMean.compute(bgr, hash);
      return hash.total();
    }
  }

  private long detected(Feature2D detector) {
    try (KeyPointVector points = new KeyPointVector();
        Mat descriptors = new Mat()) {
      detector.detectAndCompute(gray, EVERYWHERE, points, descriptors);
      return points.size();
    }
  }
}
