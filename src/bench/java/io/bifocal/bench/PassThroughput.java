package io.bifocal.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.conf.Block;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import com.typesafe.config.ConfigFactory;

/**
 * Measures the pass of {@code extract} on two cores beside {@link PlainLoop} on two threads, in turn. What the job needs to start
 * is left out by taking the difference of a large and a small collection: pictures more, divided by seconds more.
 */
public final class PassThroughput {
  private static final int SMALL = 1000;
  private static final int LARGE = 6000;
  private static final int ROUNDS = 3;
  private static final int THREADS = 2;
  private static final List<String> EXTRACTORS =
      List.of(
          "hog",
          "local-binary-pattern",
          "color-histogram",
          "gray-cooccurrence",
          "edge-density",
          "sharpness",
          "entropy",
          "wavelet-energy");

  private final Path folder;
  private final Path networks;

  private PassThroughput(Path folder, Path networks) {
    this.folder = folder;
    this.networks = networks;
  }

  /**
   * Takes a folder to work in, the folder that {@code src/bench/python/networks.py} wrote, and the names of the networks there,
   * divided by commas.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> parts = List.of(arguments[0].split(","));
    PassThroughput benchmark = new PassThroughput(Path.of(parts.get(0)), Path.of(parts.get(1)));
    benchmark.pictures("small", SMALL, 1);
    benchmark.pictures("large", LARGE, 2);
    for (String network : parts.subList(2, parts.size())) {
      benchmark.network(network);
    }
  }

  private void network(String name) throws Exception {
    List<Double> loop = new ArrayList<>();
    List<Double> pass = new ArrayList<>();
    List<Double> classical = new ArrayList<>();
    List<Path> files = files("large").subList(0, LARGE - SMALL);
    try (PlainLoop plain = new PlainLoop(networks.resolve(name).resolve("model.onnx"))) {
      plain.seconds(files("small"), THREADS);
      for (int round = 0; round < ROUNDS; round++) {
        loop.add(files.size() / plain.seconds(files, THREADS));
        pass.add(pass(name, List.of()));
        classical.add(pass(name, EXTRACTORS));
        print(name + ", round " + round, loop.get(round), pass.get(round), classical.get(round));
      }
    }
    double parts = 1 / (1 / median(loop) + extractors());
    System.out.printf(
        Locale.ROOT,
        "%s: plain loop %.1f images/s, pass %.1f, ratio %.2f; with eight extractors sum of the parts %.1f, pass %.1f, ratio %.2f%n",
        name,
        median(loop),
        median(pass),
        median(pass) / median(loop),
        parts,
        median(classical),
        median(classical) / parts);
  }

  private static void print(String what, double loop, double pass, double classical) {
    System.out.printf(
        Locale.ROOT, "%s: loop %.1f images/s, pass %.1f, pass with extractors %.1f%n", what, loop, pass, classical);
  }

  /** Seconds that the eight extractors take for a decoded picture, on as many threads, each on its own. */
  private double extractors() throws Exception {
    double seconds = 0;
    List<Path> files = files("small").subList(0, 64);
    for (String extractor : EXTRACTORS) {
      Extraction extraction =
          Extraction.of(new Block(ConfigFactory.parseString("name = " + extractor).root(), ""));
      loop(extraction, files, 4);
      seconds += loop(extraction, files, 8) / (8.0 * files.size());
    }
    return seconds;
  }

  private static double loop(Extraction extraction, List<Path> files, int times) throws Exception {
    Thread[] threads = new Thread[THREADS];
    long[] nanos = new long[THREADS];
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      threads[t] =
          new Thread(
              () -> {
                float[] vector = new float[extraction.length()];
                try (Extraction.Worker worker = extraction.open()) {
                  for (int i = thread; i < files.size(); i += THREADS) {
                    for (int time = 0; time < times; time++) {
                      // A fresh picture each time, as views of it are kept.
                      try (Picture picture =
                          Picture.of(opencv_imgcodecs.imread(files.get(i).toString(), opencv_imgcodecs.IMREAD_COLOR))) {
                        long start = System.nanoTime();
                        worker.extract(picture, 0, vector);
                        nanos[thread] += System.nanoTime() - start;
                      }
                    }
                  }
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return Arrays.stream(nanos).max().orElseThrow() / 1e9;
  }

  /** Images a second of the job, start left out. */
  private double pass(String network, List<String> extractors) throws Exception {
    double small = extract("small", network, extractors);
    double large = extract("large", network, extractors);
    return (LARGE - SMALL) / (large - small);
  }

  private double extract(String collection, String network, List<String> extractors) throws Exception {
    Path store = folder.resolve("store-" + collection);
    Folders.delete(store);
    Path conf = folder.resolve(collection + ".conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", label = none }
        store = "%s"
        extractors = [%s]
        models = [ { name = network, path = "%s" } ]
        """
            .formatted(
                folder.resolve(collection),
                store,
                String.join(", ", extractors.stream().map(name -> "{ name = " + name + " }").toList()),
                networks.resolve(network)));
    bifocal("scan", conf);
    bifocal("extract", conf);
    try (Stream<Path> records = Files.list(store.resolve("runs"))) {
      Path last = records.filter(path -> path.toString().endsWith(".json")).max(Comparator.naturalOrder()).orElseThrow();
      return new ObjectMapper().readTree(last.toFile()).get("seconds").asDouble();
    }
  }

  private void bifocal(String job, Path conf) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("jobs/bifocal", "--master", "local[" + THREADS + "]", job, "--conf", conf.toString());
    // Those of this process are for the benchmarks.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(folder.resolve(job + ".log").toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve(job + ".log")));
    }
  }

  private List<Path> files(String collection) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(collection))) {
      return files.sorted().toList();
    }
  }

  /** JPEG of 500 by 375 pixels and quality 90: other places of a large picture, turned and mirrored, so that each is another. */
  private void pictures(String collection, int count, int seed) throws IOException {
    Path target = folder.resolve(collection);
    if (Files.isDirectory(target)) {
      return;
    }
    Files.createDirectories(target);
    Random random = new Random(seed);
    try (Mat large = BenchmarkPictures.pixels(1024);
        Mat mirrored = new Mat();
        IntPointer quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 90)) {
      for (int i = 0; i < count; i++) {
        try (Rect place = new Rect(random.nextInt(1024 - 500), random.nextInt(1024 - 375), 500, 375);
            Mat part = new Mat(large, place)) {
          opencv_core.flip(part, mirrored, random.nextInt(3) - 1);
          opencv_imgcodecs.imwrite(target.resolve(String.format(Locale.ROOT, "%05d.jpg", i)).toString(), mirrored, quality);
        }
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
