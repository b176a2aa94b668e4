package io.bifocal.jobs;

import io.bifocal.conf.BatchSize;
import io.bifocal.conf.UserError;
import io.bifocal.image.Decoder;
import io.bifocal.image.Limits;
import io.bifocal.image.Picture;
import io.bifocal.image.Probe;
import io.bifocal.image.RejectedException;
import io.bifocal.inference.LabelScore;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.NetworkDescription;
import io.bifocal.inference.Prediction;
import io.bifocal.inference.TensorNetwork;
import io.bifocal.pipeline.ModelFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a model, tries it out and says what it found. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Load a model folder and try it out.",
      "Prints inputs, outputs, card, a prediction and images a second; what is missing or does not fit is an error that says how to mend it."
    },
    footer = {"", "Example: bifocal model check models/mine --image photo.jpg"})
final class ModelCheckJob implements Callable<Integer> {
  private static final int WARM_UP_MILLIS = 500;
  private static final int MEASURED_MILLIS = 1500;
  private static final int SHOWN = 6;

  @Parameters(
      paramLabel = "FOLDER",
      description =
          "folder that holds model.onnx and card.conf, or an archive of it, or what else the key path of a model may be")
  private String folder;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "the picture to predict; without it a made one, which means nothing")
  private Path image;

  @Override
  public Integer call() throws IOException {
    run(System.out, folder, Optional.ofNullable(image));
    return Bifocal.DONE;
  }

  /** Checks the model in {@code folder}. */
  static void run(PrintStream out, String folder, Optional<Path> image) throws IOException {
    ModelFiles files =
        ModelFolder.read(
            "FOLDER",
            folder,
            new Configuration(),
            (name, source) -> {
              print(out, NetworkDescription.of(TensorNetwork.files(name, source)));
              return ModelFiles.of(name, source);
            });
    out.println("Card");
    print(out, "", files.meaning());
    try (Network network = Network.load(files, 1);
        Network.Worker worker = network.open(new BatchSize(1));
        Picture picture = image.isPresent() ? decoded(image.get()) : made()) {
      worker.add(picture);
      out.println(
          "Prediction of " + image.map(Path::toString).orElse("a made picture; give --image FILE"));
      print(out, worker.run().get(0));
      out.printf(
          Locale.ROOT,
          "Speed on one thread, from the decoded picture on: %.1f images/s%n",
          speed(worker, picture));
    }
  }

  private static void print(PrintStream out, NetworkDescription network) {
    network.inputs().forEach(input -> out.println("Input   " + input));
    network.outputs().forEach(output -> out.println("Output  " + output));
  }

  private static void print(PrintStream out, String prefix, Map<String, Object> settings) {
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      if (setting.getValue() instanceof Map<?, ?> block) {
        Map<String, Object> inner = new TreeMap<>();
        block.forEach((key, value) -> inner.put((String) key, value));
        print(out, prefix + setting.getKey() + ".", inner);
      } else if (setting.getValue() != null) {
        out.printf(Locale.ROOT, "  %-22s %s%n", prefix + setting.getKey(), setting.getValue());
      }
    }
  }

  private static void print(PrintStream out, Prediction prediction) {
    if (prediction.error() != null) {
      throw new UserError("the network failed on this picture: " + prediction.error());
    }
    for (LabelScore best : prediction.top()) {
      out.printf(Locale.ROOT, "  %-30s %.3f%n", best.label(), best.score());
    }
    if (prediction.objects() != null) {
      out.println("  " + prediction.objects().size() + " objects");
      prediction.objects().stream().limit(SHOWN).forEach(object -> out.println("  " + object));
    }
    if (prediction.image() != null) {
      out.println("  a picture");
    }
    if (prediction.embedding() != null) {
      out.println(
          "  embedding of "
              + prediction.embedding().length
              + " values: "
              + java.util.stream.IntStream.range(0, Math.min(SHOWN, prediction.embedding().length))
                  .mapToObj(i -> String.format(Locale.ROOT, "%.4g", prediction.embedding()[i]))
                  .collect(Collectors.joining(", ", "[", ", …]")));
    }
  }

  private static double speed(Network.Worker worker, Picture picture) {
    images(worker, picture, WARM_UP_MILLIS);
    long start = System.nanoTime();
    int images = images(worker, picture, MEASURED_MILLIS);
    return images / ((System.nanoTime() - start) / 1e9);
  }

  private static int images(Network.Worker worker, Picture picture, int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    int images = 0;
    while (System.nanoTime() < end) {
      worker.add(picture);
      worker.run();
      images++;
    }
    return images;
  }

  private static Picture decoded(Path image) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(image);
      return Decoder.DEFAULT.decode(bytes, Probe.probe(bytes, Limits.DEFAULT));
    } catch (NoSuchFileException e) {
      throw new UserError("--image: there is no file " + image, e);
    } catch (RejectedException e) {
      throw new UserError(
          image + " is no picture: " + e.reason().label() + ", " + e.getMessage(), e);
    }
  }

  /** Of one colour, in the size of a usual photograph on the web. */
  private static Picture made() {
    try (Scalar brown = new Scalar(60, 90, 120, 0)) {
      return Picture.of(new Mat(375, 500, opencv_core.CV_8UC3, brown));
    }
  }
}
