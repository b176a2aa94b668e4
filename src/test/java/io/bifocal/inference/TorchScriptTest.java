package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.conf.BatchSize;
import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * TorchScript by PyTorch: {@code mvn -Ppytorch test -Dtest=TorchScriptTest}. Without the profile it
 * is only seen that its lack is reported.
 */
class TorchScriptTest {
  private static final String PRESENT = "io.bifocal.inference.TorchEngine#isPresent";
  private static final Path FOLDER = Path.of("src/test/resources/models/torch-script");
  private static final int SIDE = 32;

  @Test
  @DisabledIf(PRESENT)
  void withoutPyTorchTheUserIsToldHowToGetIt() {
    ModelFiles files = ModelFiles.read(FOLDER);
    assertEquals("PyTorch", files.engine());
    UserError error = assertThrows(UserError.class, () -> Network.load(files, 1));
    assertTrue(
        error.getMessage().startsWith(FOLDER + "/model.pt cannot be loaded: "), error.getMessage());
    assertTrue(error.getMessage().contains("-Ppytorch"), error.getMessage());
  }

  /** The same network, by the engine that every build has. */
  @Test
  void asOnnxItGivesWhatPyTorchGave() throws IOException {
    assertReference(ModelFiles.read(FOLDER.resolve("onnx")), BatchSize.AUTO);
  }

  @Test
  @EnabledIf(PRESENT)
  void givesWhatPyTorchGave() throws IOException {
    ModelFiles files = ModelFiles.read(FOLDER);
    assertReference(files, new BatchSize(1));
    assertReference(files, new BatchSize(8));
    assertReference(files, BatchSize.AUTO);
  }

  @Test
  @EnabledIf(PRESENT)
  void threadsAndTimeChangeNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Network network = Network.load(ModelFiles.read(FOLDER), 1);
        Picture picture = picture(3)) {
      float[] expected = Models.predict(network, picture).logits();
      Callable<Void> runs =
          () -> {
            for (int i = 0; i < 100; i++) {
              assertArrayEquals(expected, Models.predict(network, picture).logits());
            }
            return null;
          };
      for (Future<Void> done : threads.invokeAll(List.of(runs, runs))) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @EnabledIf(PRESENT)
  void aFirstCardIsFoundByATry() {
    NetworkDescription network = NetworkDescription.of(ModelFiles.read(FOLDER));
    assertEquals("[float [1, 3, 224, 224]]", network.inputs().toString());
    assertEquals("[0 float32 [1, 16], 1 float32 [1, 5]]", network.outputs().toString());
    String draft = CardDraft.of(network, Optional.of("labels.txt"), 5);
    ModelCard card =
        CardFile.parse("card.conf", draft.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(Task.CLASSIFICATION, card.task());
    assertEquals(Optional.of("1"), card.outputs().logits());
    assertEquals(Optional.of("0"), card.outputs().embedding());
  }

  @Test
  @EnabledIf(PRESENT)
  void whatIsNoTorchScriptFailsWithTheReason() throws IOException {
    byte[] broken = Files.readAllBytes(FOLDER.resolve("model.pt"));
    java.util.Arrays.fill(broken, 100, broken.length / 2, (byte) 0);
    ModelFiles files =
        ModelFiles.of(
            "folder",
            name ->
                switch (name) {
                  case "model.onnx" -> Optional.empty();
                  case "model.pt" -> Optional.of(broken);
                  default -> Optional.of(Files.readAllBytes(FOLDER.resolve(name)));
                });
    UserError error = assertThrows(UserError.class, () -> Network.load(files, 1));
    assertTrue(
        error.getMessage().startsWith("folder/model.pt cannot be loaded: "), error.getMessage());
  }

  private static void assertReference(ModelFiles files, BatchSize batchSize) throws IOException {
    JsonNode references =
        new ObjectMapper().readTree(Files.readAllBytes(FOLDER.resolve("reference.json")));
    assertEquals(8, references.size());
    try (Network network = Network.load(files, 1);
        Network.Worker worker = network.open(batchSize)) {
      List<Prediction> predictions = new ArrayList<>();
      for (JsonNode reference : references) {
        boolean full;
        try (Picture picture = picture(reference.get("seed").asInt())) {
          full = worker.add(picture);
        }
        if (full) {
          predictions.addAll(worker.run());
        }
      }
      predictions.addAll(worker.run());
      for (int i = 0; i < references.size(); i++) {
        Prediction prediction = predictions.get(i);
        assertArrayEquals(
            floats(references.get(i).get("embedding")), prediction.embedding(), 1e-4f);
        assertArrayEquals(floats(references.get(i).get("logits")), prediction.logits(), 1e-4f);
      }
    }
  }

  private static float[] floats(JsonNode numbers) {
    float[] result = new float[numbers.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) numbers.get(i).asDouble();
    }
    return result;
  }

  /** As make.py makes it. */
  private static Picture picture(int seed) {
    int[] values = new int[SIDE * SIDE * 3];
    int place = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int c = 2; c >= 0; c--) {
          values[place++] = (seed * 31 + y * 7 + x * 13 + c * 101 + x * y * (c + 1)) % 256;
        }
      }
    }
    return Models.picture(SIDE, SIDE, 3, values);
  }
}
