package io.bifocal.pipeline;

import io.bifocal.image.Picture;
import io.bifocal.store.FeatureRow;
import io.bifocal.store.TableWriter;
import java.io.IOException;
import java.util.SplittableRandom;

/** Draws descriptors of pictures in one task: a row a picture, its descriptors end to end. */
final class DescriptorWorker extends ProducerWorker<FeatureRow> {
  private final KeypointSource.Finder finder;
  private final int length;
  private final int most;

  DescriptorWorker(
      KeypointSource.Finder finder, int length, int most, TableWriter<FeatureRow> writer) {
    super(writer);
    this.finder = finder;
    this.length = length;
    this.most = most;
  }

  @Override
  void accept(String imageId, Picture picture) throws IOException {
    long start = CpuClock.micros();
    float[] drawn = null;
    String error = null;
    try {
      drawn = descriptors(drawn(finder.find(imageId, picture), most, Seed.of(imageId)));
    } catch (RuntimeException e) {
      error = message(e);
    }
    long micros = CpuClock.micros() - start;
    write(new FeatureRow(imageId, drawn, error, micros), error, micros);
  }

  private float[] descriptors(int[] drawn) {
    float[] all = finder.features().descriptors();
    float[] result = new float[drawn.length * length];
    for (int i = 0; i < drawn.length; i++) {
      System.arraycopy(all, drawn[i] * length, result, i * length, length);
    }
    return result;
  }

  /**
   * Different numbers below {@code count}, each as likely as any other: all, or {@code most} of
   * them.
   */
  static int[] drawn(int count, int most, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    int[] drawn = new int[Math.min(count, most)];
    for (int i = 0; i < drawn.length; i++) {
      int other = random.nextInt(i, count);
      drawn[i] = numbers[other];
      numbers[other] = numbers[i];
    }
    return drawn;
  }

  @Override
  void flush() {
    // No row waits.
  }

  @Override
  public void close() {
    finder.close();
  }
}
