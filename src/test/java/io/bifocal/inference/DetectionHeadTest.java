package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Boxes of each family, worked by hand; two labels, an input of 32 by 32 pixels. */
class DetectionHeadTest {
  private static final Placement WHOLE = new Placement(32, 32, 1, 1, 0, 0);

  @Test
  void yolov5MultipliesAndSuppressesWithinALabel() {
    Outputs outputs =
        outputs(
            tensor(
                "boxes",
                List.of(4, 7),
                new float[] {
                  10, 10, 8, 4, 0.9f, 0.2f, 0.8f, // 0.72 b
                  10, 10, 8, 4, 0.5f, 0.3f, 0.9f, // 0.45 b, the same box
                  10, 10, 8, 4, 0.9f, 0.9f, 0.1f, // 0.81 a
                  20, 20, 4, 4, 0.2f, 1f, 1f // too unsure
                }));
    assertObjects(
        "a 0.810 6.00 8.00 8.00 4.00, b 0.720 6.00 8.00 8.00 4.00", "yolov5", "", outputs, WHOLE);
  }

  @Test
  void yolov8StandsOnItsSide() {
    float[] columns = {
      10, 24, 5, // centre x
      10, 20, 5, // centre y
      8, 32, 2, // width: the second reaches beyond the picture
      4, 8, 2, // height
      0.1f, 0.6f, 0.1f, // a
      0.7f, 0.5f, 0.2f // b
    };
    assertObjects(
        "b 0.700 6.00 8.00 8.00 4.00, a 0.600 8.00 16.00 24.00 8.00",
        "yolov8",
        "",
        outputs(tensor("boxes", List.of(6, 3), columns)),
        WHOLE);
  }

  @Test
  void yoloxCountsInStridesFromItsCells() {
    float[] rows = new float[4 * 7];
    // The cell at column 1, row 1 of four: (0.5 + 1) * 16, (0.25 + 1) * 16, 16 * 0.5, 16.
    float[] last = {0.5f, 0.25f, (float) Math.log(0.5), 0, 1, 0.125f, 0.75f};
    System.arraycopy(last, 0, rows, 3 * 7, 7);
    assertObjects(
        "b 0.750 20.00 12.00 8.00 16.00",
        "yolox",
        ", strides = 16",
        outputs(tensor("boxes", List.of(4, 7), rows)),
        WHOLE);
  }

  @Test
  void whatChoseItselfIsNotSuppressed() {
    float[] rows = {1, 2, 5, 8, 0.5f, 0, 1, 2, 5, 8, 0.75f, 0, 0, 0, 9, 9, 0.125f, 1};
    assertObjects(
        "a 0.750 1.00 2.00 4.00 6.00, a 0.500 1.00 2.00 4.00 6.00",
        "end-to-end",
        "",
        outputs(tensor("boxes", List.of(3, 6), rows)),
        WHOLE);
  }

  @Test
  void torchvisionCountsTheBackground() {
    Outputs outputs =
        outputs(
            tensor("boxes", List.of(1, 4), new float[] {1, 2, 5, 8}),
            tensor("scores", List.of(1), new float[] {0.5f}),
            tensor("classes", List.of(1), new float[] {1}));
    assertObjects("b 0.500 1.00 2.00 4.00 6.00", "torchvision", "", outputs, WHOLE);
  }

  @Test
  void tensorflowHasRowsFirstAndCountsFromOne() {
    float[] corners = {0.25f, 0.5f, 0.75f, 1};
    Outputs outputs =
        outputs(
            tensor("boxes", List.of(1, 4), corners),
            tensor("scores", List.of(1), new float[] {0.5f}),
            tensor("classes", List.of(1), new float[] {1}));
    assertObjects("a 0.500 16.00 8.00 16.00 16.00", "tensorflow", "", outputs, WHOLE);
    Outputs unknown =
        outputs(
            tensor("boxes", List.of(1, 4), corners),
            tensor("scores", List.of(1), new float[] {0.5f}),
            tensor("classes", List.of(1), new float[] {3}));
    assertThrows(
        UnusableOutputException.class, () -> read("tensorflow", "", outputs, unknown, WHOLE));
  }

  @Test
  void ssdStartsFromItsPriors() {
    // exp(0.2 * 5 * ln 2) = 2; a centre 0.1 * 2 * 0.25 to the right; shares 1, 1 and 6 in 8.
    Outputs outputs =
        outputs(
            tensor(
                "boxes",
                List.of(2, 4),
                new float[] {2, 0, (float) (5 * Math.log(2)), 0, 0, 0, 0, 0}),
            tensor(
                "scores",
                List.of(2, 3),
                new float[] {0, 0, (float) Math.log(6), (float) Math.log(6), 0, 0}));
    assertObjects("b 0.750 9.60 12.00 16.00 8.00", "ssd", ", priors = priors.csv", outputs, WHOLE);
  }

