package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Color;
import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;

/** What shows through transparent pixels. */
class BackgroundTest {
  private static final Decoder ON_BLACK = on("black");
  private static final Decoder ON_TEAL = on("#008080");

  @Test
  void alphaIsLaidOnTheColor() throws RejectedException {
    byte[] png = new PngFile(2, 1, 8, 6).rows(0, 200, 100, 0, 128, 1, 2, 3, 0).end();
    // 200, 100 and 0 times 128 / 255, and the background times 127 / 255.
    assertEquals("100 50 0", Pixels.of(png, ON_BLACK).at(0, 0));
    assertEquals("100 114 64", Pixels.of(png, ON_TEAL).at(0, 0));
    assertEquals("0 128 128", Pixels.of(png, ON_TEAL).at(1, 0));
  }

  @Test
  void grayWithAlphaTakesTheColorOn() throws RejectedException {
    byte[] alpha = new PngFile(1, 1, 8, 4).rows(0, 100, 128).end();
    assertEquals("50", Pixels.of(alpha, ON_BLACK).at(0, 0));
    assertEquals("50 114 114", Pixels.of(alpha, ON_TEAL).at(0, 0));
    byte[] key = new PngFile(2, 1, 8, 0).chunk("tRNS", Data.bytes(0, 10)).rows(0, 10, 20).end();
    assertEquals("0", Pixels.of(key, ON_BLACK).at(0, 0));
    assertEquals("0 128 128", Pixels.of(key, ON_TEAL).at(0, 0));
    assertEquals("20 20 20", Pixels.of(key, ON_TEAL).at(1, 0));
    byte[] plain = new PngFile(1, 1, 8, 0).rows(0, 7).end();
    assertEquals("7", Pixels.of(plain, ON_TEAL).at(0, 0));
  }

  @Test
  void multipliedAlphaIsLaidOnTheColor() throws RejectedException {
    for (int extra : List.of(1, 2)) {
      byte[] pixels = extra == 1 ? Data.bytes(100, 50, 0, 128) : Data.bytes(200, 100, 0, 128);
      byte[] tiff =
          new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 2, 8, 8, 8, 8)
              .field(338, extra)
              .strip(pixels);
      assertEquals("100 50 0", Pixels.of(tiff, ON_BLACK).at(0, 0));
      assertEquals("100 114 64", Pixels.of(tiff, ON_TEAL).at(0, 0));
    }
  }

  @Test
  void screensAndCanvasesHaveTheColor() throws RejectedException {
    byte[] gif = Encoded.jdk("gif", new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB));
    assertEquals("0 128 128", Pixels.of(gif, ON_TEAL).at(1, 1));
    byte[] still =
        Encoded.opencv(".webp", Encoded.corners(8, 8), opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    byte[] webp =
        WebpFile.riff(
            WebpFile.extended(2, 12, 8), WebpFile.frame(0, 0, 8, 8, WebpFile.picture(still)));
    assertEquals("0 128 128", Pixels.of(webp, ON_TEAL).at(9, 0));
    assertEquals("255 0 0", Pixels.of(webp, ON_TEAL).at(0, 0));
  }

  private static Decoder on(String color) {
    return new Decoder(
        new DecodingSettings(DamagedRule.REJECT, Color.parse(color), ColorProfileRule.IGNORE),
        Limits.DEFAULT);
  }
}
