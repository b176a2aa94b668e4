package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.BatchSize;
import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Networks that find boxes may leave out the side of the batch, and mix up pictures that come
 * together.
 */
class NoBatchSideTest {
  private static final int PICTURES = 40;

  /**
   * Two rows of pixels are two boxes. Of two pictures at once they are the mean, and the two boxes
   * look like the two pictures.
   */
  @Test
  void picturesAreNotMixedUp() {
    byte[] network =
        OnnxFile.withInput("x", 1, 2, 4)
            .node("ReduceMean", List.of("x"), "boxes", axes(0, 1), keep(0))
            .node("ReduceMax", List.of("x"), "scores", axes(0, 1, 3), keep(0))
            .node("Sub", List.of("scores", "scores"), "classes")
            .output("boxes")
            .output("scores")
            .output("classes")
            .bytes();
    ModelFiles files =
        Models.of(
            """
            task = detection, labels = labels.txt
            input { size = [4, 2], channels = gray, scale = 1 }
            outputs { boxes = boxes, scores = scores, classes = classes }
            detection { family = torchvision, confidence = 0 }
            """,
            network,
            "a",
            "b");
    List<List<DetectedObject>> alone = objects(files, new BatchSize(1));
    // The greater score is in the first row.
    assertEquals(List.of(new DetectedObject("a", 4, 0, 0, 3, 2)), alone.get(0));
    assertEquals(PICTURES, alone.stream().distinct().count());
    for (BatchSize size : List.of(new BatchSize(2), new BatchSize(8), BatchSize.AUTO)) {
      assertEquals(alone, objects(files, size), size.toString());
    }
  }

  private static List<List<DetectedObject>> objects(ModelFiles files, BatchSize size) {
    List<Prediction> predictions = new ArrayList<>();
    try (Network network = Network.load(files, 1);
        Network.Worker worker = network.open(size)) {
      for (int i = 0; i < PICTURES; i++) {
        boolean full;
        try (Picture picture = Models.picture(4, 2, 1, 0, 0, 3, 4 + i, 200, 200, 200, 200)) {
          full = worker.add(picture);
        }
        if (full) {
          predictions.addAll(worker.run());
        }
      }
      predictions.addAll(worker.run());
    }
    return predictions.stream().map(Prediction::objects).toList();
  }

  private static byte[] axes(Integer... axes) {
    return OnnxFile.attribute("axes", List.of(axes));
  }

  private static byte[] keep(long value) {
    return OnnxFile.attribute("keepdims", value);
  }
}
