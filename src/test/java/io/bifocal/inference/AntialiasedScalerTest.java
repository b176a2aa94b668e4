package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Pillow does, to the bit. */
class AntialiasedScalerTest {

  /**
   * CRC-32 of the bytes that Pillow 12.3.0 gives, with its pixels in the place of ours, blue first:
   *
   * <pre>
   * y, x, k = numpy.mgrid[0:height, 0:width, 0:channels]
   * a = ((x*x*7 + y*y*3 + x*y*5 + k*91) // 16 % 256).astype(numpy.uint8)
   * zlib.crc32(numpy.asarray(Image.fromarray(a.squeeze()).resize((w, h), Image.BILINEAR)).tobytes())
   * </pre>
   */
  @ParameterizedTest
  @CsvSource({
    "3, 500, 375, 341, 256, b52b5ffa, 6636a874",
    "3, 375, 500, 256, 341, 1beb9e42, b986c513",
    "3, 64, 48, 224, 168, 73e6fae6, 487a0f6b",
    "3, 33, 77, 19, 101, 49d9e1df, 5da23c98",
    "1, 33, 77, 101, 19, 77093770, c07ef5d6",
    "1, 1, 1, 5, 3, d7d303e7, d7d303e7",
    "3, 1, 9, 4, 2, 458bc9fb, 03cb2845",
    "3, 9, 1, 2, 4, 7a63f91b, 650981f0",
    "3, 50, 40, 1, 1, 7ddc554e, 7ddc554e",
    "3, 50, 40, 50, 23, 7122cb46, f7f33e28",
    "3, 50, 40, 23, 40, 95f860ac, 8c06be39",
    "1, 7, 5, 7, 5, 8b316a68, 8b316a68",
    // Slim ones, which Pillow shrinks in the other order.
    "1, 1, 250, 3, 20, ddbbe1a6, df652b01",
    "3, 2, 201, 5, 40, 964253a1, 7a9fa443",
    // Slim ones that are just not.
    "3, 2, 200, 5, 40, 1af8bd59, ad4b6557",
    "3, 1, 250, 3, 300, e9ea10b5, 58ef8618",
    "1, 3000, 2, 40, 9, f81a4e7c, c2358a75",
    "3, 1200, 900, 256, 192, e28330c6, 7875df80"
  })
  void isPillows(
      int channels,
      int width,
      int height,
      int newWidth,
      int newHeight,
      String bilinear,
      String bicubic) {
    try (Picture picture = ResizeReference.picture(width, height, channels)) {
      ScaledSpan columns = ScaledSpan.whole(width, newWidth);
      ScaledSpan rows = ScaledSpan.whole(height, newHeight);
      assertEquals(
          bilinear, ResizeReference.crc(scaled(ResamplingKernel.BILINEAR, picture, columns, rows)));
      assertEquals(
          bicubic, ResizeReference.crc(scaled(ResamplingKernel.BICUBIC, picture, columns, rows)));
    }
  }

  /**
   * {@code Image.fromarray(numpy.uint8([[0, 255, 0, 10, 200]])).resize((3, 1), Image.BILINEAR)},
   * and with BICUBIC, and both with (8, 1).
   */
  @Test
  void aFewPixels() {
    assertRow(ResamplingKernel.BILINEAR, 3, 109, 59, 119);
    assertRow(ResamplingKernel.BICUBIC, 3, 113, 58, 114);
    assertRow(ResamplingKernel.BILINEAR, 8, 0, 112, 239, 80, 3, 9, 117, 200);
    assertRow(ResamplingKernel.BICUBIC, 8, 0, 114, 253, 77, 0, 4, 125, 214);
  }

  @Property(tries = 100)
  void aFlatPictureStaysFlat(
      @ForAll ResamplingKernel kernel,
      @ForAll @IntRange(max = 255) int gray,
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = 1, max = 60) int newWidth,
      @ForAll @IntRange(min = 1, max = 60) int newHeight) {
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, gray);
    byte[] expected = new byte[newWidth * newHeight];
    Arrays.fill(expected, (byte) gray);
    try (Picture picture = Models.picture(width, height, 1, pixels)) {
      assertArrayEquals(
          expected,
          scaled(
              kernel,
              picture,
              ScaledSpan.whole(width, newWidth),
              ScaledSpan.whole(height, newHeight)));
    }
  }

  @Property(tries = 100)
  void aPartIsThatOfTheWhole(
      @ForAll ResamplingKernel kernel,
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll @IntRange(min = 1, max = 60) int newWidth,
      @ForAll @IntRange(min = 1, max = 60) int newHeight,
      @ForAll @IntRange(max = 59) int left,
      @ForAll @IntRange(max = 59) int top) {
    int x = left % newWidth;
    int y = top % newHeight;
    int count = (newWidth - x + 1) / 2;
    int lines = (newHeight - y + 1) / 2;
    try (Picture picture = ResizeReference.picture(width, height, 3)) {
      byte[] whole =
          scaled(
              kernel,
              picture,
              ScaledSpan.whole(width, newWidth),
              ScaledSpan.whole(height, newHeight));
      byte[] part =
          scaled(
              kernel,
              picture,
              new ScaledSpan(width, newWidth, x, count),
              new ScaledSpan(height, newHeight, y, lines));
      for (int line = 0; line < lines; line++) {
        int from = ((y + line) * newWidth + x) * 3;
        assertArrayEquals(
            Arrays.copyOfRange(whole, from, from + count * 3),
            Arrays.copyOfRange(part, line * count * 3, (line + 1) * count * 3));
      }
    }
  }

  private static void assertRow(ResamplingKernel kernel, int width, int... expected) {
    try (Picture picture = Models.picture(5, 1, 1, 0, 255, 0, 10, 200)) {
      byte[] actual = scaled(kernel, picture, ScaledSpan.whole(5, width), ScaledSpan.whole(1, 1));
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i] & 0xFF, kernel + " " + i);
      }
    }
  }

  private static byte[] scaled(
      ResamplingKernel kernel, Picture picture, ScaledSpan columns, ScaledSpan rows) {
    Natives.ensureLoaded();
    Mat source = picture.isGray() ? picture.gray() : picture.bgr();
    try (AntialiasedScaler scaler = new AntialiasedScaler(kernel);
        Mat result = new Mat()) {
      // Twice, as memory that has been used before must not show.
      scaler.scale(source, columns, rows, result);
      scaler.scale(source, columns, rows, result);
      byte[] bytes = new byte[rows.count() * columns.count() * source.channels()];
      try (BytePointer data = result.data()) {
        data.get(bytes);
      }
      return bytes;
    }
  }
}
