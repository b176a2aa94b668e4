package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AverageHashTest extends FeatureExtractorContractTest {
  private static final AverageHash OPENCV = new AverageHash(AverageHashVariant.OPENCV);
  private static final AverageHash AREA = new AverageHash(AverageHashVariant.AREA);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(OPENCV, AREA);
  }

  @Test
  void lengthIs64() {
    assertEquals(64, OPENCV.length(Input.ORIGINAL));
    assertEquals(64, AREA.length(Input.of(100, 50)));
  }

  /** Two bright cells on a dark ground: the mean is (2 · 200 + 62 · 10)/64, about 16. */
  @ParameterizedTest
  @EnumSource
  void handWorkedCells(AverageHashVariant variant) {
    int[][] rows = new int[8][8];
    for (int[] row : rows) {
      Arrays.fill(row, 10);
    }
    rows[0][3] = 200;
    rows[6][7] = 200;
    float[] expected = new float[64];
    expected[3] = 1;
    expected[6 * 8 + 7] = 1;
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(expected, vector(new AverageHash(variant), picture));
    }
  }

  /**
   * 12 pixels for 8 cells, 1.5 each. Pixel 1 lies half in cell 0 and half in cell 1; with 255 there
   * the two cells have 85, all others 0, and the mean is 21.25.
   */
  @Test
  void pixelsAcrossBordersContributeTheirPart() {
    int[][] rows = {{0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}};
    float[] expected = new float[64];
    for (int y = 0; y < 8; y++) {
      expected[y * 8] = 1;
      expected[y * 8 + 1] = 1;
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(expected, vector(AREA, picture));
    }
  }

  @ParameterizedTest
  @EnumSource
  void flatPicturesHaveNoBit(AverageHashVariant variant) {
    try (Picture picture = Pictures.flat(33, 17, 3, 77)) {
      assertArrayEquals(new float[64], vector(new AverageHash(variant), picture));
    }
  }

  @Test
  void goldenBits() {
    Fingerprints.assertGolden(
        "opencv_averageHash", picture -> vector(OPENCV, picture), Fingerprints::leastFirst);
    Fingerprints.assertGolden(
        "aHash_area", picture -> vector(AREA, picture), Fingerprints::mostFirst);
  }
}
