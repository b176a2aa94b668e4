package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The quickstart's networks give what another runtime gives, on the pictures of another OpenCV. */
class ReferenceTest {
  private static final float TOLERANCE = 1e-4f;

  @Test
  void embeddingsOfMobilenet() {
    Map<String, float[]> reference = Quickstart.reference("mobilenetv2-576", "embedding");
    assertEquals(20, reference.size());
    try (Network network = Network.load(ModelFiles.read(Quickstart.MOBILENET), 1)) {
      assertEquals(576, network.embeddingLength());
      reference.forEach(
          (name, expected) ->
              assertArrayEquals(expected, predict(network, name).embedding(), TOLERANCE, name));
    }
  }

  @Test
  void embeddingsAndBestLabelsOfEmoji() {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    Map<String, float[]> embeddings = Quickstart.reference("emoji-cnn", "embedding");
    Map<String, float[]> logits = Quickstart.reference("emoji-cnn", "logits");
    try (Network network = Network.load(files, 1)) {
      assertEquals(128, network.embeddingLength());
      logits.forEach(
          (name, expected) -> {
            Prediction prediction = predict(network, name);
            assertArrayEquals(embeddings.get(name), prediction.embedding(), TOLERANCE, name);
            int best = largest(expected);
            assertEquals(files.labels().get(best), prediction.label(), name);
            assertEquals(softmax(expected, best), prediction.score(), TOLERANCE, name);
            assertEquals(5, prediction.top().size());
          });
    }
  }

  @Test
  void logitsOfEmoji() {
    String card =
        Models.card(Quickstart.EMOJI)
            .replace("activation = softmax", "activation = none")
            .replace("top = 5", "top = 10");
    ModelFiles files = Models.withCard(Quickstart.EMOJI, card);
    try (Network network = Network.load(files, 1)) {
      Quickstart.reference("emoji-cnn", "logits")
          .forEach(
              (name, expected) ->
                  assertArrayEquals(
                      expected, scores(files, predict(network, name)), TOLERANCE, name));
    }
  }

  private static Prediction predict(Network network, String name) {
    try (Picture picture = Quickstart.picture(name)) {
      return Models.predict(network, picture);
    }
  }

  private static float[] scores(ModelFiles files, Prediction prediction) {
    float[] result = new float[files.labels().size()];
    prediction
        .top()
        .forEach(entry -> result[files.labels().indexOf(entry.label())] = entry.score());
    return result;
  }

  private static int largest(float[] values) {
    int result = 0;
    for (int i = 0; i < values.length; i++) {
      result = values[i] > values[result] ? i : result;
    }
    return result;
  }

  private static double softmax(float[] logits, int index) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[index]);
    }
    return 1 / sum;
  }
}