  @Test
  void mediapipeCountsFromItsCells() {
    Outputs outputs =
        outputs(
            tensor("boxes", List.of(2, 4), new float[] {0, 0, 4, 4, 0, 0, 4, 4}),
            tensor("boxes2", List.of(2, 4), new float[] {1, -2, 8, 4, 0, 0, 4, 4}),
            tensor("scores", List.of(2, 2), new float[] {-9, -9, -9, -9}),
            tensor("scores2", List.of(2, 2), new float[] {-9, (float) Math.log(3), -9, -9}));
    ModelFiles files =
        files(
            "outputs { boxes = [boxes, boxes2], scores = [scores, scores2] }, detection { family ="
                + " mediapipe, strides = [32, 32], per-cell = [2, 2] }");
    Prediction.Builder prediction = new Prediction.Builder();
    new DetectionHead(files, outputs).read(outputs, WHOLE, prediction);
    assertEquals("b 0.750 13.00 12.00 8.00 4.00", shown(prediction.build().objects()));
  }

  @Test
  void boxesAreThoseOfThePicture() {
    // A picture of 64 by 32 pixels in half its size, between two stripes of 8 pixels.
    Placement letterbox = new Placement(64, 32, 0.5, 0.5, 0, 8);
    float[] rows = {4, 4, 12, 16, 0.75f, 0, 4, 0, 12, 6, 0.5f, 0};
    assertObjects(
        "a 0.750 8.00 0.00 16.00 16.00",
        "end-to-end",
        "",
        outputs(tensor("boxes", List.of(2, 6), rows)),
        letterbox);
  }

  @Test
  void noMoreThanAreWanted() {
    float[] rows = {1, 1, 2, 2, 0.5f, 0, 1, 1, 3, 3, 0.75f, 1};
    assertObjects(
        "b 0.750 1.00 1.00 2.00 2.00",
        "end-to-end",
        ", most = 1",
        outputs(tensor("boxes", List.of(2, 6), rows)),
        WHOLE);
  }

  @Test
  void whatHasNoAreaInThePictureNeitherCountsNorSuppresses() {
    // The best box is on the padding above the picture, whose first line is the input's ninth.
    Placement letterbox = new Placement(64, 32, 0.5, 0.5, 0, 8);
    float[] rows = {4, 4, 8, 8, 0.75f, 0, 4, 8, 12, 16, 0.5f, 0};
    assertObjects(
        "a 0.500 8.00 0.00 16.00 16.00",
        "end-to-end",
        ", most = 1",
        outputs(tensor("boxes", List.of(2, 6), rows)),
        letterbox);
    // Boxes 0 to 8 and 2 to 10 down the input: their intersection over union is 0.6.
    float[] overlapping = {8, 4, 8, 8, 1, 0.9f, 0, 8, 6, 8, 8, 1, 0.8f, 0};
    assertObjects(
        "a 0.800 8.00 0.00 16.00 4.00",
        "yolov5",
        "",
        outputs(tensor("boxes", List.of(2, 7), overlapping)),
        letterbox);
  }

  @Test
  void scoresOfAnotherNumberThanBoxesAreThePicturesError() {
    Outputs none =
        outputs(
            tensor("boxes", List.of(0, 4), new float[0]),
            tensor("scores", List.of(0), new float[0]),
            tensor("classes", List.of(0), new float[0]));
    Outputs uneven =
        outputs(
            tensor("boxes", List.of(2, 4), new float[8]),
            tensor("scores", List.of(1), new float[1]),
            tensor("classes", List.of(2), new float[2]));
    assertThrows(UnusableOutputException.class, () -> read("torchvision", "", none, uneven, WHOLE));
  }

  @Test
  void anotherFamilyIsAnErrorThatShowsTheOutputs() {
    Outputs outputs = outputs(tensor("boxes", List.of(6, 3), new float[18]));
    UserError error =
        assertThrows(UserError.class, () -> read("yolov5", "", outputs, outputs, WHOLE));
    assertTrue(error.getMessage().contains("the family yolov5 with 2 labels"), error.getMessage());
    assertTrue(error.getMessage().contains("boxes (1, 6, 3)"), error.getMessage());
    assertTrue(error.getMessage().contains("family = yolov8 has the shape"), error.getMessage());
  }

