package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Images made of pictures, read back by ImageIO and compared with the arithmetic by hand. */
class ImageTest {
  private static final String CARD = "task = image, outputs.image = y, input { %s }\n%s";

  /** Blue, green and red, 3 x 2. */
  private static final int[] PIXELS = {
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 255
  };

  @Test
  void aPictureKeepsItsColoursInEveryOrderAndRange() throws IOException {
    for (String channels : List.of("rgb", "bgr")) {
      for (String layout : List.of("nchw", "nhwc")) {
        // scale and mean bring 0 to 255 to the range that the card says the output has.
        for (String[] parts :
            new String[][] {
              {"[0, 1]", "1/255", "0"}, {"[0, 255]", "1", "0"}, {"[-1, 1]", "2/255", "1"}
            }) {
          String input =
              "size = [3, 2], channels = %s, layout = %s, scale = %s, mean = %s"
                  .formatted(channels, layout, parts[1], parts[2]);
          int[] sides = layout.equals("nchw") ? new int[] {3, 2, 3} : new int[] {2, 3, 3};
          assertArrayEquals(
              rgb(PIXELS),
              pixels(encoded(input, "image.range = " + parts[0], identity(sides)), 3, 2, 3),
              input);
        }
      }
    }
  }

  @Test
  void valuesOutsideTheRangeAreCut() throws IOException {
    byte[] invert =
        OnnxFile.withInput("x", 1, 1, 4)
            .matrix("c", 1, 4, 100, 100, 100, 300)
            .node("Sub", List.of("c", "x"), "y")
            .output("y")
            .bytes();
    ModelFiles files =
        Models.of(
            CARD.formatted("size = [4, 1], channels = gray, scale = 1", "image.range = [0, 255]"),
            invert);
    try (Picture picture = Models.picture(4, 1, 1, 0, 101, 99, 1)) {
      EncodedImage image = encode(files, picture);
      assertArrayEquals(new int[] {100, 0, 1, 255}, pixels(image, 4, 1, 1));
    }
  }

  @Test
  void aResidualIsAddedToWhatTheNetworkSaw() throws IOException {
    byte[] negated =
        OnnxFile.withInput("x", 3, 2, 3).node("Neg", List.of("x"), "y").output("y").bytes();
    // A third of the picture, taken off: the mean of the input is no part of a residual.
    String input = "size = [3, 2], scale = 0.3333333333333333";
    int[] expected =
        IntStream.of(rgb(PIXELS)).map(value -> (int) Math.rint(value - value / 3.0)).toArray();
    assertArrayEquals(
        expected,
        pixels(encoded(input, "image { range = [0, 255], result = residual }", negated), 3, 2, 3));
  }

  @Test
  void whatFitFillsIsCutOff() throws IOException {
    // 3 x 2 within 3 x 6.
    assertArrayEquals(
        rgb(PIXELS),
        pixels(encoded("size = [3, 6], resize = fit, pad = 7", "", identity(3, 6, 3)), 3, 2, 3));
  }

  @Test
  void anEnlargedPictureHasTheOutputsSize() throws IOException {
    byte[] twice =
        OnnxFile.withInput("x", 3, 6, 3)
            .node("Concat", List.of("x", "x"), "w", OnnxFile.attribute("axis", 3))
            .node("Concat", List.of("w", "w"), "y", OnnxFile.attribute("axis", 2))
            .output("y")
            .bytes();
    // An output of 6 x 12 for 3 x 6: of that, what stands where the picture stands.
    EncodedImage image = encoded("size = [3, 6], resize = fit", "", twice);
    assertEquals(6, image.width());
    assertEquals(4, image.height());
  }

