package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ModelJobTest {
  private static final Path EMOJI = Path.of("src/quickstart/models/emoji-cnn");
  private static final String IMAGE = "src/quickstart/emoji-small/food/google_1f34e.png";

  @RegisterExtension private final Console console = new Console();
  private @TempDir Path folder;

  @Test
  void aNetworkWithoutACardGetsOneThatHolds() throws IOException {
    Files.copy(EMOJI.resolve("model.onnx"), folder.resolve("model.onnx"));
    Files.copy(EMOJI.resolve("labels.txt"), folder.resolve("labels.txt"));
    assertEquals(2, model("check", folder.toString()));
    assertTrue(console.text().contains("Input   input float [?, 3, 64, 64]"), console.text());
    assertTrue(console.text().contains("card.conf is missing"), console.text());
    assertTrue(console.text().contains("bifocal model card " + folder), console.text());

    assertEquals(0, model("card", folder.toString()));
    assertTrue(console.text().contains("task = classification"), console.text());
    assertEquals(0, model("check", folder.toString(), "--image", IMAGE));
    assertTrue(console.text().contains("Prediction of " + IMAGE), console.text());
    assertTrue(console.text().matches("(?s).*  food +0\\.\\d{3}\n.*"), console.text());
    assertTrue(console.text().matches("(?s).* [1-9][0-9]*\\.\\d images/s\n.*"), console.text());

    assertEquals(2, model("card", folder.toString()));
    assertTrue(console.text().contains("card.conf is there already and stays"), console.text());
    Path other = folder.resolve("other.conf");
    assertEquals(0, model("card", folder.toString(), "--output", other.toString()));
    assertEquals(Files.readString(folder.resolve("card.conf")), Files.readString(other));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertEquals(2, model("check", folder.toString()));
    assertTrue(console.text().contains("model.onnx is missing"), console.text());
    assertEquals(2, model("card", folder.toString()));
    assertTrue(console.text().contains("model.onnx is missing"), console.text());
    assertEquals(2, model("check", folder.resolve("nowhere").toString()));
    assertTrue(
        console.text().contains("FOLDER: there is no folder " + folder.resolve("nowhere")),
        console.text());
    assertEquals(2, model("check", EMOJI.toString(), "--image", "nowhere.png"));
    assertTrue(console.text().contains("--image: there is no file nowhere.png"), console.text());
    Files.copy(EMOJI.resolve("model.onnx"), folder.resolve("model.onnx"));
    Files.copy(EMOJI.resolve("card.conf"), folder.resolve("card.conf"));
    assertEquals(2, model("check", folder.toString()));
    assertTrue(console.text().contains("labels.txt is missing"), console.text());
  }

  private int model(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "model";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Bifocal.run(all);
  }
}
