package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every extractor promises; the test of each one extends this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FeatureExtractorContractTest {

  /** The recipes to test: the defaults, and others that take other paths. */
  abstract Stream<FeatureExtractor> recipes();

  /** How often memory is looked for; fewer for slow extractors, at least 100. */
  int extractions() {
    return 2000;
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void describesPicturesOfEverySize(FeatureExtractor recipe) {
    int[][] sizes = {{1, 1}, {1, 7}, {7, 1}, {2, 3}, {37, 53}, {129, 127}, {5000, 1}, {1, 5000}};
    for (int[] size : sizes) {
      for (int channels : new int[] {1, 3}) {
        try (Picture picture = Pictures.noise(size[0], size[1], channels, 7)) {
          assertFinite(vector(recipe, picture));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void describesFlatPictures(FeatureExtractor recipe) {
    for (int value : new int[] {0, 255}) {
      for (int channels : new int[] {1, 3}) {
        try (Picture picture = Pictures.flat(40, 30, channels, value)) {
          assertFinite(vector(recipe, picture));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void grayIsColorWithThreeEqualChannels(FeatureExtractor recipe) {
    try (Picture gray = Pictures.noise(128, 128, 1, 3);
        Picture color = Picture.of(gray.bgr().clone())) {
      assertArrayEquals(vector(recipe, gray), vector(recipe, color));
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void doesNotDependOnWorkerOrEarlierPictures(FeatureExtractor recipe) {
    Input input = recipe.defaultInput();
    try (Picture first = Pictures.noise(60, 50, 3, 1);
        Picture second = Pictures.noise(90, 20, 3, 2);
        FeatureExtractor.Worker worker = open(recipe, input)) {
      float[] expected = vector(recipe, first);
      float[] actual = new float[expected.length];
      worker.extract(first.view(input), actual);
      assertArrayEquals(expected, actual);
      worker.extract(second.view(input), actual);
      assertArrayEquals(vector(recipe, second), actual);
      worker.extract(first.view(input), actual);
      assertArrayEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void isTheSameAfterSerialization(FeatureExtractor recipe) throws Exception {
    FeatureExtractor copy = copy(recipe);
    assertEquals(recipe, copy);
    try (Picture picture = Pictures.noise(64, 48, 3, 4)) {
      assertArrayEquals(vector(recipe, picture), vector(copy, picture));
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void setsEveryValue(FeatureExtractor recipe) {
    Input input = recipe.defaultInput();
    try (Picture picture = Pictures.noise(50, 50, 3, 5);
        FeatureExtractor.Worker worker = open(recipe, input)) {
      float[] vector = new float[recipe.length(input)];
      Arrays.fill(vector, Float.NaN);
      worker.extract(picture.view(input), vector);
      assertArrayEquals(vector(recipe, picture), vector);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void readsMatricesWithGapsBetweenRows(FeatureExtractor recipe) {
    try (Picture whole = Pictures.noise(140, 128, 1, 6);
        Mat narrow =
            new Mat(128, 128, opencv_core.CV_8UC1, whole.gray().data(), whole.gray().step());
        Picture copy = Picture.of(narrow.clone());
        Picture part = Picture.of(narrow)) {
      assertArrayEquals(vector(recipe, copy), vector(recipe, part));
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void refusesVectorsOfAnotherLength(FeatureExtractor recipe) {
    Input input = recipe.defaultInput();
    int length = recipe.length(input);
    try (Picture picture = Pictures.noise(20, 20, 3, 1);
        FeatureExtractor.Worker worker = open(recipe, input)) {
      for (int wrong : new int[] {length - 1, length + 1}) {
        IllegalArgumentException error =
            assertThrows(
                IllegalArgumentException.class,
                () -> worker.extract(picture.view(input), new float[wrong]));
        assertTrue(error.getMessage().contains(length + " values"), error.getMessage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void refusesPicturesOfAnotherSizeThanOpenedFor(FeatureExtractor recipe) {
    Input input = recipe.defaultInput();
    if (!input.isSized()) {
      return;
    }
    try (Picture picture = Pictures.noise(input.width() + 1, input.height(), 1, 1);
        FeatureExtractor.Worker worker = open(recipe, input)) {
      float[] vector = new float[recipe.length(input)];
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> worker.extract(picture, vector));
      assertTrue(error.getMessage().contains(picture.width() + " by"), error.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void drawsWhatItSees(FeatureExtractor recipe) {
    int[][] sizes = {{1, 1}, {500, 3}, {40, 30}};
    for (int[] size : sizes) {
      try (Picture picture = Pictures.noise(size[0], size[1], 3, 7)) {
        Picture view = picture.view(recipe.defaultInput());
        try (Picture drawing = recipe.draw(view, vector(recipe, picture))) {
          assertFalse(drawing.isGray());
          assertTrue(drawing.height() >= Drawing.SIDE, drawing.height() + " rows");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void keepsNoNativeMemory(FeatureExtractor recipe) {
    Input input = recipe.defaultInput();
    try (Picture picture = Pictures.noise(128, 128, 3, 8)) {
      int often = extractions();
      extractOften(recipe, input, picture, often / 10);
      long owned = Pointer.totalBytes();
      long resident = Pointer.physicalBytes();
      extractOften(recipe, input, picture, often);
      long kept = Pointer.totalBytes() - owned;
      assertTrue(kept <= 0, kept + " bytes of native memory were not freed");
      long growth = Pointer.physicalBytes() - resident;
      assertTrue(growth < 48L << 20, "resident memory grew by " + growth + " bytes");
    }
  }

  /** The vector that a fresh worker computes. */
  static float[] vector(FeatureExtractor recipe, Picture picture) {
    return vector(recipe, recipe.defaultInput(), picture);
  }

  /** The same for another input. */
  static float[] vector(FeatureExtractor recipe, Input input, Picture picture) {
    float[] vector = new float[recipe.length(input)];
    try (FeatureExtractor.Worker worker = open(recipe, input)) {
      worker.extract(picture.view(input), vector);
    }
    return vector;
  }

  /** A worker, with words drawn at random where the recipe needs a vocabulary. */
  static FeatureExtractor.Worker open(FeatureExtractor recipe, Input input) {
    return recipe instanceof TrainedExtractor trained
        ? trained.open(input, Vocabularies.random(trained.vocabulary(), 1))
        : recipe.open(input);
  }

  private static void extractOften(
      FeatureExtractor recipe, Input input, Picture picture, int times) {
    float[] vector = new float[recipe.length(input)];
    for (int worker = 0; worker < 10; worker++) {
      try (FeatureExtractor.Worker open = open(recipe, input)) {
        for (int i = 0; i < times / 10; i++) {
          open.extract(picture.view(input), vector);
        }
      }
    }
  }

  private static FeatureExtractor copy(FeatureExtractor recipe)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(recipe);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (FeatureExtractor) in.readObject();
    }
  }

  private static void assertFinite(float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      assertTrue(Float.isFinite(vector[i]), "value " + i + " is " + vector[i]);
    }
  }
}
