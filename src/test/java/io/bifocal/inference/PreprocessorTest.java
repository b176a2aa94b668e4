package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What arrives at a network, seen through one that gives back its input. */
class PreprocessorTest {
  private static final float ROUNDING = 1e-6f;
  private static final int WIDTH = 3;
  private static final int HEIGHT = 2;

  /** Blue, green and red of three by two pixels. */
  private static final int[] PIXELS = {
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 200, 250, 255
  };

  @ParameterizedTest
  @CsvSource({"nchw, rgb", "nchw, bgr", "nhwc, rgb", "nhwc, bgr"})
  void layoutChannelsMeanAndStd(String layout, String channels) {
    double[] mean = {0.485, 0.456, 0.406};
    double[] std = {0.229, 0.224, 0.225};
    boolean planar = layout.equals("nchw");
    float[] expected = new float[PIXELS.length];
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        int value = PIXELS[pixel * 3 + (channels.equals("rgb") ? 2 - channel : channel)];
        int index = planar ? channel * WIDTH * HEIGHT + pixel : pixel * 3 + channel;
        expected[index] = (float) ((value / 255.0 - mean[channel]) / std[channel]);
      }
    }
    String input =
        "size = [3, 2], mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225], layout = "
            + layout
            + ", channels = "
            + channels;
    int[] sides = planar ? new int[] {3, HEIGHT, WIDTH} : new int[] {HEIGHT, WIDTH, 3};
    assertTensor(expected, input, sides, Models.picture(WIDTH, HEIGHT, 3, PIXELS));
  }

  @ParameterizedTest
  @CsvSource({"nchw", "nhwc"})
  void grayIsLuma(String layout) {
    float[] expected = new float[WIDTH * HEIGHT];
    for (int i = 0; i < expected.length; i++) {
      double luma = 0.114 * PIXELS[3 * i] + 0.587 * PIXELS[3 * i + 1] + 0.299 * PIXELS[3 * i + 2];
      expected[i] = Math.round(luma) - 7;
    }
    int[] sides =
        layout.equals("nchw") ? new int[] {1, HEIGHT, WIDTH} : new int[] {HEIGHT, WIDTH, 1};
    assertTensor(
        expected,
        "size = [3, 2], channels = gray, scale = 1, mean = 7, layout = " + layout,
        sides,
        Models.picture(WIDTH, HEIGHT, 3, PIXELS));
  }

  @Test
  void aGrayPictureHasThreeEqualChannels() {
    assertTensor(
        new float[] {1, 2, 1, 2, 1, 2},
        "size = [2, 1], scale = 1",
        new int[] {3, 1, 2},
        Models.picture(2, 1, 1, 1, 2));
  }

  @Test
  void stretchChangesEachSideOnItsOwn() {
    assertTensor(
        new float[] {1, 1, 5, 5},
        "size = [4, 1], channels = gray, scale = 1, interpolation = nearest",
        new int[] {1, 1, 4},
        Models.picture(2, 1, 1, 1, 5));
    assertTensor(
        new float[] {20},
        "size = 1, channels = gray, scale = 1, interpolation = area",
        new int[] {1, 1, 1},
        Models.picture(2, 2, 1, 0, 10, 20, 50));
  }

  @Test
  void cropCutsTheCentreOfWhatCovers() {
    // Half of four rows is two: nothing is scaled, columns 3 and 4 of rows 1 and 2 remain.
    int[] pixels = new int[32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    assertTensor(
        new float[] {11, 12, 19, 20},
        "size = 2, channels = gray, scale = 1, resize = crop, crop-fraction = 0.5",
        new int[] {1, 2, 2},
        Models.picture(8, 4, 1, pixels));
    // Of four rows of two, the middle two cover four by two in nothing but width.
    assertTensor(
        new float[] {2, 2, 4, 4, 2, 2, 4, 4},
        "size = [4, 2], channels = gray, scale = 1, resize = crop, interpolation = nearest",
        new int[] {1, 2, 4},
        Models.picture(2, 3, 1, 0, 0, 2, 4, 9, 9));
  }

  @Test
  void fitKeepsTheProportionsAndPads() {
    assertTensor(
        new float[] {9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9},
        "size = 4, channels = gray, scale = 1, resize = fit, pad = 9",
        new int[] {1, 4, 4},
        Models.picture(4, 2, 1, 1, 2, 3, 4, 5, 6, 7, 8));
    assertTensor(
        new float[] {0, 1, 0, 0, 5, 0, 0, 7, 0},
        "size = 3, channels = gray, scale = 1, resize = fit",
        new int[] {1, 3, 3},
        Models.picture(1, 3, 1, 1, 5, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "stretch, 1, 1",
    "crop, 1, 1",
    "fit, 1, 1",
    "stretch, 40000, 1",
    "crop, 40000, 1",
    "fit, 40000, 1",
    "stretch, 1, 40000",
    "crop, 1, 40000",
    "fit, 1, 40000"
  })
  void anyProportionsGiveATensor(String resize, int width, int height) {
    try (Picture picture = Models.picture(width, height, 1, new int[width * height])) {
      Prediction prediction =
          Models.predict(
              Models.of(
                  card("size = 224, channels = gray, resize = " + resize),
                  Models.flatten(1, 224, 224)),
              picture);
      assertArrayEquals(new float[224 * 224], prediction.embedding(), prediction.error());
    }
  }

  private static void assertTensor(float[] expected, String input, int[] sides, Picture picture) {
    try (picture) {
      Prediction prediction =
          Models.predict(Models.of(card(input), Models.flatten(sides)), picture);
      assertEquals(null, prediction.error());
      assertArrayEquals(expected, prediction.embedding(), ROUNDING);
    }
  }

  private static String card(String input) {
    return "task = embedding, outputs.embedding = vector, input { " + input + " }";
  }
}
