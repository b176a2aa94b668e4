package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels against the JDK's decoders, or against numbers worked out by hand. */
class DecoderTest {

  @Test
  void losslessKindsEqualTheJdks() throws IOException, RejectedException {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      if (kind.getKey().matches("(png|bmp|gif|tiff).*") && !kind.getKey().contains("JPEG")) {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(kind.getValue()));
        assertEquals(0, difference(expected, Pixels.of(kind.getValue())), kind.getKey());
      }
    }
  }

  @Test
  void jpegIsCloseToTheJdks() throws IOException, RejectedException {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      if (kind.getKey().contains("jpeg")) {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(kind.getValue()));
        int difference = difference(expected, Pixels.of(kind.getValue()));
        assertTrue(difference <= 40, kind.getKey() + ": " + difference);
      }
    }
  }

  @Test
  void webpAndPnmGiveWhatWasPutIn() throws RejectedException {
    BufferedImage image = Encoded.colorful(19, 13, BufferedImage.TYPE_3BYTE_BGR);
    byte[] webp = Encoded.opencv(".webp", image, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    assertEquals(0, difference(image, Pixels.of(webp)));
    assertEquals(0, difference(image, Pixels.of(Encoded.opencv(".ppm", image))));
    assertEquals(
        0,
        difference(
            image,
            Pixels.of(Encoded.opencv(".ppm", image, opencv_imgcodecs.IMWRITE_PXM_BINARY, 0))));
  }

  @Test
  void grayStaysGray() throws RejectedException {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      boolean gray = kind.getKey().contains("gray") || kind.getKey().equals("pgm");
      assertEquals(gray ? 1 : 3, Pixels.of(kind.getValue()).channels(), kind.getKey());
    }
  }

  @Test
  void sixteenBitsAreDividedBy257() throws RejectedException {
    byte[] png = new PngFile(4, 1, 16, 0).rows(0, 0, 128, 0, 129, 0x80, 0, 0xff, 0xff).end();
    assertEquals("0", Pixels.of(png).at(0, 0));
    assertEquals("1", Pixels.of(png).at(1, 0));
    assertEquals("128", Pixels.of(png).at(2, 0));
    assertEquals("255", Pixels.of(png).at(3, 0));
    byte[] tiff =
        new TiffFile(ByteOrder.BIG_ENDIAN, 2, 1, 2, 16, 16, 16)
            .strip(Data.bytes(1, 1, 2, 2, 3, 3, 0, 128, 0, 129, 1, 129));
    assertEquals("1 2 3", Pixels.of(tiff).at(0, 0));
    assertEquals("0 1 1", Pixels.of(tiff).at(1, 0));
    byte[] pnm = Data.join(Data.ascii("P5 2 1 65535\n"), Data.bytes(0, 128, 0, 129));
    assertEquals("0", Pixels.of(pnm).at(0, 0));
    assertEquals("1", Pixels.of(pnm).at(1, 0));
  }

  @Test
  void fewBitsAreStretched() throws RejectedException {
    assertEquals("85", Pixels.of(new PngFile(2, 1, 2, 0).rows(0, 0x70).end()).at(0, 0));
    assertEquals("17", Pixels.of(new PngFile(2, 1, 4, 0).rows(0, 0x1f).end()).at(0, 0));
    assertEquals("255", Pixels.of(new PngFile(2, 1, 1, 0).rows(0, 0x40).end()).at(1, 0));
    Pixels bitmap = Pixels.of(Data.ascii("P1\n# comment\n3 1\n010"));
    assertEquals("255 0 255", bitmap.at(0, 0) + " " + bitmap.at(1, 0) + " " + bitmap.at(2, 0));
    assertEquals("0", Pixels.of(Data.join(Data.ascii("P4 3 1\n"), Data.bytes(0x40))).at(1, 0));
    assertEquals("128", Pixels.of(Data.ascii("P2 1 1 100\n50\n")).at(0, 0));
    byte[] tiff = new TiffFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 1, 1).strip(Data.bytes(0x40));
    assertEquals("255", Pixels.of(tiff).at(1, 0));
  }

  @Test
  void palettesAreResolved() throws RejectedException {
    byte[] png =
        new PngFile(2, 1, 2, 3).chunk("PLTE", Data.bytes(1, 2, 3, 4, 5, 6)).rows(0, 0x10).end();
    assertEquals("1 2 3", Pixels.of(png).at(0, 0));
    assertEquals("4 5 6", Pixels.of(png).at(1, 0));
  }

  @Test
  void alphaIsLaidOnWhite() throws RejectedException {
    byte[] rgba = new PngFile(2, 1, 8, 6).rows(0, 200, 100, 0, 128, 1, 2, 3, 0).end();
    assertEquals("227 177 127", Pixels.of(rgba).at(0, 0));
    assertEquals("255 255 255", Pixels.of(rgba).at(1, 0));
    byte[] palette =
        new PngFile(1, 1, 8, 3)
            .chunk("PLTE", Data.bytes(200, 100, 0))
            .chunk("tRNS", Data.bytes(128))
            .rows(0, 0)
            .end();
    assertEquals("227 177 127", Pixels.of(palette).at(0, 0));
    byte[] key =
        new PngFile(2, 1, 8, 2)
            .chunk("tRNS", Data.bytes(0, 1, 0, 2, 0, 3))
            .rows(0, 1, 2, 3, 4, 5, 6)
            .end();
    assertEquals("255 255 255", Pixels.of(key).at(0, 0));
    assertEquals("4 5 6", Pixels.of(key).at(1, 0));
  }

  @Test
  void grayWithAlphaIsLaidOnWhiteAndStaysGray() throws RejectedException {
    assertEquals("177", Pixels.of(new PngFile(1, 1, 8, 4).rows(0, 100, 128).end()).at(0, 0));
    assertEquals(
        "177", Pixels.of(new PngFile(1, 1, 16, 4).rows(0, 100, 100, 128, 128).end()).at(0, 0));
    byte[] key = new PngFile(2, 1, 8, 0).chunk("tRNS", Data.bytes(0, 10)).rows(0, 10, 20).end();
    assertEquals("255", Pixels.of(key).at(0, 0));
    assertEquals("20", Pixels.of(key).at(1, 0));
    byte[] deep =
        new PngFile(2, 1, 16, 0).chunk("tRNS", Data.bytes(20, 20)).rows(0, 20, 20, 20, 21).end();
    assertEquals("255", Pixels.of(deep).at(0, 0));
    assertEquals("20", Pixels.of(deep).at(1, 0));
    byte[] few = new PngFile(2, 1, 4, 0).chunk("tRNS", Data.bytes(0, 1)).rows(0, 0x12).end();
    assertEquals("255", Pixels.of(few).at(0, 0));
    assertEquals("34", Pixels.of(few).at(1, 0));
    byte[] pam =
        Data.join(
            Data.ascii(
                "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n"),
            Data.bytes(100, 128));
    assertEquals("177", Pixels.of(pam).at(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 200 100 0", "1, 255 227 127", "2, 227 177 127"})
  void tiffAlphaIsReadAsDeclared(int extra, String expected) throws RejectedException {
    byte[] file =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 2, 8, 8, 8, 8)
            .field(338, extra)
            .strip(Data.bytes(200, 100, 0, 128));
    assertEquals(expected, Pixels.of(file).at(0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void tiffWhereZeroIsWhite(int bits) throws RejectedException {
    byte[] file = new TiffFile(ByteOrder.BIG_ENDIAN, 1, 1, 0, bits).strip(Data.bytes(100, 100));
    assertEquals("155", Pixels.of(file).at(0, 0));
  }

  @Test
  void floatingPointIsCutToTheUnitRange() throws RejectedException {
    ByteBuffer values = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    values.putFloat(-1).putFloat(0.25f).putFloat(1).putFloat(7).putFloat(Float.NaN);
    byte[] file =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 5, 1, 1, 32).field(339, 3).strip(values.array());
    Pixels pixels = Pixels.of(file);
    assertEquals("0", pixels.at(0, 0));
    assertEquals("64", pixels.at(1, 0));
    assertEquals("255", pixels.at(2, 0));
    assertEquals("255", pixels.at(3, 0));
    assertEquals("0", pixels.at(4, 0));
  }

  @Test
  void bigTiffIsRead() throws RejectedException {
    int[][] fields = {
      {256, 2}, {257, 1}, {258, 8}, {259, 1}, {262, 1}, {273, 0}, {277, 1}, {278, 1}, {279, 2}
    };
    int data = 16 + 8 + 20 * fields.length + 8;
    ByteBuffer file = ByteBuffer.allocate(data + 2).order(ByteOrder.BIG_ENDIAN);
    file.put(Data.ascii("MM")).putShort((short) 43).putShort((short) 8).putShort((short) 0);
    file.putLong(16).putLong(fields.length);
    for (int[] field : fields) {
      file.putShort((short) field[0]).putShort((short) 3).putLong(1);
      file.putShort((short) (field[0] == 273 ? data : field[1])).position(file.position() + 6);
    }
    file.putLong(0).put(Data.bytes(7, 9));
    assertEquals("7", Pixels.of(file.array()).at(0, 0));
    assertEquals("9", Pixels.of(file.array()).at(1, 0));
  }

  @Test
  void tiffInkIsPaperLeft() throws RejectedException {
    byte[] file =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 5, 8, 8, 8, 8)
            .strip(Data.bytes(0, 255, 55, 55));
    Pixels pixels = Pixels.of(file);
    assertEquals(200, pixels.samples()[0], 1);
    assertEquals(0, pixels.samples()[1], 1);
    assertEquals(157, pixels.samples()[2], 1);
  }

  @Test
  void jpegInkIsInvertedOnlyWhereAdobeSaysSo() throws RejectedException {
    byte[] plain = JpegFile.fourComponents(16, 16, 0, 255, 55, 55);
    assertNear(200, 0, 157, Pixels.of(plain));
    byte[] inverted = JpegFile.withAdobe(JpegFile.fourComponents(16, 16, 255, 0, 200, 200), 0);
    assertNear(200, 0, 157, Pixels.of(inverted));
  }

  @Test
  void ycckIsTurnedToInksFirst() throws RejectedException {
    byte[] gray = JpegFile.withAdobe(JpegFile.fourComponents(16, 16, 55, 128, 128, 200), 2);
    assertNear(157, 157, 157, Pixels.of(gray));
    // Red is 159, green 83 and blue 33 by T.871; the inks, inverted, are what they lack of 255.
    byte[] color = JpegFile.withAdobe(JpegFile.fourComponents(16, 16, 100, 90, 170, 255), 2);
    assertNear(96, 172, 222, Pixels.of(color));
  }

  @Test
  void aFrameOfAGifStandsOnAWhiteScreen() throws RejectedException {
    byte[] gif = Encoded.jdk("gif", Encoded.corners(8, 8));
    gif[6] = 10;
    gif[8] = 11;
    byte[] image = Data.bytes(0x2c, 0, 0, 0, 0, 8, 0, 8, 0);
    gif[Data.indexOf(gif, image) + 1] = 2;
    Pixels pixels = Pixels.of(gif);
    assertEquals("10 11", pixels.width() + " " + pixels.height());
    assertEquals("255 255 255", pixels.at(1, 0));
    assertEquals("255 0 0", pixels.at(2, 0));
    assertEquals("0 255 0", pixels.at(9, 0));
    assertEquals("255 255 255", pixels.at(9, 10));
  }

  @Test
  void transparentPixelsOfAGifAreWhite() throws RejectedException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    byte[] gif = Encoded.jdk("gif", image);
    assertEquals(4, header(gif).channels());
    assertEquals("255 255 255", Pixels.of(gif).at(1, 1));
    assertEquals("16 32 48", Pixels.of(gif).at(0, 0));
  }

  @Test
  void theFirstFrameOfAnAnimatedWebpStandsOnAWhiteCanvas() throws RejectedException {
    byte[] still =
        Encoded.opencv(".webp", Encoded.corners(8, 8), opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    byte[] picture = WebpFile.picture(still);
    byte[] anim = WebpFile.chunk("ANIM", Data.bytes(9, 9, 9, 255, 0, 0));
    byte[] file =
        WebpFile.riff(
            WebpFile.extended(2, 12, 14),
            anim,
            WebpFile.frame(2, 4, 8, 8, picture),
            WebpFile.frame(0, 0, 8, 8, picture));
    Pixels pixels = Pixels.of(file);
    assertEquals("255 255 255", pixels.at(1, 4));
    assertEquals("255 0 0", pixels.at(2, 4));
    assertEquals("0 0 255", pixels.at(9, 11));
    assertEquals("255 255 255", pixels.at(10, 11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void ofAnAnimatedPngTheDefaultImageIsRead(int frames) throws RejectedException {
    byte[] control =
        Data.bytes(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0);
    byte[] later = control.clone();
    later[3] = 1;
    byte[] file =
        new PngFile(1, 1, 8, 0)
            .chunk("acTL", Data.bytes(0, 0, 0, frames, 0, 0, 0, 0))
            .rows(0, 9)
            .chunk("fcTL", control)
            .chunk("fdAT", Data.join(Data.bytes(0, 0, 0, 1), PngFile.deflated(Data.bytes(0, 77))))
            .chunk("fcTL", later)
            .chunk("fdAT", Data.join(Data.bytes(0, 0, 0, 3), PngFile.deflated(Data.bytes(0, 88))))
            .end();
    assertEquals("9", Pixels.of(file).at(0, 0));
  }

  @Test
  void bitmapsHaveAlphaOnlyWhereTheirHeaderSaysSo() throws RejectedException {
    ByteBuffer file = ByteBuffer.allocate(58).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Data.ascii("BM")).putInt(58).putInt(0).putInt(54).putInt(40).putInt(1).putInt(1);
    file.putShort((short) 1).putShort((short) 32);
    file.position(54).put(Data.bytes(10, 20, 30, 0));
    assertEquals("30 20 10", Pixels.of(file.array()).at(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"34712, JPEG 2000", "50000, Zstandard", "50001, WebP", "1234, 1234"})
  void tiffCompressionsThatAreNotReadAreNamed(int compression, String name) {
    byte[] file =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 1, 8)
            .field(259, compression)
            .strip(new byte[1]);
    RejectedException e = assertThrows(RejectedException.class, () -> header(file));
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertEquals("TIFF compression " + name + " is not read", e.getMessage());
  }

  @Test
  void aPictureOfAnotherSizeThanTheHeaderIsCorrupt() throws RejectedException {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(8, 8));
    Header lie = header(Encoded.opencv(".jpg", Encoded.corners(8, 9)));
    RejectedException e =
        assertThrows(RejectedException.class, () -> Decoder.DEFAULT.decode(file, lie).close());
    assertEquals(Reason.CORRUPT, e.reason());
    assertEquals(lie, e.header().orElseThrow());
  }

  @Test
  void whatOpenCvRefusesIsCorruptWithACleanMessage() throws RejectedException {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(8, 8));
    Header header = header(file);
    file[Data.indexOf(file, Data.bytes(0xff, 0xc4)) + 4] = (byte) 0x77;
    RejectedException e =
        assertThrows(RejectedException.class, () -> Decoder.DEFAULT.decode(file, header).close());
    assertEquals(Reason.CORRUPT, e.reason());
    assertEquals("the decoder found the picture data damaged", e.getMessage());
  }

  @Test
  void noNativeMemoryIsLeftBehind() throws RejectedException {
    Map<String, byte[]> kinds = Encoded.kinds();
    kinds.put("cmyk", JpegFile.fourComponents(16, 16, 0, 255, 55, 55));
    kinds.put("alpha", new PngFile(1, 1, 16, 4).rows(0, 1, 2, 3, 4).end());
    kinds.put(
        "premultiplied",
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 2, 8, 8, 8, 8)
            .field(338, 1)
            .field(274, 6)
            .strip(new byte[4]));
    for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
      Header header = header(kind.getValue());
      Decoder.DEFAULT.decode(kind.getValue(), header).close();
      long before = Pointer.totalCount();
      for (int i = 0; i < 10; i++) {
        Decoder.DEFAULT.decode(kind.getValue(), header).close();
      }
      assertTrue(Pointer.totalCount() <= before, kind.getKey());
    }
  }

  private static Header header(byte[] file) throws RejectedException {
    return Probe.probe(file, Limits.DEFAULT);
  }

  private static void assertNear(int red, int green, int blue, Pixels pixels) {
    assertEquals(red, pixels.samples()[0], 2);
    assertEquals(green, pixels.samples()[1], 2);
    assertEquals(blue, pixels.samples()[2], 2);
  }

  private static int difference(BufferedImage expected, Pixels actual) {
    int largest = 0;
    for (int y = 0; y < expected.getHeight(); y++) {
      for (int x = 0; x < expected.getWidth(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int wanted =
              expected.getRaster().getNumBands() == 1 && actual.channels() == 1
                  ? expected.getRaster().getSample(x, y, 0)
                  : expected.getRGB(x, y) >> (16 - 8 * channel) & 0xff;
          int at = (y * actual.width() + x) * actual.channels();
          int given = actual.samples()[actual.channels() == 1 ? at : at + channel];
          largest = Math.max(largest, Math.abs(wanted - given));
        }
      }
    }
    return largest;
  }
}
