package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Color;
import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;

/** Colours of an embedded profile; the JDK's linear profiles make the numbers known. */
class ColorProfileTest {
  private static final byte[] LINEAR = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
  private static final byte[] GRAY = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
  private static final Decoder TO_SRGB =
      new Decoder(
          new DecodingSettings(DamagedRule.REJECT, Color.parse("white"), ColorProfileRule.TO_SRGB),
          Limits.DEFAULT);

  @Test
  void linearLightIsEncoded() throws RejectedException {
    byte[] file = png(2, LINEAR).rows(0, 55, 128, 255).end();
    assertEquals("55 128 255", Pixels.of(file).at(0, 0));
    // By IEC 61966-2-1: 1.055 times (55 / 255) to the power of 1 / 2.4, less 0.055.
    assertNear(file, 128, 188, 255);
    assertEquals("188", Pixels.of(png(0, GRAY).rows(0, 128).end(), TO_SRGB).at(0, 0));
  }

  @Test
  void everyContainerMayHaveOne() throws RejectedException {
    byte[] jpeg = JpegFile.segment(0xe2, part(2, Arrays.copyOfRange(LINEAR, 99, LINEAR.length)));
    byte[] first = JpegFile.segment(0xe2, part(1, Arrays.copyOf(LINEAR, 99)));
    byte[] file = Encoded.opencv(".jpg", flat());
    assertNear(Data.insert(file, 2, Data.join(jpeg, first)), 188, 188, 188);
    byte[] webp = Encoded.opencv(".webp", flat(), opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    assertNear(
        WebpFile.riff(
            WebpFile.extended(32, 8, 8), WebpFile.chunk("ICCP", LINEAR), WebpFile.picture(webp)),
        188,
        188,
        188);
    int[] shorts = new int[LINEAR.length];
    Arrays.setAll(shorts, i -> LINEAR[i] & 0xff);
    byte[] tiff =
        new TiffFile(ByteOrder.BIG_ENDIAN, 1, 1, 2, 8, 8, 8)
            .field(34_675, shorts)
            .strip(Data.bytes(128, 128, 128));
    assertNear(tiff, 188, 188, 188);
  }

  @Test
  void whatDoesNotFitIsIgnored() throws RejectedException {
    for (byte[] profile : new byte[][] {GRAY, new byte[200], Arrays.copyOf(LINEAR, 140)}) {
      byte[] file = png(2, profile).rows(0, 55, 128, 255).end();
      assertEquals("55 128 255", Pixels.of(file, TO_SRGB).at(0, 0));
    }
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] file = png(2, srgb).rows(0, 55, 128, 255).end();
    assertEquals("55 128 255", Pixels.of(file, TO_SRGB).at(0, 0));
  }

  @Test
  void alphaIsNotAColor() throws RejectedException {
    byte[] file = png(6, LINEAR).rows(0, 128, 128, 128, 0).end();
    assertEquals("255 255 255", Pixels.of(file, TO_SRGB).at(0, 0));
  }

  private static PngFile png(int colorType, byte[] profile) {
    return new PngFile(1, 1, 8, colorType)
        .chunk("iCCP", Data.join(Data.ascii("name\0\0"), PngFile.deflated(profile)));
  }

  private static byte[] part(int number, byte[] data) {
    return ByteBuffer.allocate(14 + data.length)
        .put(Data.ascii("ICC_PROFILE\0"))
        .put((byte) number)
        .put((byte) 2)
        .put(data)
        .array();
  }

  private static BufferedImage flat() {
    BufferedImage image = Encoded.corners(8, 8);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0x808080);
    }
    return image;
  }

  private static void assertNear(byte[] file, int red, int green, int blue)
      throws RejectedException {
    int[] samples = Pixels.of(file, TO_SRGB).samples();
    assertEquals(red, samples[0], 1);
    assertEquals(green, samples[1], 1);
    assertEquals(blue, samples[2], 1);
  }
}
