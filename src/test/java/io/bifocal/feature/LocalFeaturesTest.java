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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                expected
                    .get("top5_xy_size_angle")
                    .forEach(place -> assertFound(place, keypoints, count, id));
              }
            });
  }

  private static void assertFound(JsonNode place, float[] keypoints, int count, String id) {
    boolean found = false;
    for (int i = 0; i < count * VALUES; i += VALUES) {
      double difference = 0;
      for (int k = 0; k < place.size(); k++) {
        difference = Math.max(difference, Math.abs(place.get(k).asDouble() - keypoints[i + k]));
      }
      found |= difference < 1e-3;
    }
    assertTrue(found, id + " has none at " + place);
  }

  /**
   * The strongest keypoint, the sum of all descriptors and the sum of its own one, value i times i
   * mod 7 + 1, by detectAndCompute of Python's cv2 4.14, bits by numpy's unpackbits (bitorder
   * "little").
   */
  @ParameterizedTest
  @CsvSource({
    "SIFT, im_ascent_0, 132, 105.24339, 64.302498, 2.791609, 63.409557, 0.080231443, 15205119,"
        + " 441190, 12250",
    "ORB, im_ascent_0, 100, 68, 47, 31, 96.200012, 0.0012889476, 0, 13728, 568",
    "AKAZE, im_ascent_0, 23, 67.055969, 50.987087, 5.7081943, 136.44676, 0.0045458442, 0, 5351,"
        + " 864",
    "SIFT, im_grass_0, 345, 30.682459, 75.035912, 2.388469, 71.381897, 0.063176423, 3932927,"
        + " 1351295, 15785",
    "ORB, im_grass_0, 243, 31, 75, 31, 343.42636, 0.0011006346, 0, 31610, 528",
    "AKAZE, im_grass_0, 45, 94.15435, 95.541801, 4.8, 81.672691, 0.0048368606, 0, 11014, 1043",
  })
  void goldenDescriptors(
      LocalDetector detector,
      String id,
      int count,
      float x,
      float y,
      float size,
      float angle,
      float response,
      float octave,
      double sum,
      double weighted) {
    try (Picture picture = Golden.picture(id, "g128");
        LocalFeatures features = LocalFeatures.open(detector, 500)) {
      assertEquals(count, features.detect(picture));
      float[] strongest = Arrays.copyOf(features.keypoints(), VALUES);
      assertArrayEquals(new float[] {x, y, size, angle, response, octave}, strongest, 1e-3f);
      assertEquals(response, strongest[RESPONSE], 1e-5 * response);
      float[] descriptors = features.descriptors();
      double all = 0;
      for (int i = 0; i < count * detector.length(); i++) {
        all += descriptors[i];
      }
      double first = 0;
      for (int i = 0; i < detector.length(); i++) {
        first += descriptors[i] * (i % 7 + 1);
      }
      // SIFT rounds its values, which vector instructions of other processors may tip over.
      assertEquals(sum, all, detector == LocalDetector.SIFT ? 1e-4 * sum : 0);
      assertEquals(weighted, first, detector == LocalDetector.SIFT ? 1e-3 * weighted : 0);
    }
  }

  /** A Gaussian blob of standard deviation s is found where it is, as large as 2 s. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 8})
  void blobsAreFoundWhereTheyAre(double sigma) {
    int[][] rows = new int[160][200];
    for (int y = 0; y < 160; y++) {
      for (int x = 0; x < 200; x++) {
        double square = (x - 70) * (x - 70) + (y - 90) * (y - 90);
        rows[y][x] = (int) Math.round(20 + 200 * Math.exp(-square / (2 * sigma * sigma)));
      }
    }
    try (Picture picture = Pictures.gray(rows);
        LocalFeatures features = LocalFeatures.open(LocalDetector.SIFT, 10)) {
      assertTrue(features.detect(picture) > 0);
      assertEquals(70, features.keypoints()[0], 0.3);
      assertEquals(90, features.keypoints()[1], 0.3);
      assertEquals(2 * sigma, features.keypoints()[2], 0.4 * sigma);
    }
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

  /** Noise repeated four by four: many keypoints have equals elsewhere. */
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
