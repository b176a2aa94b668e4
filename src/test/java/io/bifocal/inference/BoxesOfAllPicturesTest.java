package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.BatchSize;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network, like torchvision's, whose boxes [n, 4] are those of all pictures of a batch. */
class BoxesOfAllPicturesTest {
  private static final String CARD =
      """
      task = detection, labels = labels.txt, input { size = 2, channels = gray, scale = 1 }
      outputs { boxes = boxes, scores = [scores], classes = classes }
      detection.family = torchvision
      """;

  /** Finds a square of side i / 2 with a score of i / 4 for every lit pixel i of four. */
  private static byte[] network() {
    int floats = 1;
    return OnnxFile.withInput("x", 1, 2, 2)
        .node("Flatten", List.of("x"), "pixels")
        .node("NonZero", List.of("pixels"), "places")
        .node("Transpose", List.of("places"), "rows")
        .node("Cast", List.of("rows"), "lit", OnnxFile.attribute("to", floats))
        .matrix("squares", 2, 4, 0, 0, 0, 0, 0, 0, 0.5f, 0.5f)
        .node("MatMul", List.of("lit", "squares"), "boxes")
        .matrix("quarters", 2, 1, 0, 0.25f)
        .node("MatMul", List.of("lit", "quarters"), "column")
        .node(
            "ReduceMax",
            List.of("column"),
            "scores",
            OnnxFile.attribute("axes", List.of(1)),
            OnnxFile.attribute("keepdims", 0))
        .node("Sub", List.of("scores", "scores"), "classes")
        .output("boxes")
        .output("scores")
        .output("classes")
        .bytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void asManyBoxesAsPicturesAreNotOneEach(int batch) {
    check(new BatchSize(batch), batch);
  }

  @Test
  void anAutomaticBatchIsOnePicture() {
    check(BatchSize.AUTO, 2);
  }

  /** Pictures with a box each come first, so that a batch of them passes for independent ones. */
  private static void check(BatchSize size, int batch) {
    try (Network network = Network.load(Models.of(CARD, network(), "thing"), 1);
        Network.Worker worker = network.open(size)) {
      List<Prediction> found = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 12 * batch; i++) {
        boolean two = i >= 6 * batch && i % 2 == 0;
        boolean none = i >= 6 * batch && i % 2 == 1;
        expected.add(none ? "" : two ? "1.5 0.75, 0.5 0.25" : "1.0 0.5");
        try (Picture picture =
            two
                ? Models.picture(2, 2, 1, 0, 9, 0, 9)
                : none
                    ? Models.picture(2, 2, 1, 0, 0, 0, 0)
                    : Models.picture(2, 2, 1, 0, 0, 9, 0)) {
          if (worker.add(picture)) {
            found.addAll(worker.run());
          }
        }
      }
      found.addAll(worker.run());
      assertEquals(expected, found.stream().map(BoxesOfAllPicturesTest::shown).toList());
    }
  }

  private static String shown(Prediction prediction) {
    return prediction.objects() == null
        ? prediction.error()
        : String.join(
            ", ",
            prediction.objects().stream()
                .map(object -> object.width() + " " + object.score())
                .toList());
  }
}
