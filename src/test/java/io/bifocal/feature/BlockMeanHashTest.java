package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_img_hash;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMeanHashTest extends FeatureExtractorContractTest {
  private static final BlockMeanHash APART = new BlockMeanHash(0);
  private static final BlockMeanHash OVERLAPPING = new BlockMeanHash(1);

  @Override
  Stream<FeatureExtractor> recipes() {
    return Stream.of(APART, OVERLAPPING);
  }

  @Test
  void lengthIsNumberOfBlocks() {
    assertEquals(256, APART.length(Input.ORIGINAL));
    assertEquals(961, OVERLAPPING.length(Input.of(100, 50)));
  }

  /**
   * White is the 16 by 16 square from (32, 48) on: block 2 of row 3, and of the blocks that overlap
   * the nine around (4, 6), since a quarter of white is above the mean of 1/256.
   */
  @Test
  void handWorkedSquare() {
    int[][] rows = new int[256][256];
    for (int y = 48; y < 64; y++) {
      Arrays.fill(rows[y], 32, 48, 255);
    }
    float[] apart = new float[256];
    apart[3 * 16 + 2] = 1;
    float[] overlapping = new float[961];
    for (int y = 5; y <= 7; y++) {
      Arrays.fill(overlapping, y * 31 + 3, y * 31 + 6, 1);
    }
    try (Picture picture = Pictures.gray(rows)) {
      assertArrayEquals(apart, vector(APART, picture));
      assertArrayEquals(overlapping, vector(OVERLAPPING, picture));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void flatPicturesHaveAllBits(int mode) {
    BlockMeanHash recipe = new BlockMeanHash(mode);
    float[] expected = new float[recipe.length(Input.ORIGINAL)];
    Arrays.fill(expected, 1);
    try (Picture picture = Pictures.flat(33, 17, 3, 77)) {
      assertArrayEquals(expected, vector(recipe, picture));
    }
  }

  @Test
  void goldenBits() {
    Fingerprints.assertGolden(
        "opencv_blockMeanHash_mode0", picture -> vector(APART, picture), Fingerprints::leastFirst);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 1, 1", "0, 3, 500, 375", "1, 3, 500, 375", "1, 1, 40, 300", "1, 3, 7, 5000"})
  void bitsAreThoseOfOpenCv(int mode, int channels, int width, int height) {
    BlockMeanHash recipe = new BlockMeanHash(mode);
    try (Picture picture = Pictures.noise(width, height, channels, 5);
        Mat hash = new Mat()) {
      opencv_img_hash.blockMeanHash(picture.isGray() ? picture.gray() : picture.bgr(), hash, mode);
      byte[] bytes = new byte[(int) hash.total()];
      hash.data().get(bytes);
      assertEquals(
          HexFormat.of().formatHex(bytes), Fingerprints.leastFirst(vector(recipe, picture)));
    }
  }

  @Test
  void modeOutOfRange() {
    UserError error = assertThrows(UserError.class, () -> new BlockMeanHash(2));
    assertEquals("mode = 2 is out of range; give 0 to 1", error.getMessage());
  }
}
