package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SegmentationHeadTest {
  private static final Placement WHOLE = new Placement(4, 4, 1, 1, 0, 0);

  @Test
  void theGreatestLogitWinsAndTheFirstOfEqualOnes() throws Exception {
    float[] logits = {
      1, 0, 0, 2, // a
      1, 3, 0, 0, // b
      0, 0, 5, 0 // c
    };
    Prediction prediction = read("a b c", "", tensor(List.of(3, 2, 2), logits), WHOLE);
    assertEquals("a", prediction.label());
    assertEquals(0.5f, prediction.score());
    assertEquals(
        List.of(new LabelScore("a", 0.5f), new LabelScore("b", 0.25f), new LabelScore("c", 0.25f)),
        prediction.top());
    assertMask(prediction, "0011 0011 2200 2200");
  }

  @Test
  void channelsMayStandLast() throws Exception {
    float[] logits = {1, 0, 0, 3, 0, 0, 0, 2};
    Prediction prediction =
        read("a b", ", input.layout = nhwc", tensor(List.of(2, 2, 2), logits), WHOLE);
    assertMask(prediction, "0011 0011 0011 0011");
  }

  @Test
  void oneNumberAPixelForTwoLabels() throws Exception {
    float[] logits = {-1, 0, 1, 2};
    assertMask(
        read("back thing", "", tensor(List.of(1, 2, 2), logits), WHOLE), "0000 0000 1111 1111");
    float[] probabilities = {0.4f, 0.5f, 0, 0};
    assertMask(
        read(
            "back thing",
            ", segment-values = probability",
            tensor(List.of(2, 2), probabilities),
            WHOLE),
        "0011 0011 0000 0000");
  }

  @Test
  void indices() throws Exception {
    Prediction prediction =
        read(
            "a b c d",
            ", segment-values = indices, top = 1",
            tensor(List.of(1, 2, 2), new float[] {3, 3, 0, 3}),
            WHOLE);
    assertEquals(List.of(new LabelScore("d", 0.75f)), prediction.top());
    assertMask(prediction, "3333 3333 0033 0033");
    assertThrows(
        UnusableOutputException.class,
        () ->
            read(
                "a b c",
                ", segment-values = indices",
                tensor(List.of(2, 2), new float[] {0, 0, 0, 3}),
                WHOLE));
  }

  @Test
  void paddingDoesNotCount() throws Exception {
    // A picture of 8 by 4 in half its size: the first and the last row of the input are padding.
    Placement letterbox = new Placement(8, 4, 0.5, 0.5, 0, 1);
    float[] indices = {2, 2, 2, 2, 0, 0, 0, 1, 0, 0, 0, 1, 2, 2, 2, 2};
    Prediction prediction =
        read("a b c", ", segment-values = indices", tensor(List.of(4, 4), indices), letterbox);
    assertEquals(List.of(new LabelScore("a", 0.75f), new LabelScore("b", 0.25f)), prediction.top());
    assertMask(prediction, "00000011 00000011 00000011 00000011");
  }

  @Test
  void whatWasCutAwayIsVoid() throws Exception {
    // Of a picture of 6 by 4 the middle 4 columns are seen.
    Placement crop = new Placement(6, 4, 1, 1, -1, 0);
    Prediction prediction =
        read(
            "a b",
            ", segment-values = indices",
            tensor(List.of(2, 2), new float[] {0, 1, 0, 1}),
            crop);
    BufferedImage mask = mask(prediction);
    assertEquals(6, mask.getWidth());
    assertArrayEquals(new int[] {255, 0, 0, 1, 1, 255}, row(mask, 0));
  }

  @Test
  void manyLabelsTakeSixteenBits() throws Exception {
    String labels = String.join(" ", IntStream.range(0, 300).mapToObj(i -> "label" + i).toList());
    Prediction prediction =
        read(
            labels,
            ", segment-values = indices",
            tensor(List.of(2, 2), new float[] {299, 0, 256, 255}),
            WHOLE);
    BufferedImage mask = mask(prediction);
    assertEquals(BufferedImage.TYPE_USHORT_GRAY, mask.getType());
    assertArrayEquals(new int[] {299, 299, 0, 0}, row(mask, 0));
    assertArrayEquals(new int[] {256, 256, 255, 255}, row(mask, 3));
  }

  @Test
  void valuesThatAreNotFiniteAreAnError() {
    float[] logits = {1, 0, 0, Float.NaN};
    assertThrows(
        UnusableOutputException.class,
        () -> read("back thing", "", tensor(List.of(1, 2, 2), logits), WHOLE));
  }

  @Test
  void anotherShapeIsAnErrorThatShowsIt() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> read("a b c", "", tensor(List.of(2, 2, 2), new float[8]), WHOLE));
    assertTrue(error.getMessage().contains("has the shape [2, 2, 2]"), error.getMessage());
    assertTrue(error.getMessage().contains("[3, height, width]"), error.getMessage());
  }

  @Test
  void throughANetwork() {
    // Twice the gray level against the constant 100: light pixels are the second of two labels.
    byte[] network =
        OnnxFile.withInput("x", 1, 4, 4)
            .matrix("threshold", 1, 1, 100)
            .node("Sub", List.of("x", "threshold"), "map")
            .output("map")
            .bytes();
    ModelFiles files =
        Models.of(
            "task = segmentation, outputs.segments = map, labels = labels.txt, input { size = 4,"
                + " channels = gray, scale = 1 }",
            network,
            "dark",
            "light");
    int[] pixels = new int[16];
    pixels[5] = 101;
    pixels[6] = 255;
    pixels[7] = 100;
    try (Picture picture = Models.picture(4, 4, 1, pixels)) {
      Prediction prediction = Models.predict(files, picture);
      assertEquals(
          List.of(new LabelScore("dark", 0.875f), new LabelScore("light", 0.125f)),
          prediction.top());
    }
  }

  private static Prediction read(String labels, String more, Tensor tensor, Placement placement) {
    io.bifocal.image.Natives.ensureLoaded();
    ModelFiles files =
        Models.of(
            "task = segmentation, outputs.segments = map, labels = labels.txt, input.size = 4"
                + more,
            new byte[0],
            labels.split(" "));
    Outputs outputs = new Outputs(List.of(tensor));
    Prediction.Builder prediction = new Prediction.Builder();
    new SegmentationHead("map", files.card(), files.labels(), outputs)
        .read(outputs, placement, prediction);
    return prediction.build();
  }

  private static Tensor tensor(List<Integer> shape, float[] values) {
    return new Tensor("map", shape, FloatBuffer.wrap(values));
  }

  private static void assertMask(Prediction prediction, String rows) throws IOException {
    BufferedImage mask = mask(prediction);
    assertEquals(BufferedImage.TYPE_BYTE_GRAY, mask.getType());
    StringBuilder actual = new StringBuilder();
    for (int y = 0; y < mask.getHeight(); y++) {
      actual.append(y == 0 ? "" : " ");
      for (int value : row(mask, y)) {
        actual.append(value);
      }
    }
    assertEquals(rows, actual.toString());
  }

  private static BufferedImage mask(Prediction prediction) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(prediction.segments().png()));
  }

  private static int[] row(BufferedImage mask, int y) {
    return mask.getRaster().getPixels(0, y, mask.getWidth(), 1, (int[]) null);
  }
}
