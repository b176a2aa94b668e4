package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceCountTest extends FeatureExtractorContractTest {

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        new FaceCount(FaceCascade.HAAR, 2, 3, 0.5), new FaceCount(FaceCascade.LBP, 1.5, 1, 0.4));
  }

  @Test
  void lengthIsTwo() {
    assertEquals(2, defaults(FaceCascade.HAAR).length(Input.ORIGINAL));
    assertEquals(2, defaults(FaceCascade.LBP).length(Input.of(64, 48)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"g128", "c128"})
  void findsTheAstronaut(String size) {
    try (Picture picture = Golden.picture("im_astronaut_0", size)) {
      float[] vector = vector(defaults(FaceCascade.HAAR), picture);
      assertEquals(1, vector[0]);
      assertTrue(vector[1] > 0.03 && vector[1] < 0.5, "area " + vector[1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsNoFaceInTextures(FaceCascade cascade) {
    for (String id : new String[] {"im_brick_0", "im_grass_0", "im_rocket_0"}) {
      try (Picture picture = Golden.picture(id, "g128")) {
        assertArrayEquals(new float[2], vector(defaults(cascade), picture), id);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsBothOfTwoFaces(FaceCascade cascade) {
    try (Picture one = enlarged("im_astronaut_0");
        Mat both = new Mat()) {
      opencv_core.hconcat(one.gray(), one.gray(), both);
      try (Picture two = Picture.of(both)) {
        // The seam between the pictures makes a false face of few windows.
        FaceCount strict = new FaceCount(cascade, 1.1, 6, 0.1);
        float[] single = vector(strict, one);
        float[] twice = vector(strict, two);
        assertEquals(1, single[0]);
        assertEquals(2, twice[0]);
        assertEquals(single[1] / 2, twice[1], 0.1 * single[1]);
      }
    }
  }

  @Test
  void smallFacesAreLeftOut() {
    try (Picture picture = Golden.picture("im_astronaut_0", "g128")) {
      FaceCount recipe = new FaceCount(FaceCascade.HAAR, 1.1, 3, 0.8);
      assertArrayEquals(new float[2], vector(recipe, picture));
    }
  }

  /** The cascade's window has 24 pixels; a picture of 23 holds none. */
  @Test
  void picturesSmallerThanTheWindow() {
    try (Picture picture = Pictures.noise(23, 400, 1, 1)) {
      assertArrayEquals(new float[2], vector(defaults(FaceCascade.HAAR), picture));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 3 | 0.1 | scale-factor = 1.0 is out of range; give 1.01 to 4.0",
        "NaN | 3 | 0.1 | scale-factor = NaN is out of range; give 1.01 to 4.0",
        "1.1 | 0 | 0.1 | neighbors = 0 is out of range; give 1 to 100",
        "1.1 | 3 | 1.5 | smallest = 1.5 is out of range; give 0.0 to 1.0",
        "1.1 | 3 | -0.1 | smallest = -0.1 is out of range; give 0.0 to 1.0",
      })
  void parametersOutOfRange(double scaleFactor, int neighbors, double smallest, String message) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> new FaceCount(FaceCascade.HAAR, scaleFactor, neighbors, smallest));
    assertEquals(message, error.getMessage());
  }

  private static FaceCount defaults(FaceCascade cascade) {
    return new FaceCount(cascade, 1.1, 3, 0.1);
  }

  /** Twice as large, since faces have to fill the larger of the two windows. */
  private static Picture enlarged(String id) {
    try (Picture picture = Golden.picture(id, "g128")) {
      return Picture.of(picture.view(Input.of(256, 256)).gray().clone());
    }
  }
}