  @Test
  void alphaIsTheFourthChannelAtThePicturesSize() throws IOException {
    // The gray picture is its own matte.
    String card =
        CARD.formatted("size = [2, 2], channels = gray, resize = fit", "image.result = alpha");
    ModelFiles files = Models.of(card, identity(1, 2, 2));
    try (Picture picture = Models.picture(4, 2, 1, 0, 0, 200, 200, 0, 0, 200, 200)) {
      int[] pixels = pixels(encode(files, picture), 4, 2, 4);
      // 2 x 1 of the matte is 0 and 200; bilinear, with the centres of pixels at halves.
      int[] alpha = {0, 50, 150, 200};
      for (int i = 0; i < 8; i++) {
        int gray = i % 4 < 2 ? 0 : 200;
        assertArrayEquals(
            new int[] {gray, gray, gray, alpha[i % 4]},
            Arrays.copyOfRange(pixels, i * 4, i * 4 + 4),
            "pixel " + i);
      }
    }
  }

  @Test
  void valuesThatAreNotFiniteAreErrors() {
    byte[] logarithm =
        OnnxFile.withInput("x", 3, 2, 3).node("Log", List.of("x"), "y").output("y").bytes();
    ModelFiles files = Models.of(CARD.formatted("size = [3, 2]", ""), logarithm);
    try (Picture picture = Models.picture(3, 2, 3, PIXELS)) {
      Prediction prediction = Models.predict(files, picture);
      assertEquals("output is not finite", prediction.error());
      assertNull(prediction.image());
    }
  }

  @Test
  void aCardThatDoesNotFitSaysSo() {
    String size = "size = [3, 2]";
    assertError("with 1, 3 or 4 channels", CARD.formatted(size, ""), identity(3, 2, 3), "Flatten");
    assertError(
        "alpha is one channel", CARD.formatted(size, "image.result = alpha"), identity(3, 2, 3));
    assertError(
        "needs the whole picture",
        CARD.formatted(size + ", channels = gray, resize = crop", "image.result = alpha"),
        identity(1, 2, 3));
    assertError("is no range", CARD.formatted(size, "image.range = [1, 0]"), identity(3, 2, 3));
    assertError(
        "outputs has more than image",
        CARD.formatted(size, "outputs.embedding = y"),
        identity(3, 2, 3));
    assertError(
        "outputs.image is missing",
        CARD.formatted(size, "").replace("outputs.image", "outputs.embedding"),
        identity(3, 2, 3));
    assertError(
        "outputs.image goes with task = image alone",
        CARD.formatted(size, "outputs.embedding = y").replace("task = image", "task = embedding"),
        identity(3, 2, 3));
  }

  private static void assertError(String part, String card, byte[] network, String... flattened) {
    byte[] bytes = flattened.length == 0 ? network : flat();
    UserError error =
        assertThrows(UserError.class, () -> Network.load(Models.of(card, bytes), 1).close());
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private static byte[] flat() {
    return OnnxFile.withInput("x", 3, 2, 3).node("Flatten", List.of("x"), "y").output("y").bytes();
  }

  private static byte[] identity(int... sides) {
    return OnnxFile.withInput("x", sides).node("Identity", List.of("x"), "y").output("y").bytes();
  }

  private static EncodedImage encoded(String input, String block, byte[] network) {
    try (Picture picture = Models.picture(3, 2, 3, PIXELS)) {
      return encode(Models.of(CARD.formatted(input, block), network), picture);
    }
  }

  private static EncodedImage encode(ModelFiles files, Picture picture) {
    Prediction prediction = Models.predict(files, picture);
    assertNull(prediction.error());
    return prediction.image().encode(picture);
  }

  private static int[] rgb(int[] bgr) {
    return IntStream.range(0, bgr.length).map(i -> bgr[i / 3 * 3 + 2 - i % 3]).toArray();
  }

  private static int[] pixels(EncodedImage image, int width, int height, int channels)
      throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.png()));
    assertEquals(List.of(width, height), List.of(image.width(), image.height()));
    assertEquals(List.of(width, height), List.of(read.getWidth(), read.getHeight()));
    assertEquals(channels, read.getRaster().getNumBands());
    return read.getRaster().getPixels(0, 0, width, height, (int[]) null);
  }
}
