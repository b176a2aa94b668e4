package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.BatchSize;
import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final String EMBEDDING =
      "task = embedding, outputs.embedding = vector, input { size = 2, channels = gray, scale = 1 }";
  private static final String LABELS =
      """
      task = classification, outputs.logits = vector, labels = labels.txt, activation = sigmoid
      top = 2, input { size = [3, 1], channels = gray }
      """;

  @Test
  void severalLabelsAtOnce() {
    ModelFiles files = Models.of(LABELS, Models.flatten(1, 1, 3), "dark", "grey", "light");
    try (Picture picture = Models.picture(3, 1, 1, 0, 51, 255)) {
      Prediction prediction = Models.predict(files, picture);
      assertEquals("light", prediction.label());
      assertEquals(1 / (1 + Math.exp(-1)), prediction.score(), 1e-6);
      assertEquals(List.of("light", "grey"), names(prediction));
      assertEquals(1 / (1 + Math.exp(-0.2)), prediction.top().get(1).score(), 1e-6);
      assertNull(prediction.embedding());
      assertNull(prediction.error());
    }
  }

  @Test
  void anEmbeddingAloneHasNoLabel() {
    try (Picture picture = Models.picture(2, 2, 1, 1, 2, 3, 4)) {
      Prediction prediction =
          Models.predict(Models.of(EMBEDDING, Models.flatten(1, 2, 2)), picture);
      assertArrayEquals(new float[] {1, 2, 3, 4}, prediction.embedding());
      assertNull(prediction.label());
      assertNull(prediction.score());
      assertEquals(List.of(), prediction.top());
    }
  }

  @Test
  void aFullBatchSaysSoAndRunsInOrder() {
    try (Network network = Network.load(Models.of(EMBEDDING, Models.flatten(1, 2, 2)), 1);
        Network.Worker worker = network.open(new BatchSize(2))) {
      assertEquals(List.of(), worker.run());
      assertFalse(add(worker, 1));
      assertTrue(add(worker, 2));
      assertThrows(IllegalStateException.class, () -> add(worker, 3));
      List<Prediction> both = worker.run();
      assertEquals(2, both.size());
      assertEquals(1, both.get(0).embedding()[0]);
      assertEquals(2, both.get(1).embedding()[0]);
      assertFalse(add(worker, 3));
      assertEquals(3, worker.run().get(0).embedding()[0]);
    }
  }

  @Test
  void outputsThatAreNotFiniteAreErrors() {
    byte[] logarithm =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node("Log", List.of("flat"), "vector")
            .output("vector")
            .bytes();
    try (Network network = Network.load(Models.of(EMBEDDING, logarithm), 1);
        Network.Worker worker = network.open(new BatchSize(2))) {
      add(worker, 0);
      add(worker, 1);
      List<Prediction> both = worker.run();
      assertEquals("output is not finite", both.get(0).error());
      assertNull(both.get(0).embedding());
      assertArrayEquals(new float[4], both.get(1).embedding());
    }
  }

  @Test
  void onlyThePictureThatTheNetworkFailsOnHasAnError() {
    byte[] lookup =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node("Cast", List.of("flat"), "index", OnnxFile.attribute("to", OnnxFile.INT64))
            .node("Gather", List.of("flat", "index"), "vector", OnnxFile.attribute("axis", 1))
            .output("vector")
            .bytes();
    try (Network network = Network.load(Models.of(EMBEDDING, lookup), 1);
        Network.Worker worker = network.open(new BatchSize(3))) {
      assertEquals(4, network.embeddingLength());
      add(worker, 3);
      add(worker, 200);
      add(worker, 2);
      List<Prediction> all = worker.run();
      assertArrayEquals(new float[] {3, 3, 3, 3}, all.get(0).embedding());
      assertTrue(all.get(1).error().startsWith("the network failed: "), all.get(1).error());
      assertTrue(all.get(1).error().contains("out of data bounds"), all.get(1).error());
      assertArrayEquals(new float[] {2, 2, 2, 2}, all.get(2).embedding());
    }
  }

  @Test
  void labelsHaveToBeAsManyAsLogits() {
    assertError(
        "folder: labels = labels.txt has 2 labels, but outputs.logits = 'vector' has 3 numbers",
        Models.of(LABELS, Models.flatten(1, 1, 3), "dark", "light"));
  }

  @Test
  void anOutputThatTheNetworkHasNotIsAnErrorThatListsThem() {
    assertError(
        "outputs.embedding = 'features' is no output of the network; it has [vector (1, 4)]",
        Models.of(EMBEDDING.replace("vector", "features"), Models.flatten(1, 2, 2)));
  }

  @Test
  void anOutputThatIsNoVectorIsAnError() {
    byte[] identity =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Identity", List.of("x"), "vector")
            .output("vector")
            .bytes();
    assertError(
        "outputs.embedding = 'vector' has the shape (1, 1, 2, 2) for one picture, not (1, n)",
        Models.of(EMBEDDING, identity));
  }

  @Test
  void anAveragedMapIsAVector() {
    byte[] average =
        OnnxFile.withInput("x", 1, 2, 2)
            .node(
                "ReduceMean",
                List.of("x"),
                "vector",
                OnnxFile.attribute("axes", List.of(2, 3)),
                OnnxFile.attribute("keepdims", 1))
            .output("vector")
            .bytes();
    try (Picture picture = Models.picture(2, 2, 1, 1, 2, 3, 6)) {
      assertArrayEquals(
          new float[] {3}, Models.predict(Models.of(EMBEDDING, average), picture).embedding());
    }
  }

  @Test
  void theInputHasToFit() {
    assertError(
        "the network does not take the input that the card describes, nchw gray [2, 2]: ",
        Models.of(EMBEDDING, Models.flatten(1, 4, 4)));
    assertError(
        "input.name = 'pixels' is no input of the network; its only one is 'x'",
        Models.of(EMBEDDING + ", input.name = pixels", Models.flatten(1, 2, 2)));
    byte[] two =
        OnnxFile.withInput("x", 1, 2, 2)
            .input("y", 1, 2, 2)
            .node("Add", List.of("x", "y"), "sum")
            .node("Flatten", List.of("sum"), "vector")
            .output("vector")
            .bytes();
    assertError("the network has the inputs [x, y]", Models.of(EMBEDDING, two));
  }

  @Test
  void aNetworkThatCannotBeLoadedIsAnErrorWithTheReason() {
    byte[] text = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    assertError("folder/model.onnx cannot be loaded: ", Models.of(EMBEDDING, text));
    assertError("folder/model.onnx cannot be loaded: ", Models.of(EMBEDDING, new byte[0]));
    byte[] unknown =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Divine", List.of("x"), "vector")
            .output("vector")
            .bytes();
    assertError("Divine", Models.of(EMBEDDING, unknown));
  }

  @Test
  void aBatchThatNoBufferHoldsIsAnError() {
    String large = EMBEDDING.replace("size = 2", "size = 1024");
    try (Network network = Network.load(Models.of(large, Models.flatten(1, 1024, 1024)), 1)) {
      UserError error = assertThrows(UserError.class, () -> network.open(new BatchSize(1024)));
      assertTrue(error.getMessage().contains("give a batch size of 1 to 511"), error.getMessage());
    }
  }

  @Test
  void companyNeverChangesAPrediction() {
    // Less the mean of the whole batch: nothing alone, something in company.
    byte[] companionable =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node(
                "ReduceMean",
                List.of("flat"),
                "mean",
                OnnxFile.attribute("axes", List.of(0)),
                OnnxFile.attribute("keepdims", 1))
            .node("Sub", List.of("flat", "mean"), "vector")
            .output("vector")
            .bytes();
    try (Network network = Network.load(Models.of(EMBEDDING, companionable), 1);
        Network.Worker worker = network.open(new BatchSize(2))) {
      for (Prediction prediction : all(worker, 1, 2, 3, 4, 5)) {
        assertArrayEquals(new float[4], prediction.embedding());
      }
    }
  }

  @Test
  void aNetworkForOnePictureTakesThemOneByOne() {
    byte[] single =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .matrix("unit", 4, 1, 1, 1, 1, 1)
            .matrix("shape", 1, 1, 1)
            .node("MatMul", List.of("flat", "unit"), "sum")
            // Broadcasts for one picture, fails for two.
            .node("MatMul", List.of("shape", "sum"), "vector")
            .output("vector")
            .bytes();
    try (Network network = Network.load(Models.of(EMBEDDING, single), 1);
        Network.Worker worker = network.open(new BatchSize(2))) {
      List<Prediction> all = all(worker, 1, 2, 3);
      assertArrayEquals(new float[] {4}, all.get(0).embedding());
      assertArrayEquals(new float[] {8}, all.get(1).embedding());
      assertArrayEquals(new float[] {12}, all.get(2).embedding());
    }
  }

  @Test
  void theFastestBatchIsFoundOutOnTheWay() {
    try (Network network = Network.load(Models.of(EMBEDDING, Models.flatten(1, 2, 2)), 1);
        Network.Worker worker = network.open(BatchSize.AUTO)) {
      int[] grays = new int[1000];
      for (int i = 1; i < grays.length; i++) {
        grays[i] = (grays[i - 1] + 7) % 256;
      }
      List<Prediction> all = all(worker, grays);
      for (int i = 0; i < grays.length; i++) {
        assertEquals(grays[i], all.get(i).embedding()[0]);
      }
    }
  }

  @Test
  void aNetworkIsLoadedOnceForTheSameFiles() {
    byte[] network = Models.flatten(1, 2, 2);
    Network shared = Networks.shared(Models.of(EMBEDDING, network), 1);
    assertTrue(shared == Networks.shared(Models.of("# said again\n" + EMBEDDING, network), 1));
    assertFalse(shared == Networks.shared(Models.of(EMBEDDING + ", top = 2", network), 1));
  }

  private static void assertError(String expected, ModelFiles files) {
    UserError error = assertThrows(UserError.class, () -> Network.load(files, 1));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    assertTrue(error.getMessage().startsWith("folder"), error.getMessage());
    assertFalse(error.getMessage().contains(System.getProperty("java.io.tmpdir") + "/"));
  }

  private static List<Prediction> all(Network.Worker worker, int... grays) {
    List<Prediction> all = new ArrayList<>();
    for (int gray : grays) {
      if (add(worker, gray)) {
        all.addAll(worker.run());
      }
    }
    all.addAll(worker.run());
    return all;
  }

  private static boolean add(Network.Worker worker, int gray) {
    try (Picture picture = Models.picture(2, 2, 1, gray, gray, gray, gray)) {
      return worker.add(picture);
    }
  }

  private static List<String> names(Prediction prediction) {
    return prediction.top().stream().map(LabelScore::label).toList();
  }
}
