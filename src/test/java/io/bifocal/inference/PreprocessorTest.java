package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.BatchSize;
import io.bifocal.conf.Names;
import io.bifocal.image.Picture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  void stretchMayCutItsCentre() {
    // Of four by four, which every other column and all rows make, the middle.
    assertTensor(
        new float[] {13, 15, 23, 25},
        "size = 2, channels = gray, scale = 1, crop-fraction = 0.5, interpolation = nearest",
        new int[] {1, 2, 2},
        Models.picture(
            8, 4, 1, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26,
            27, 28, 31, 32, 33, 34, 35, 36, 37, 38));
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

  /**
   * As Ultralytics' LetterBox does it: r = min(new_h / h, new_w / w); size round(w * r), round(h *
   * r); left round(dw - 0.1), top round(dh - 0.1) with dw, dh half of what is left, by Python.
   */
  @ParameterizedTest
  @CsvSource({
    "1280, 720, 640, 640, 0, 140, 640, 360",
    "500, 375, 640, 640, 0, 80, 640, 480",
    "333, 500, 640, 640, 107, 0, 426, 640",
    "641, 480, 640, 640, 0, 80, 640, 479",
    "100, 99, 640, 640, 0, 3, 640, 634",
    "810, 1080, 640, 480, 140, 0, 360, 480",
    // Where Ultralytics fails: there is always something to see.
    "7, 1000, 32, 32, 15, 0, 1, 32"
  })
  void fitIsYolosLetterbox(
      int width, int height, int across, int down, int left, int top, int newWidth, int newHeight) {
    int[] white = new int[width * height];
    Arrays.fill(white, 255);
    String size = "preset = yolo, channels = gray, size = [" + across + ", " + down + "]";
    for (String interpolation : List.of("linear", "bilinear-antialiased")) {
      ModelInput input = input(size + ", interpolation = " + interpolation);
      try (Picture picture = Models.picture(width, height, 1, white);
          Preprocessor preprocessor = new Preprocessor(input);
          FloatPointer tensor = new FloatPointer(input.values())) {
        Placement placement = preprocessor.write(picture, tensor);
        float[] expected = new float[input.values()];
        Arrays.fill(expected, 114 / 255f);
        for (int y = top; y < top + newHeight; y++) {
          Arrays.fill(expected, y * across + left, y * across + left + newWidth, 1);
        }
        assertArrayEquals(expected, values(tensor), ROUNDING);
        assertEquals(
            new Placement(
                width, height, (double) newWidth / width, (double) newHeight / height, left, top),
            placement);
      }
    }
  }

  /** A bright dot is found where the placement says that it is. */
  @ParameterizedTest
  @MethodSource("waysToResize")
  void placementLeadsFromThePictureToTheInputAndBack(String resize, String interpolation) {
    ModelInput input =
        input(
            "size = [61, 48], channels = gray, resize = "
                + resize
                + ", interpolation = "
                + interpolation);
    for (int[] size : new int[][] {{100, 75}, {75, 100}, {61, 48}, {37, 29}, {150, 50}}) {
      int side = 9;
      int left = size[0] / 2 - 6;
      int top = size[1] / 2 + 3;
      int[] pixels = new int[size[0] * size[1]];
      for (int y = top; y < top + side; y++) {
        Arrays.fill(pixels, y * size[0] + left, y * size[0] + left + side, 255);
      }
      try (Picture picture = Models.picture(size[0], size[1], 1, pixels);
          Preprocessor preprocessor = new Preprocessor(input);
          FloatPointer tensor = new FloatPointer(input.values())) {
        Placement placement = preprocessor.write(picture, tensor);
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        float[] values = values(tensor);
        for (int i = 0; i < values.length; i++) {
          int row = i / input.width();
          sum += values[i];
          sumX += values[i] * (i % input.width() + 0.5);
          sumY += values[i] * (row + 0.5);
        }
        // OpenCV's nearest takes the upper left of the pixels that would do.
        double tolerance = interpolation.equals("nearest") ? 1 : 0.2;
        double x = (sumX / sum - placement.left()) / placement.scaleX();
        double y = (sumY / sum - placement.top()) / placement.scaleY();
        assertEquals(left + side / 2.0, x, tolerance / Math.min(1, placement.scaleX()));
        assertEquals(top + side / 2.0, y, tolerance / Math.min(1, placement.scaleY()));
        assertEquals(size[0], placement.width());
        assertEquals(size[1], placement.height());
      }
    }
  }

  static Stream<Arguments> waysToResize() {
    // With 0.96 no picture grows in one direction and shrinks in the other, where OpenCV's area is
    // half a pixel off.
    return Stream.of("stretch", "stretch, crop-fraction = 0.96", "crop, crop-fraction = 0.8", "fit")
        .flatMap(
            resize ->
                Arrays.stream(Interpolation.values())
                    .map(interpolation -> Arguments.of(resize, Names.kebab(interpolation))));
  }

  @Test
  void aFlippedPictureIsAveragedWithItself() {
    assertTensor(
        new float[] {2, 2, 5.5f, 5.5f},
        "size = 2, channels = gray, scale = 1, augmentation = flip",
        new int[] {1, 2, 2},
        Models.picture(2, 2, 1, 1, 3, 4, 7));
    assertTensor(
        new float[] {2, 2, 5.5f, 5.5f},
        "size = 2, channels = gray, scale = 1, layout = nhwc, augmentation = flip",
        new int[] {2, 2, 1},
        Models.picture(2, 2, 1, 1, 3, 4, 7));
  }

  @ParameterizedTest
  @CsvSource({"linear", "bilinear-antialiased"})
  void fiveCropsAreTheCentreAndTheCorners(String interpolation) {
    // Four rows of 1 2 3 4 5 6 7 8, 11 to 18, 21 to 28, 31 to 38: nothing is scaled.
    int[] pixels = new int[32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i / 8 * 10 + i % 8 + 1;
    }
    String input =
        "size = 2, channels = gray, scale = 1, resize = crop, crop-fraction = 0.5, interpolation = "
            + interpolation
            + ", augmentation = ";
    // Upper left corners of the crops: 14, 1, 7, 21, 27.
    assertTensor(
        new float[] {14, 15, 24, 25},
        input + "five-crops",
        new int[] {1, 2, 2},
        Models.picture(8, 4, 1, pixels));
    assertTensor(
        new float[] {14.5f, 14.5f, 24.5f, 24.5f},
        input + "ten-crops",
        new int[] {1, 2, 2},
        Models.picture(8, 4, 1, pixels));
  }

  /** Crops of very long pictures are taken at their ends too. */
  @ParameterizedTest
  @CsvSource({"area", "bilinear-antialiased"})
  void cornersOfALongPicture(String interpolation) {
    int width = 3000;
    int[] pixels = new int[width * 2];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      pixels[i] = x < 1000 ? 10 : x < 2000 ? 40 : 80;
    }
    ModelInput input =
        input(
            "size = 4, channels = gray, scale = 1, resize = crop, crop-fraction = 0.5,"
                + " augmentation = five-crops, interpolation = "
                + interpolation);
    try (Picture picture = Models.picture(width, 2, 1, pixels);
        Preprocessor preprocessor = new Preprocessor(input);
        FloatPointer tensors = new FloatPointer(5L * input.values())) {
      float[] expected = {40, 10, 80, 10, 80};
      preprocessor.write(picture, tensors);
      for (int i = 0; i < 5 * 16; i++) {
        assertEquals(expected[i / 16], tensors.get(i), "view " + i / 16);
      }
    }
  }

  @Test
  void viewsStayWithTheirPicture() {
    String card = card("size = 2, channels = gray, scale = 1, augmentation = flip");
    try (Network network = Network.load(Models.of(card, Models.flatten(1, 2, 2)), 1);
        Network.Worker worker = network.open(new BatchSize(3))) {
      for (int i = 0; i < 3; i++) {
        try (Picture picture = Models.picture(2, 2, 1, i, i + 2, 0, 10 * i)) {
          assertEquals(i == 2, worker.add(picture));
        }
      }
      List<Prediction> predictions = worker.run();
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(new float[] {i + 1, i + 1, 5 * i, 5 * i}, predictions.get(i).embedding());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("longPictures")
  void anyProportionsGiveATensor(String resize, String interpolation, int width, int height) {
    ModelInput input =
        input(
            "size = 224, channels = gray, resize = "
                + resize
                + ", interpolation = "
                + interpolation);
    try (Picture picture = Models.picture(width, height, 1, new int[width * height]);
        Preprocessor preprocessor = new Preprocessor(input);
        FloatPointer tensor = new FloatPointer(input.values())) {
      tensor.fill(7);
      preprocessor.write(picture, tensor);
      assertArrayEquals(new float[input.values()], values(tensor));
    }
  }

  static Stream<Arguments> longPictures() {
    return waysToResize()
        .flatMap(
            way ->
                Stream.of(new int[] {1, 1}, new int[] {60_000, 1}, new int[] {1, 60_000})
                    .map(size -> Arguments.of(way.get()[0], way.get()[1], size[0], size[1])));
  }

  private static void assertTensor(float[] expected, String input, int[] sides, Picture picture) {
    try (picture) {
      Prediction prediction =
          Models.predict(Models.of(card(input), Models.flatten(sides)), picture);
      assertEquals(null, prediction.error());
      assertArrayEquals(expected, prediction.embedding(), ROUNDING);
    }
  }

  private static float[] values(FloatPointer tensor) {
    float[] values = new float[(int) tensor.capacity()];
    tensor.get(values);
    return values;
  }

  private static ModelInput input(String input) {
    return CardFile.parse("f", card(input).getBytes(StandardCharsets.UTF_8)).input();
  }

  private static String card(String input) {
    return "task = embedding, outputs.embedding = vector, input { " + input + " }";
  }
}
