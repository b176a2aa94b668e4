package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZernikeMomentsTest extends FeatureExtractorContractTest {
  private static final ZernikeMoments DEFAULTS = new ZernikeMoments(8, 0, ZernikeCenter.PICTURE);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(DEFAULTS, new ZernikeMoments(5, 20, ZernikeCenter.MASS));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 4", "3, 6", "8, 25", "20, 121"})
  void lengthIsThePairsOfTheDegree(int degree, int length) {
    assertEquals(
        length, new ZernikeMoments(degree, 0, ZernikeCenter.PICTURE).length(Input.ORIGINAL));
  }

  /**
   * All weight at ρ = 1 on the x axis, in a disk of radius 1 around the middle of three pixels: f
   * is 1 there. R_nl(1) = 1, so every moment is (n + 1)/π.
   */
  @Test
  void handWorkedPoint() {
    try (Picture point = Pictures.gray(new int[][] {{0, 0, 77}})) {
      float[] moments = vector(new ZernikeMoments(3, 1, ZernikeCenter.PICTURE), point);
      double[] orders = {1, 2, 3, 3, 4, 4};
      for (int i = 0; i < orders.length; i++) {
        assertEquals(orders[i] / Math.PI, moments[i], 1e-6, "moment " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"PICTURE, zernike_center_fixed", "MASS, zernike_center_of_mass"})
  void goldenMoments(ZernikeCenter center, String key) {
    Golden golden = new Golden("moments.json");
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected = golden.of(id).get(size).get(key);
                try (Picture picture = Golden.picture(id, size)) {
                  float[] actual = vector(new ZernikeMoments(8, 0, center), picture);
                  assertEquals(expected.size(), actual.length);
                  for (int i = 0; i < actual.length; i++) {
                    double value = expected.get(i).asDouble();
                    // A float holds 6e-8 of a value.
                    assertEquals(value, actual[i], 1e-8 + 6e-8 * value, id + " " + i);
                  }
                }
              });
    }
  }

  /** Straight from the definition, on an odd rectangle, to the highest degree. */
  @Test
  void definitionTermByTerm() {
    try (Picture picture = Pictures.noise(31, 24, 1, 6)) {
      float[] actual = vector(new ZernikeMoments(20, 0, ZernikeCenter.PICTURE), picture);
      int next = 0;
      for (int n = 0; n <= 20; n++) {
        for (int l = n % 2; l <= n; l += 2) {
          assertEquals(naive(picture, n, l), actual[next], 2e-6, n + ", " + l);
          next++;
        }
      }
    }
  }

  /** A quarter turn is exact on a square. */
  @Test
  void rotationChangesNothing() {
    try (Picture picture = Pictures.noise(33, 33, 1, 7);
        Mat turned = new Mat()) {
      opencv_core.rotate(picture.gray(), turned, 0);
      try (Picture other = Picture.of(turned.clone())) {
        assertArrayEquals(vector(DEFAULTS, picture), vector(DEFAULTS, other), 1e-6f);
      }
    }
  }

  @Test
  void blackPicturesAreAllZero() {
    try (Picture black = Pictures.flat(10, 10, 1, 0)) {
      assertArrayEquals(new float[25], vector(DEFAULTS, black));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          21 | 0 | degree = 21 is out of range; give 0 to 20
          -1 | 0 | degree = -1 is out of range; give 0 to 20
          8 | -1 | radius = -1.0 is out of range; give 0 to 16384.0 pixels
          8 | NaN | radius = NaN is out of range; give 0 to 16384.0 pixels
          """)
  void parametersOutOfRange(int degree, double radius, String message) {
    UserError error =
        assertThrows(
            UserError.class, () -> new ZernikeMoments(degree, radius, ZernikeCenter.PICTURE));
    assertEquals(message, error.getMessage());
  }

  private static double naive(Picture picture, int n, int l) {
    byte[] samples = new byte[picture.width() * picture.height()];
    picture.gray().data().get(samples);
    double radius = Math.min(picture.width(), picture.height()) / 2.0;
    double mass = 0;
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < samples.length; i++) {
      double x = i % picture.width() - (picture.width() - 1) / 2.0;
      double y = Math.floorDiv(i, picture.width()) - (picture.height() - 1) / 2.0;
      double rho = Math.hypot(x, y) / radius;
      if (rho <= 1) {
        double f = samples[i] & 0xFF;
        mass += f;
        cosine += f * radial(n, l, rho) * Math.cos(l * Math.atan2(y, x));
        sine += f * radial(n, l, rho) * Math.sin(l * Math.atan2(y, x));
      }
    }
    return (n + 1) / Math.PI * Math.hypot(cosine, sine) / mass;
  }

  /**
   * By recurrence from Jacobi polynomials: R_nl(ρ) = (-1)^k ρ^l P_k^(l,0)(1 - 2ρ²), k = (n - l)/2.
   */
  private static double radial(int n, int l, double rho) {
    int k = (n - l) / 2;
    double x = 1 - 2 * rho * rho;
    double before = 1;
    double now = k == 0 ? 1 : (l + (l + 2) * x) / 2;
    for (int i = 2; i <= k; i++) {
      double a = 2.0 * i * (i + l) * (2 * i + l - 2);
      double b = (2 * i + l - 1) * ((2.0 * i + l) * (2 * i + l - 2) * x + (double) l * l);
      double c = 2.0 * (i + l - 1) * (i - 1) * (2 * i + l);
      double next = (b * now - c * before) / a;
      before = now;
      now = next;
    }
    return (k % 2 == 0 ? 1 : -1) * Math.pow(rho, l) * now;
  }
}
