package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.ImageReader;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What {@link FusedTask} does without Spark, plan, identity and store: threads that read, decode,
 * and hand the picture to each producer; what these answer is dropped. The measure of what all the
 * rest costs.
 */
final class PlainLoop {
  private final ImageCollection collection;
  private final Decoder decoder;
  private final List<VectorProducer> producers;
  private final List<PlannedImage> images;
  private final StageClock clock = new StageClock();
  private final AtomicLongArray producerNanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger decoded = new AtomicInteger();

  PlainLoop(
      ImageCollection collection,
      Decoder decoder,
      List<VectorProducer> producers,
      List<PlannedImage> images) {
    this.collection = collection;
    this.decoder = decoder;
    this.producers = producers;
    this.images = images;
    this.producerNanos = new AtomicLongArray(producers.size());
  }

  /**
   * What it took.
   *
   * @param decoded images decoded
   * @param seconds wall time
   * @param cpuSeconds of all threads, by stage and producer
   */
  record Result(long decoded, double seconds, Map<String, Double> cpuSeconds) {}

  /** Goes over the images once; to be called once. */
  Result run(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(this::loop));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the loop ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return result((System.nanoTime() - start) / 1e9);
  }

  private Result result(double seconds) {
    Map<String, Double> cpuSeconds = new LinkedHashMap<>();
    for (Stage stage : List.of(Stage.READ, Stage.DECODE)) {
      cpuSeconds.put(stage.label(), clock.take(stage) / 1e9);
    }
    for (int i = 0; i < producers.size(); i++) {
      cpuSeconds.put(producers.get(i).name(), producerNanos.get(i) / 1e9);
    }
    return new Result(decoded.get(), seconds, cpuSeconds);
  }

  private void loop() {
    List<VectorSource> workers = new ArrayList<>();
    try (ImageReader reader = collection.reader()) {
      for (VectorProducer producer : producers) {
        workers.add(producer.openVectors());
      }
      for (int i = next.getAndIncrement(); i < images.size(); i = next.getAndIncrement()) {
        look(images.get(i), reader, workers);
      }
      for (int i = 0; i < workers.size(); i++) {
        flush(i, workers.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      workers.forEach(VectorSource::close);
    }
  }

  private void look(PlannedImage image, ImageReader reader, List<VectorSource> workers)
      throws IOException {
    byte[] bytes =
        clock.time(
            Stage.READ,
            () -> {
              try (InputStream in = reader.open(image.location())) {
                return in.readAllBytes();
              }
            });
    try (Picture picture = clock.time(Stage.DECODE, () -> decoder.decode(bytes, image.header()))) {
      decoded.incrementAndGet();
      for (int i = 0; i < workers.size(); i++) {
        long start = CpuClock.nanos();
        workers.get(i).accept(image.imageId(), picture, (vector, error) -> {});
        producerNanos.addAndGet(i, CpuClock.nanos() - start);
      }
    } catch (RejectedException e) {
      // The pass meets it as well, and leaves it out.
    }
  }

  private void flush(int producer, VectorSource worker) throws IOException {
    long start = CpuClock.nanos();
    worker.flush();
    producerNanos.addAndGet(producer, CpuClock.nanos() - start);
  }
}
