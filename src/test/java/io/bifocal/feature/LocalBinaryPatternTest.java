package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LocalBinaryPatternTest extends FeatureExtractorContractTest {
  private static final int[][] SMALL = {
    {1, 2, 3},
    {8, 5, 4},
    {7, 6, 9}
  };

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(
        new LocalBinaryPattern(8, 1, LbpMethod.UNIFORM),
        new LocalBinaryPattern(8, 1, LbpMethod.DEFAULT),
        new LocalBinaryPattern(16, 2, LbpMethod.ROTATION_INVARIANT),
        new LocalBinaryPattern(24, 3, LbpMethod.NRI_UNIFORM),
        new LocalBinaryPattern(5, 0.3, LbpMethod.UNIFORM),
        new LocalBinaryPattern(1, 64, LbpMethod.NRI_UNIFORM));
  }

  @ParameterizedTest
  @CsvSource({
    "UNIFORM, 1, 3",
    "UNIFORM, 8, 10",
    "UNIFORM, 24, 26",
    "NRI_UNIFORM, 1, 3",
    "NRI_UNIFORM, 8, 59",
    "NRI_UNIFORM, 16, 243",
    "DEFAULT, 8, 256",
    "DEFAULT, 16, 65536",
    "ROTATION_INVARIANT, 1, 2",
    "ROTATION_INVARIANT, 4, 6",
    "ROTATION_INVARIANT, 8, 36",
    "ROTATION_INVARIANT, 16, 4116",
  })
  void lengthOfEachMethod(LbpMethod method, int points, int length) {
    assertEquals(length, new LocalBinaryPattern(points, 1, method).length(Input.ORIGINAL));
  }

  /** Bits: 1 right, 2 above, 4 left, 8 below; nothing but 0 outside. */
  @Test
  void handWorkedCodes() {
    try (Picture picture = Pictures.gray(SMALL)) {
      assertEquals(List.of(9, 9, 8, 0, 12, 12, 2, 5, 0), codes(picture, 4, 1));
    }
  }

  @Test
  void handWorkedHistograms() {
    assertCounts(LbpMethod.DEFAULT, 2, 0, 1, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0, 0, 0);
    // 0; 8 and 2; 9, 9, 12 and 12; then three and four ones; 5 has four changes.
    assertCounts(LbpMethod.UNIFORM, 2, 2, 4, 0, 0, 1);
    // Smallest codes 0, 1, 3, 5, 7, 15.
    assertCounts(LbpMethod.ROTATION_INVARIANT, 2, 2, 4, 1, 0, 0);
    // 8 begins at bit 3, so rotation 1; 2 rotation 3; 9 rotation 1; 12 rotation 2.
    assertCounts(LbpMethod.NRI_UNIFORM, 2, 0, 1, 0, 1, 0, 2, 2, 0, 0, 0, 0, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "8, DEFAULT, default",
    "8, ROTATION_INVARIANT, ror",
    "8, UNIFORM, uniform",
    "8, NRI_UNIFORM, nri_uniform",
    "16, DEFAULT, default",
    "16, ROTATION_INVARIANT, ror",
    "16, UNIFORM, uniform",
    "16, NRI_UNIFORM, nri_uniform",
  })
  void goldenCodesAndCounts(int points, LbpMethod method, String key) {
    Golden golden = new Golden("lbp.json");
    IntUnaryOperator label = label(method, points);
    for (String size : new String[] {"g64", "g128"}) {
      golden
          .ids()
          .forEach(
              id -> {
                JsonNode expected =
                    golden.of(id).get(size).get("P" + points + "_R" + points / 8 + "_" + key);
                try (Picture picture = Golden.picture(id, size)) {
                  List<Integer> codes = codes(picture, points, points / 8.0);
                  assertEquals(
                      expected.get("sha256_codes").asText(), hash(codes, label, points), id);
                  assertCounts(expected, method, points, picture);
                }
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"8, DEFAULT, default", "16, NRI_UNIFORM, nri_uniform"})
  void goldenMap(int points, LbpMethod method, String key) {
    Golden golden = new Golden("lbp_maps64.json.gz");
    JsonNode map = golden.of("im_ascent_0").get("P" + points + "_R" + points / 8 + "_" + key);
    IntUnaryOperator label = label(method, points);
    try (Picture picture = Golden.picture("im_ascent_0", "g64")) {
      List<Integer> codes = codes(picture, points, points / 8.0);
      for (int i = 0; i < codes.size(); i++) {
        int expected = map.get(i / 64).get(i % 64).asInt();
        assertEquals(expected, label.applyAsInt(codes.get(i)), "row " + i / 64 + ", " + i % 64);
      }
    }
  }

  /** Every point outside is 0, and so not below a pixel of 0; inside, ties count as 1. */
  @ParameterizedTest
  @EnumSource
  void blackIsAllOnes(LbpMethod method) {
    LocalBinaryPattern recipe = new LocalBinaryPattern(8, 1.5, method);
    try (Picture picture = Pictures.flat(9, 7, 1, 0)) {
      float[] vector = vector(recipe, picture);
      int allOnes =
          switch (method) {
            case UNIFORM -> 8;
            case NRI_UNIFORM -> 57;
            case DEFAULT -> 255;
            case ROTATION_INVARIANT -> 35;
          };
      assertEquals(1, vector[allOnes]);
    }
  }

  @Property(tries = 30)
  void quarterTurnKeepsRotationInvariantHistograms(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height) {
    int[][] turned = new int[width][height];
    try (Picture picture = Pictures.noise(width, height, 1, seed)) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          turned[width - 1 - x][y] = picture.gray().ptr(y, x).get() & 0xFF;
        }
      }
      try (Picture other = Pictures.gray(turned)) {
        for (LbpMethod method : List.of(LbpMethod.ROTATION_INVARIANT, LbpMethod.UNIFORM)) {
          LocalBinaryPattern recipe = new LocalBinaryPattern(4, 2, method);
          assertArrayEquals(vector(recipe, picture), vector(recipe, other));
        }
      }
    }
  }

  @Property(tries = 60)
  void histogramsSumToOne(
      @ForAll LbpMethod method,
      @ForAll @IntRange(min = 1, max = 12) int points,
      @ForAll @DoubleRange(min = 0.1, max = 20) double radius,
      @ForAll long seed) {
    try (Picture picture = Pictures.noise(31, 17, 1, seed)) {
      double sum = 0;
      for (float value : vector(new LocalBinaryPattern(points, radius, method), picture)) {
        sum += value;
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  /** The recipe of the class comment, literally, pixel by pixel. */
  @Property(tries = 60)
  void codesAreThoseOfTheDefinition(
      @ForAll @IntRange(min = 1, max = 24) int points,
      @ForAll @DoubleRange(min = 0.01, max = 9) double radius,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll long seed) {
    // Few gray levels, for many ties.
    try (Picture picture = Pictures.noise(width, height, 2, 100, 7, seed)) {
      List<Integer> expected = new ArrayList<>();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          expected.add(code(picture, x, y, points, radius));
        }
      }
      assertEquals(expected, codes(picture, points, radius));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 1; UNIFORM; points = 0 is out of range; give 1 to 24",
        "25; 1; NRI_UNIFORM; points = 25 is out of range; give 1 to 24",
        "17; 1; DEFAULT; points = 17 is out of range; give 1 to 16",
        "17; 1; ROTATION_INVARIANT; points = 17 is out of range; give 1 to 16",
        "8; 0; UNIFORM; radius = 0.0 is out of range; give above 0 to 64 pixels",
        "8; -1; UNIFORM; radius = -1.0 is out of range; give above 0 to 64 pixels",
        "8; 64.5; UNIFORM; radius = 64.5 is out of range; give above 0 to 64 pixels",
        "8; NaN; UNIFORM; radius = NaN is out of range; give above 0 to 64 pixels",
      })
  void parametersOutOfRange(
      int points, double radius, LbpMethod method, String message, String remedy) {
    UserError error =
        assertThrows(UserError.class, () -> new LocalBinaryPattern(points, radius, method));
    assertEquals(message + "; " + remedy, error.getMessage());
  }

  private static void assertCounts(LbpMethod method, int... counts) {
    float[] expected = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      expected[i] = counts[i] / 9f;
    }
    try (Picture picture = Pictures.gray(SMALL)) {
      assertArrayEquals(
          expected, vector(new LocalBinaryPattern(4, 1, method), picture), method.name());
    }
  }

  private static void assertCounts(JsonNode golden, LbpMethod method, int points, Picture picture) {
    if (!golden.has("counts") && !golden.has("nonzero_counts")) {
      return;
    }
    double pixels = golden.get("n").asInt();
    List<Float> expected = new ArrayList<>();
    if (golden.has("counts")) {
      golden.get("counts").forEach(count -> expected.add((float) (count.asInt() / pixels)));
    } else {
      IntUnaryOperator smallest = label(method, points);
      IntStream.range(0, 1 << points)
          .filter(code -> smallest.applyAsInt(code) == code)
          .forEach(
              code ->
                  expected.add(
                      (float) (golden.get("nonzero_counts").path("" + code).asInt() / pixels)));
    }
    LocalBinaryPattern recipe = new LocalBinaryPattern(points, points / 8.0, method);
    List<Float> actual = new ArrayList<>();
    for (float value : vector(recipe, picture)) {
      actual.add(value);
    }
    assertEquals(expected, actual);
  }

  private static List<Integer> codes(Picture picture, int points, double radius) {
    List<Integer> codes = new ArrayList<>();
    new LbpCodes(points, radius)
        .compute(
            picture.gray(),
            (row, width) -> {
              for (int x = 0; x < width; x++) {
                codes.add(row[x]);
              }
            });
    return codes;
  }

  /** What scikit-image returns in place of a code. */
  private static IntUnaryOperator label(LbpMethod method, int points) {
    if (method != LbpMethod.ROTATION_INVARIANT) {
      return new LbpBins(method, points)::of;
    }
    int[] smallest = new int[1 << points];
    for (int code = 0; code < smallest.length; code++) {
      smallest[code] = code;
      int turned = code;
      for (int turn = 1; turn < points; turn++) {
        turned = (turned << 1 | turned >> (points - 1)) & ((1 << points) - 1);
        smallest[code] = Math.min(smallest[code], turned);
      }
    }
    return code -> smallest[code];
  }

  private static String hash(List<Integer> codes, IntUnaryOperator label, int points) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int code : codes) {
      int value = label.applyAsInt(code);
      bytes.write(value);
      if (points == 16) {
        bytes.write(value >> 8);
      }
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int code(Picture picture, int c, int r, int points, double radius) {
    int code = 0;
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      double y = r + Math.rint(-radius * Math.sin(angle) * 1e5) / 1e5;
      double x = c + Math.rint(radius * Math.cos(angle) * 1e5) / 1e5;
      int y0 = (int) Math.floor(y);
      int x0 = (int) Math.floor(x);
      int y1 = (int) Math.ceil(y);
      int x1 = (int) Math.ceil(x);
      double dy = y - y0;
      double dx = x - x0;
      double top = (1 - dx) * pixel(picture, x0, y0) + dx * pixel(picture, x1, y0);
      double bottom = (1 - dx) * pixel(picture, x0, y1) + dx * pixel(picture, x1, y1);
      double value = (1 - dy) * top + dy * bottom;
      if (value - pixel(picture, c, r) >= 0) {
        code |= 1 << i;
      }
    }
    return code;
  }

  private static int pixel(Picture picture, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
    return inside ? picture.gray().ptr(y, x).get() & 0xFF : 0;
  }
}
