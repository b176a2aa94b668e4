package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalFeaturesTest {
  private static final int VALUES = LocalFeatures.KEYPOINT_VALUES;
  private static final int RESPONSE = 4;
  private static final int ALL = 100_000;

  @ParameterizedTest
  @EnumSource(names = {"SIFT", "ORB"})
  void goldenKeypoints(LocalDetector detector) {
    Golden golden = new Golden("keypoints.json");
    String key = detector == LocalDetector.SIFT ? "sift" : "orb";
    golden
        .ids()
        .forEach(
            id -> {
              JsonNode expected = golden.of(id).get("g128").get(key);
              try (Picture picture = Golden.picture(id, "g128");
                  LocalFeatures features =
                      LocalFeatures.open(detector, key.equals("orb") ? 500 : ALL)) {
                int count = features.detect(picture);
                assertEquals(expected.get("count").asInt(), count, id);
                float[] keypoints = features.keypoints();
                JsonNode responses = expected.get("top20_responses");
                for (int i = 0; i < responses.size(); i++) {
                  double response = responses.get(i).asDouble();
                  assertEquals(
                      response, keypoints[i * VALUES + RESPONSE], 1e-5 * Math.abs(response), id);
                }
                double sizes = 0;
                for (int i = 0; i < count; i++) {
                  sizes += keypoints[i * VALUES + 2];
                }
                double mean = expected.get("mean_size").asDouble();
                assertEquals(mean, sizes / count, 1e-5 * mean, id);
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void fewerAreTheStrongestOfAll(LocalDetector detector) {
    try (Picture picture = Golden.picture("im_grass_0", "g128");
        LocalFeatures all = LocalFeatures.open(detector, 500);
        LocalFeatures few = LocalFeatures.open(detector, 20)) {
      assertTrue(all.detect(picture) > 20);
      assertEquals(20, few.detect(picture));
      assertArrayEquals(
          Arrays.copyOf(all.keypoints(), 20 * VALUES), Arrays.copyOf(few.keypoints(), 20 * VALUES));
      int length = 20 * detector.length();
      assertArrayEquals(
          Arrays.copyOf(all.descriptors(), length), Arrays.copyOf(few.descriptors(), length));
    }
  }

  /** Noise repeated two by two: most keypoints have equals elsewhere. */
  @ParameterizedTest
  @EnumSource
  void equallyStrongOnesComeFromTopToBottom(LocalDetector detector) {
    int[][] rows = new int[256][256];
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        int h = ((x & 63) * 73_856_093) ^ ((y & 63) * 19_349_663);
        h ^= h >>> 7;
        rows[y][x] = (h * 0x9E3779B1) >>> 24;
      }
    }
    try (Picture picture = Pictures.gray(rows);
        LocalFeatures features = LocalFeatures.open(detector, 400)) {
      int count = features.detect(picture);
      assertTrue(count > 10, "found " + count);
      int ties = 0;
      float[] k = features.keypoints();
      for (int i = VALUES; i < count * VALUES; i += VALUES) {
        assertTrue(k[i - VALUES + RESPONSE] >= k[i + RESPONSE]);
        if (k[i - VALUES + RESPONSE] == k[i + RESPONSE]) {
          ties++;
          float before = k[i - VALUES + 1];
          float after = k[i + 1];
          assertTrue(before < after || (before == after && k[i - VALUES] <= k[i]));
        }
      }
      assertTrue(ties > 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void descriptorsAreInTheirRange(LocalDetector detector) {
    try (Picture picture = Golden.picture("im_ascent_0", "g128");
        LocalFeatures features = LocalFeatures.open(detector, 500)) {
      int count = features.detect(picture);
      double sum = 0;
      for (int i = 0; i < count * detector.length(); i++) {
        float value = features.descriptors()[i];
        assertTrue(value >= 0 && value <= (detector == LocalDetector.SIFT ? 255 : 1));
        assertEquals(Math.rint(value), value);
        sum += value;
      }
      assertTrue(sum > 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void picturesOfEverySize(LocalDetector detector) {
    int[] sides = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 16, 31, 62, 63, 64, 65, 80};
    try (LocalFeatures features = LocalFeatures.open(detector, 500)) {
      for (int width : sides) {
        for (int height : sides) {
          assertSound(features, width, height);
        }
      }
      for (int side : new int[] {1, 2, 5, 6, 9, 40, 63, 70}) {
        assertSound(features, 2000, side);
        assertSound(features, side, 2000);
      }
      try (Picture flat = Pictures.flat(100, 90, 3, 200)) {
        assertEquals(0, features.detect(flat));
      }
    }
  }

  @Test
  void keepsNoNativeMemory() {
    try (Picture picture = Golden.picture("im_ascent_0", "g64")) {
      detectOften(picture);
      long owned = Pointer.totalBytes();
      detectOften(picture);
      assertTrue(Pointer.totalBytes() <= owned);
    }
  }

  private static void detectOften(Picture picture) {
    for (LocalDetector detector : LocalDetector.values()) {
      for (int i = 0; i < 10; i++) {
        try (LocalFeatures features = LocalFeatures.open(detector, 50)) {
          features.detect(picture);
        }
      }
    }
  }

  private static void assertSound(LocalFeatures features, int width, int height) {
    try (Picture picture = Pictures.noise(width, height, 1, 5)) {
      int count = features.detect(picture);
      float[] first = Arrays.copyOf(features.keypoints(), count * VALUES);
      for (int i = 0; i < count * VALUES; i += VALUES) {
        assertTrue(first[i] >= 0 && first[i] <= width, width + " " + height + " x " + first[i]);
        assertTrue(first[i + 1] >= 0 && first[i + 1] <= height, width + " " + height + " y");
      }
      assertEquals(count, features.detect(picture));
      assertArrayEquals(first, Arrays.copyOf(features.keypoints(), count * VALUES));
    }
  }
}
