package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelJobTest {
  private static final Path EMOJI = Path.of("src/quickstart/models/emoji-cnn");
  private static final String IMAGE = "src/quickstart/emoji-small/food/google_1f34e.png";

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private @TempDir Path folder;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(System.out);
  }

  @AfterEach
  void giveBack() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void aNetworkWithoutACardGetsOneThatHolds() throws IOException {
    Files.copy(EMOJI.resolve("model.onnx"), folder.resolve("model.onnx"));
    Files.copy(EMOJI.resolve("labels.txt"), folder.resolve("labels.txt"));
    assertEquals(2, model("check", folder.toString()));
    assertTrue(text().contains("Input   input float [?, 3, 64, 64]"), text());
    assertTrue(text().contains("card.conf is missing"), text());
    assertTrue(text().contains("bifocal model card " + folder), text());

    assertEquals(0, model("card", folder.toString()));
    assertTrue(text().contains("task = classification"), text());
    assertEquals(0, model("check", folder.toString(), "--image", IMAGE));
    assertTrue(text().contains("Prediction of " + IMAGE), text());
    assertTrue(text().matches("(?s).*  food +0\\.\\d{3}\n.*"), text());
    assertTrue(text().matches("(?s).* [1-9][0-9]*\\.\\d images/s\n.*"), text());

    assertEquals(2, model("card", folder.toString()));
    assertTrue(text().contains("card.conf is there already and stays"), text());
    Path other = folder.resolve("other.conf");
    assertEquals(0, model("card", folder.toString(), "--output", other.toString()));
    assertEquals(Files.readString(folder.resolve("card.conf")), Files.readString(other));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertEquals(2, model("check", folder.toString()));
    assertTrue(text().contains("model.onnx is missing"), text());
    assertEquals(2, model("card", folder.toString()));
    assertTrue(text().contains("model.onnx is missing"), text());
    assertEquals(2, model("check", folder.resolve("nowhere").toString()));
    assertTrue(text().contains("FOLDER: there is no folder " + folder.resolve("nowhere")), text());
    assertEquals(2, model("check", EMOJI.toString(), "--image", "nowhere.png"));
    assertTrue(text().contains("--image: there is no file nowhere.png"), text());
    Files.copy(EMOJI.resolve("model.onnx"), folder.resolve("model.onnx"));
    Files.copy(EMOJI.resolve("card.conf"), folder.resolve("card.conf"));
    assertEquals(2, model("check", folder.toString()));
    assertTrue(text().contains("labels.txt is missing"), text());
  }

  private int model(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "model";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Bifocal.run(all);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