  @Test
  void scoresOfAnotherNumberThanBoxesAreAnError() {
    Outputs outputs =
        outputs(
            tensor("boxes", List.of(2, 4), new float[8]),
            tensor("scores", List.of(1), new float[1]),
            tensor("classes", List.of(2), new float[2]));
    UserError error =
        assertThrows(UserError.class, () -> read("torchvision", "", outputs, outputs, WHOLE));
    assertTrue(error.getMessage().contains("with scores [n]"), error.getMessage());
  }

  /** The whole softmax, written out, chooses the same boxes: none is lost by looking ahead. */
  @Test
  void ssdFindsWhateverHasTheShare() {
    Random random = new Random(5);
    float[] logits = new float[6];
    Outputs outputs =
        outputs(
            tensor("boxes", List.of(2, 4), new float[8]), tensor("scores", List.of(2, 3), logits));
    String card =
        "outputs { boxes = boxes, scores = scores }, detection { family = ssd, priors = priors.csv }";
    DetectionHead head = new DetectionHead(files(card), outputs);
    for (int i = 0; i < 2000; i++) {
      for (int j = 0; j < logits.length; j++) {
        logits[j] = (float) random.nextGaussian();
      }
      double sum = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
      long expected = List.of(1, 2).stream().filter(j -> Math.exp(logits[j]) / sum >= 0.25).count();
      logits[3] = 40;
      logits[4] = 0;
      logits[5] = 0;
      Prediction.Builder prediction = new Prediction.Builder();
      head.read(outputs, WHOLE, prediction);
      assertEquals(expected, prediction.build().objects().size());
    }
  }

  @Test
  void valuesThatAreNotFiniteAreAnError() {
    Outputs good = outputs(tensor("boxes", List.of(1, 6), new float[6]));
    Outputs bad = outputs(tensor("boxes", List.of(1, 6), new float[] {0, 0, 1, 1, Float.NaN, 0}));
    assertThrows(UnusableOutputException.class, () -> read("end-to-end", "", good, bad, WHOLE));
  }

  @Test
  void aCardThatDoesNotFitItsFamilyIsAnError() {
    assertCardError(
        "family = yolov5 has its scores among the boxes; name these outputs and no others",
        "outputs { boxes = b, scores = s }, detection.family = yolov5");
    assertCardError(
        "family = tensorflow has its scores in outputs.scores and its classes in outputs.classes",
        "outputs { boxes = b, scores = s }, detection.family = tensorflow");
    assertCardError("priors is missing", "outputs { boxes = b }, detection.family = ssd");
    assertCardError("task = detection needs outputs.boxes", "outputs { boxes = b }");
    assertCardError(
        "confidence = 2.0 is out of range",
        "outputs { boxes = b }, detection { family = yolov5, confidence = 2 }");
  }

  private static void assertCardError(String expected, String card) {
    UserError error = assertThrows(UserError.class, () -> files(card));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  private static void assertObjects(
      String expected, String family, String more, Outputs outputs, Placement placement) {
    assertEquals(expected, shown(read(family, more, outputs, outputs, placement)));
  }

  private static List<DetectedObject> read(
      String family, String more, Outputs first, Outputs outputs, Placement placement) {
    boolean scores = first.find("scores").isPresent();
    boolean classes = first.find("classes").isPresent();
    ModelFiles files =
        files(
            "outputs { boxes = boxes"
                + (scores ? ", scores = scores" : "")
                + (classes ? ", classes = classes" : "")
                + " }, detection { family = "
                + family
                + more
                + " }");
    Prediction.Builder prediction = new Prediction.Builder();
    new DetectionHead(files, first).read(outputs, placement, prediction);
    return prediction.build().objects();
  }

  private static ModelFiles files(String card) {
    Map<String, String> files =
        Map.of(
            "card.conf",
            "task = detection, input.size = 32, labels = labels.txt, " + card,
            "model.onnx",
            "none is loaded",
            "labels.txt",
            "a\nb\n",
            "priors.csv",
            "0.5, 0.5, 0.25, 0.25\n0.1,0.1,0.1,0.1\n");
    return ModelFiles.of(
        "folder",
        name -> Optional.ofNullable(files.get(name)).map(t -> t.getBytes(StandardCharsets.UTF_8)));
  }

  private static Outputs outputs(Tensor... tensors) {
    return new Outputs(List.of(tensors));
  }

  private static Tensor tensor(String name, List<Integer> shape, float[] values) {
    return new Tensor(name, shape, FloatBuffer.wrap(values));
  }

  private static String shown(List<DetectedObject> objects) {
    return String.join(
        ", ",
        objects.stream()
            .map(
                object ->
                    String.format(
                        java.util.Locale.ROOT,
                        "%s %.3f %.2f %.2f %.2f %.2f",
                        object.label(),
                        object.score(),
                        object.x(),
                        object.y(),
                        object.width(),
                        object.height()))
            .toList());
  }
}
