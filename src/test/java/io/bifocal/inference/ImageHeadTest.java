package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageHeadTest {

  @Test
  void planesOfRedGreenAndBlue() throws Exception {
    float[] values = {0, 1, 0.5f, 0.25f, 2, -1};
    // Red 0 and 1, green 0.5 and 0.25, blue cut off at 1 and 0.
    assertPixels(image("", List.of(3, 1, 2), values), "0 128 255, 255 64 0");
  }

  @Test
  void blueFirst() throws Exception {
    float[] values = {0, 1, 0.5f};
    assertPixels(image(", input.channels = bgr", List.of(3, 1, 1), values), "128 255 0");
  }

  @Test
  void channelsLastFromMinusOneToOne() throws Exception {
    float[] values = {-1, 0, 1, 1, 1, -1};
    assertPixels(
        image(", input.layout = nhwc, image-range = symmetric", List.of(1, 2, 3), values),
        "0 128 255, 255 255 0");
  }

  @Test
  void gray() throws Exception {
    assertPixels(
        image(", image-range = byte", List.of(1, 1, 2), new float[] {7.4f, 254.6f}), "7, 255");
  }

  @Test
  void alpha() throws Exception {
    float[] values = {1, 0, 0.5f, 0.25f};
    assertPixels(image("", List.of(4, 1, 1), values), "255 0 128 64");
  }

  @Test
  void whatIsNoPictureIsAnError() {
    UserError error =
        assertThrows(UserError.class, () -> image("", List.of(2, 5, 5), new float[50]));
    assertTrue(error.getMessage().contains("has the shape [2, 5, 5]"), error.getMessage());
    assertThrows(
        UnusableOutputException.class,
        () -> image("", List.of(1, 1, 1), new float[] {Float.POSITIVE_INFINITY}));
  }

  private static BufferedImage image(String more, List<Integer> shape, float[] values)
      throws IOException {
    Natives.ensureLoaded();
    ModelFiles files =
        Models.of("task = image, outputs.image = y, input.size = 4" + more, new byte[0]);
    Outputs outputs = new Outputs(List.of(new Tensor("y", shape, FloatBuffer.wrap(values))));
    Prediction.Builder prediction = new Prediction.Builder();
    new ImageHead("y", files.card(), outputs)
        .read(outputs, new Placement(4, 4, 1, 1, 0, 0), prediction);
    return ImageIO.read(new ByteArrayInputStream(prediction.build().image().png()));
  }

  /** Values in the order red, green, blue, alpha. */
  private static void assertPixels(BufferedImage image, String expected) {
    StringBuilder actual = new StringBuilder();
    for (int x = 0; x < image.getWidth(); x++) {
      int[] pixel = image.getRaster().getPixel(x, 0, (int[]) null);
      actual.append(x == 0 ? "" : ", ").append(Arrays.toString(pixel).replaceAll("[\\[\\],]", ""));
    }
    assertEquals(expected, actual.toString());
  }
}
