package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingHeadTest {
  private static final float[] SIX = {1, 2, 3, 10, 20, 30};

  @Test
  void theMeanOfAMap() {
    assertArrayEquals(
        new float[] {2, 20}, embed("pooling = average", List.of(2, 1, 3), SIX), 1e-6f);
    assertArrayEquals(
        new float[] {5.5f, 11, 16.5f},
        embed("pooling = average, input.layout = nhwc", List.of(1, 2, 3), SIX),
        1e-6f);
  }

  @Test
  void tokens() {
    assertArrayEquals(
        new float[] {5.5f, 11, 16.5f}, embed("pooling = average", List.of(2, 3), SIX), 1e-6f);
    assertArrayEquals(new float[] {1, 2, 3}, embed("pooling = cls", List.of(2, 3), SIX));
  }

  @Test
  void euclideanLength() {
    assertArrayEquals(
        new float[] {0.6f, -0.8f}, embed("normalize = true", List.of(2), 3, -4), 1e-7f);
    assertArrayEquals(new float[2], embed("normalize = true", List.of(2), 0, 0));
  }

  @Test
  void anotherShapeIsAnError() {
    UserError error =
        assertThrows(UserError.class, () -> embed("pooling = cls", List.of(2, 1, 3), SIX));
    assertTrue(error.getMessage().contains("[2, 1, 3]"), error.getMessage());
    assertTrue(error.getMessage().contains("[tokens, n]"), error.getMessage());
  }

  /** The quickstart's network averages a map to its embedding; here Bifocal does. */
  @Test
  void aTensorWithinTheNetwork() {
    ModelFiles whole = ModelFiles.read(Quickstart.MOBILENET);
    OnnxGraph graph = OnnxGraph.of(whole.model());
    String map = mapBefore("embedding", graph);
    ModelFiles inner =
        Models.withCard(
            Quickstart.MOBILENET,
            Models.card(Quickstart.MOBILENET)
                    .replaceFirst("embedding = embedding", "embedding = \"" + map + "\"")
                + "\npooling = average\n");
    String name = Quickstart.reference("mobilenetv2-576", "embedding").keySet().iterator().next();
    try (Picture picture = Quickstart.picture(name);
        Picture same = Quickstart.picture(name)) {
      float[] expected = Models.predict(whole, picture).embedding();
      float[] actual = Models.predict(inner, same).embedding();
      assertEquals(576, actual.length);
      assertArrayEquals(expected, actual, 1e-5f);
    }
  }

  @Test
  void outputsAndInnerTensorsOfAGraph() {
    byte[] network =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node("Relu", List.of("flat"), "vector")
            .output("vector")
            .bytes();
    OnnxGraph graph = OnnxGraph.of(network);
    assertEquals(List.of("vector"), List.copyOf(graph.outputs()));
    assertEquals(List.of("flat"), List.copyOf(graph.inner()));
    OnnxGraph more = OnnxGraph.of(OnnxGraph.withOutputs(network, List.of("flat")));
    assertEquals(List.of("vector", "flat"), List.copyOf(more.outputs()));
    assertEquals(0, OnnxGraph.of(new byte[] {1, 2, 3, 4, 5, 6, 7}).outputs().size());
  }

  private static String mapBefore(String output, OnnxGraph graph) {
    assertTrue(graph.outputs().contains(output), graph.toString());
    List<String> inner = List.copyOf(graph.inner());
    return inner.get(inner.size() - 1);
  }

  private static float[] embed(String card, List<Integer> shape, float... values) {
    ModelFiles files =
        Models.of("task = embedding, outputs.embedding = y, input.size = 4, " + card, new byte[0]);
    Outputs outputs = new Outputs(List.of(new Tensor("y", shape, FloatBuffer.wrap(values))));
    Prediction.Builder prediction = new Prediction.Builder();
    new EmbeddingHead("y", files.card(), outputs)
        .read(outputs, new Placement(4, 4, 1, 1, 0, 0), prediction);
    return prediction.build().embedding();
  }
}
