package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuMomentsTest extends FeatureExtractorContractTest {
  private static final HuMoments DEFAULTS = new HuMoments(MomentWeights.GRAY, HuVariant.OPENCV);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new HuMoments(MomentWeights.OTSU, HuVariant.SKIMAGE));
  }

  @Test
  void lengthIsSeven() {
    assertEquals(7, DEFAULTS.length(Input.ORIGINAL));
  }

  /**
   * Two bright pixels side by side: mass 200, centre between them, second moment along x 200/4 =
   * 50, divided by 200²: 0.00125; the sum of both axes, and the square of their difference.
   */
  @Test
  void handWorkedPair() {
    try (Picture pair = Pictures.gray(new int[][] {{0, 100, 100, 0}})) {
      float[] hu = vector(DEFAULTS, pair);
      assertEquals(0.00125, hu[0], 1e-9);
      assertEquals(0.00125 * 0.00125, hu[1], 1e-12);
      assertEquals(0, hu[2], 1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"GRAY, hu_gray", "OTSU, hu_otsu_binary"})
  void goldenMoments(MomentWeights weights, String key) {
    Golden golden = new Golden("moments.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(size).get(key);
                try (Picture picture = Golden.picture(id, size)) {
                  float[] opencv = vector(new HuMoments(weights, HuVariant.OPENCV), picture);
                  float[] skimage = vector(new HuMoments(weights, HuVariant.SKIMAGE), picture);
                  for (int i = 0; i < 6; i++) {
                    double value = expected.get(i).asDouble();
                    assertEquals(value, opencv[i], 1e-6 * Math.abs(value) + 1e-30, id + " " + i);
                    assertEquals(opencv[i], skimage[i]);
                  }
                  double last = expected.get(6).asDouble();
                  double scale = Math.abs(expected.get(2).asDouble() * expected.get(3).asDouble());
                  assertEquals(last, opencv[6], 1e-6 * Math.max(scale, 1e-20), id);
                  assertEquals(-opencv[6], skimage[6]);
                }
              });
    }
  }

  /** Turned by a quarter and moved, a shape keeps its moments; mirrored, the last changes sign. */
  @Test
  void rotationAndTranslationChangeNothing() {
    int[][] shape = new int[40][40];
    int[][] turned = new int[40][40];
    int[][] mirrored = new int[40][40];
    for (int y = 5; y < 25; y++) {
      for (int x = 5; x < 12 + y / 3; x++) {
        int value = 50 + 7 * x + (x > 8 && y > 15 ? 60 : 0);
        shape[y][x] = value;
        turned[x + 3][38 - y] = value;
        mirrored[y][39 - x] = value;
      }
    }
    try (Picture first = Pictures.gray(shape);
        Picture second = Pictures.gray(turned);
        Picture third = Pictures.gray(mirrored)) {
      float[] expected = vector(DEFAULTS, first);
      float[] rotated = vector(DEFAULTS, second);
      float[] reflected = vector(DEFAULTS, third);
      for (int i = 0; i < 7; i++) {
        assertEquals(expected[i], rotated[i], 1e-5 * Math.abs(expected[i]), "moment " + i);
        float sign = i == 6 ? -1 : 1;
        assertEquals(sign * expected[i], reflected[i], 1e-5 * Math.abs(expected[i]), "moment " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MomentWeights.class)
  void blackPicturesAreAllZero(MomentWeights weights) {
    try (Picture black = Pictures.flat(10, 10, 1, 0)) {
      assertArrayEquals(new float[7], vector(new HuMoments(weights, HuVariant.OPENCV), black));
    }
  }

  /**
   * Otsu's threshold of a flat picture is 0, so that all of its 3 by 2 pixels weigh 1: second
   * moments 6 (9 - 1)/12 = 4 along x and 6 (4 - 1)/12 = 1.5 along y, divided by 6²; their sum, and
   * the square of their difference; nothing is skew.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128, 255})
  void flatPicturesThatAreNotBlackCountWhole(int value) {
    try (Picture flat = Pictures.flat(3, 2, 1, value)) {
      float[] hu = vector(new HuMoments(MomentWeights.OTSU, HuVariant.OPENCV), flat);
      assertEquals(5.5 / 36, hu[0], 1e-8);
      assertEquals(2.5 * 2.5 / (36 * 36), hu[1], 1e-9);
      for (int i = 2; i < 7; i++) {
        assertEquals(0, hu[i], 1e-12, "moment " + i);
      }
    }
  }
}
