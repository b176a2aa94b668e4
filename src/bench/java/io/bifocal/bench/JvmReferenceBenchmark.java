package io.bifocal.bench;

import boofcv.abst.feature.dense.DescribeImageDense;
import boofcv.alg.feature.color.GHistogramFeatureOps;
import boofcv.alg.feature.color.Histogram_F64;
import boofcv.factory.feature.dense.ConfigDenseHoG;
import boofcv.factory.feature.dense.FactoryDescribeImageDense;
import boofcv.struct.feature.TupleDesc_F64;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;
import io.bifocal.image.Picture;
import java.util.concurrent.TimeUnit;
import org.openimaj.image.FImage;
import org.openimaj.image.MBFImage;
import org.openimaj.image.colour.ColourSpace;
import org.openimaj.image.feature.dense.binarypattern.ExtendedLocalBinaryPattern;
import org.openimaj.image.feature.dense.binarypattern.LocalUniformBinaryPatternHistogram;
import org.openimaj.image.feature.dense.gradient.HOG;
import org.openimaj.image.feature.dense.gradient.PHOG;
import org.openimaj.image.feature.dense.gradient.binning.FixedHOGStrategy;
import org.openimaj.image.feature.global.Colorfulness;
import org.openimaj.image.feature.global.Gist;
import org.openimaj.image.feature.global.RMSContrast;
import org.openimaj.image.feature.global.Sharpness;
import org.openimaj.image.processing.convolution.FImageGradients;
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
import org.openjdk.jmh.annotations.Warmup;

/** The same descriptors, or their nearest relatives, as BoofCV and OpenIMAJ compute them, on the pictures of {@link ExtractorBenchmark}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JvmReferenceBenchmark {
  @Param({"128", "512"})
  private int side;

  private GrayU8 boofGray;
  private Planar<GrayF32> boofColor;
  private DescribeImageDense<GrayU8, TupleDesc_F64> boofHog;
  private FImage gray;
  private MBFImage color;

  @Setup
  public void load() {
    byte[] samples = new byte[side * side];
    byte[] colors = new byte[3 * side * side];
    try (Picture picture = BenchmarkPictures.square(side)) {
      picture.gray().data().get(samples);
      picture.bgr().data().get(colors);
    }
    boofGray = new GrayU8(side, side);
    boofColor = new Planar<>(GrayF32.class, side, side, 3);
    gray = new FImage(side, side);
    color = new MBFImage(side, side, ColourSpace.RGB);
    for (int i = 0; i < samples.length; i++) {
      boofGray.data[i] = samples[i];
      gray.pixels[i / side][i % side] = (samples[i] & 0xFF) / 255f;
      for (int channel = 0; channel < 3; channel++) {
        int value = colors[3 * i + 2 - channel] & 0xFF;
        boofColor.getBand(channel).data[i] = value;
        color.getBand(channel).pixels[i / side][i % side] = value / 255f;
      }
    }
    ConfigDenseHoG hog = new ConfigDenseHoG();
    hog.cellsPerBlockX = 2;
    hog.cellsPerBlockY = 2;
    boofHog = FactoryDescribeImageDense.hog(hog, ImageType.single(GrayU8.class));
  }

  @Benchmark
  public Object hog_BoofCV() {
    boofHog.process(boofGray);
    return boofHog.getDescriptions();
  }

  @Benchmark
  public Object colorHistogram_BoofCV() {
    Histogram_F64 histogram = new Histogram_F64(8, 8, 8);
    for (int i = 0; i < 3; i++) {
      histogram.setRange(i, 0, 255);
    }
    GHistogramFeatureOps.histogram(boofColor, histogram);
    return histogram;
  }

  @Benchmark
  public Object hog_OpenIMAJ() {
    HOG hog =
        new HOG(9, false, FImageGradients.Mode.Unsigned, new FixedHOGStrategy(8, 2, FixedHOGStrategy.BlockNormalisation.L2clip));
    hog.analyseImage(gray);
    return hog.getFeatureVector(gray.getBounds());
  }

  @Benchmark
  public Object localBinaryPattern_OpenIMAJ() {
    int[][] codes = ExtendedLocalBinaryPattern.calculateLBP(gray, 1, 8);
    LocalUniformBinaryPatternHistogram histogram = new LocalUniformBinaryPatternHistogram(side, 8);
    histogram.calculateHistograms(codes, 8);
    return histogram.getHistogram();
  }

  @Benchmark
  public Object pyramidHog_OpenIMAJ() {
    PHOG phog = new PHOG(3, 20, FImageGradients.Mode.Unsigned);
    phog.analyseImage(gray);
    return phog.getFeatureVector();
  }

  @Benchmark
  public Object gist_OpenIMAJ() {
    Gist<FImage> gist = new Gist<>(side, side);
    gist.analyseImage(gray);
    return gist.getResponse();
  }

  @Benchmark
  public Object colorHistogram_OpenIMAJ() {
    return new org.openimaj.image.pixel.statistics.HistogramModel(8, 8, 8) {
      {
        estimateModel(color);
      }
    };
  }

  @Benchmark
  public Object colorfulness_OpenIMAJ() {
    Colorfulness colorfulness = new Colorfulness();
    color.analyseWith(colorfulness);
    return colorfulness.getFeatureVector();
  }

  @Benchmark
  public Object contrast_OpenIMAJ() {
    RMSContrast contrast = new RMSContrast();
    gray.analyseWith(contrast);
    return contrast.getFeatureVector();
  }

  @Benchmark
  public Object sharpness_OpenIMAJ() {
    Sharpness sharpness = new Sharpness();
    gray.analyseWith(sharpness);
    return sharpness.getFeatureVector();
  }
}
