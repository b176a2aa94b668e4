package io.bifocal.bench;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Block;
import io.bifocal.feature.Extraction;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.feature.TrainedExtractor;
import io.bifocal.feature.Vocabulary;
import io.bifocal.feature.VocabularyRecipe;
import io.bifocal.image.Picture;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * Any extractor with its defaults on one colour picture, one thread. Gray, and the size where the extractor wants one, are
 * derived before, as the fused pass shares them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExtractorBenchmark {
  @Param("hog")
  private String extractor;

  @Param({"128", "512"})
  private int side;

  private Picture picture;
  private Picture view;
  private FeatureExtractor.Worker worker;
  private float[] vector;

  @Setup
  public void open() {
    picture = BenchmarkPictures.square(side);
    String hocon = extractor.startsWith("{") ? extractor.replace(';', ',') : "{ name = " + extractor + " }";
    Extraction extraction = Extraction.of(new Block(ConfigFactory.parseString(hocon).root(), ""));
    view = picture.view(extraction.input());
    view.gray();
    vector = new float[extraction.length()];
    worker =
        extraction.extractor() instanceof TrainedExtractor trained
            ? trained.open(extraction.input(), vocabulary(trained.vocabulary()))
            : extraction.extractor().open(extraction.input());
  }

  @TearDown
  public void close() {
    worker.close();
    picture.close();
  }

  @Benchmark
  public float[] extract() {
    worker.extract(view, vector);
    return vector;
  }

  /** Words at random cost as much as learnt ones. */
  private static Vocabulary vocabulary(VocabularyRecipe recipe) {
    Random random = new Random(1);
    boolean projected = recipe.components() > 0;
    boolean mixture = recipe.codebook() == io.bifocal.feature.Codebook.MIXTURE;
    int detected = recipe.detector().length();
    return new Vocabulary(
        projected ? values(random, detected) : new float[0],
        projected ? rows(random, recipe.components(), detected) : new float[0][],
        rows(random, recipe.words(), recipe.wordLength()),
        mixture ? values(random, recipe.words()) : new float[0],
        mixture ? rows(random, recipe.words(), recipe.wordLength()) : new float[0][]);
  }

  private static float[][] rows(Random random, int count, int length) {
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = values(random, length);
    }
    return rows;
  }

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 0.05f + random.nextFloat() / 8;
    }
    return values;
  }
}
