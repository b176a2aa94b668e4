package io.bifocal.inference;

import io.bifocal.conf.BatchSize;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Models and pictures made for a test. */
final class Models {
  private Models() {}

  static ModelFiles of(String card, byte[] network, String... labels) {
    Map<String, byte[]> files =
        Map.of("card.conf", utf8(card), "model.onnx", network, "labels.txt", utf8(lines(labels)));
    return ModelFiles.of("folder", name -> Optional.ofNullable(files.get(name)));
  }

  /** The model in {@code folder} under another card. */
  static ModelFiles withCard(Path folder, String card) {
    return ModelFiles.of(
        folder.toString(),
        name ->
            Optional.of(
                name.equals("card.conf") ? utf8(card) : Files.readAllBytes(folder.resolve(name))));
  }

  static String card(Path folder) {
    try {
      return Files.readString(folder.resolve("card.conf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Prediction predict(Network network, Picture picture) {
    try (Network.Worker worker = network.open(new BatchSize(1))) {
      worker.add(picture);
      return worker.run().get(0);
    }
  }

  static Prediction predict(ModelFiles files, Picture picture) {
    try (Network network = Network.load(files, 1)) {
      return predict(network, picture);
    }
  }

  /** A picture of one channel or, for three, of blue, green and red in turn; row by row. */
  static Picture picture(int width, int height, int channels, int... values) {
    Natives.ensureLoaded();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    Mat pixels = new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels));
    try (BytePointer data = pixels.data()) {
      data.put(bytes);
    }
    return Picture.of(pixels);
  }

  /** A network whose output {@code vector} is its input, flattened. */
  static byte[] flatten(int... sides) {
    return OnnxFile.withInput("x", sides)
        .node("Flatten", List.of("x"), "vector")
        .output("vector")
        .bytes();
  }

  private static String lines(String... labels) {
    return String.join("\n", labels) + "\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
