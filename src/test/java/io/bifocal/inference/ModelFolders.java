package io.bifocal.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders of tiny networks for tests of whole jobs; all take 64 x 64 pixels of RGB, 0 to 1. */
public final class ModelFolders {
  private static final int[] INPUT = {3, 64, 64};

  private ModelFolders() {}

  /** Makes the negative of a picture: 1 - x. */
  public static void negative(Path folder) throws IOException {
    image(
        folder,
        OnnxFile.withInput("x", INPUT)
            .matrix("one", 1, 1, 1)
            .node("Sub", List.of("one", "x"), "y"));
  }

  /** Makes the logarithm of a picture, which is not finite where a channel is 0. */
  public static void logarithm(Path folder) throws IOException {
    image(folder, OnnxFile.withInput("x", INPUT).node("Log", List.of("x"), "y"));
  }

  /** Says of each pixel which channel is the largest: red, green or blue. */
  public static void largestChannel(Path folder) throws IOException {
    write(
        folder,
        "task = segmentation, outputs.segments = y, labels = labels.txt, input.size = 64\n",
        OnnxFile.withInput("x", INPUT).node("Identity", List.of("x"), "y"));
    Files.writeString(folder.resolve("labels.txt"), "red\ngreen\nblue\n");
  }

  private static void image(Path folder, OnnxFile network) throws IOException {
    write(folder, "task = image, outputs.image = y, input.size = 64\n", network);
  }

  private static void write(Path folder, String card, OnnxFile network) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("card.conf"), card);
    Files.write(folder.resolve("model.onnx"), network.output("y").bytes());
  }
}
