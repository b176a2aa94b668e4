package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of TIFF beyond the common ones; values worked out by hand. */
class TiffKindsTest {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  @ParameterizedTest
  @CsvSource({
    "1, 2, 0x1b, 0 85 170 255",
    "0, 2, 0x1b, 255 170 85 0",
    "1, 4, 0x07f8, 0 119 255 136",
    "0, 4, 0x07f8, 255 136 0 119"
  })
  void fewBitsAreStretched(int photometric, int bits, String packed, String expected)
      throws RejectedException {
    int data = Integer.decode(packed);
    byte[] strip = bits == 2 ? Data.bytes(data) : Data.bytes(data >> 8, data);
    byte[] file = new TiffFile(LITTLE, 4, 1, photometric, bits).strip(strip);
    assertEquals(expected, row(file));
    assertEquals(bits, Probe.probe(file, Limits.DEFAULT).depth());
  }

  @Test
  void twelveBitsAreStretched() throws RejectedException {
    byte[] file = new TiffFile(LITTLE, 2, 1, 1, 12).strip(Data.bytes(0xff, 0xf8, 0x08));
    // 2056 times 255 / 4095 is 128.03.
    assertEquals("255 128", row(file));
  }

  @Test
  void signedIntegersBeginAtTheirLowest() throws RejectedException {
    byte[] eight =
        new TiffFile(LITTLE, 4, 1, 1, 8).field(339, 2).strip(Data.bytes(0x80, 0xff, 0, 0x7f));
    assertEquals("0 127 128 255", row(eight));
    byte[] sixteen =
        new TiffFile(LITTLE, 2, 1, 1, 16).field(339, 2).strip(Data.bytes(0, 0x80, 0, 0));
    assertEquals("0 128", row(sixteen));
  }

  @Test
  void halfFloatsAreCutToTheUnitRange() throws RejectedException {
    byte[] file =
        new TiffFile(LITTLE, 3, 1, 1, 16)
            .field(339, 3)
            .strip(Data.bytes(0, 0x38, 0, 0xbc, 0, 0x40));
    assertEquals("128 0 255", row(file));
  }

  @Test
  void grayWithAlphaIsLaidOnWhite() throws RejectedException {
    byte[] straight = new TiffFile(LITTLE, 1, 1, 1, 8, 8).field(338, 2).strip(Data.bytes(100, 128));
    assertEquals("177", row(straight));
    byte[] multiplied =
        new TiffFile(LITTLE, 1, 1, 1, 8, 8).field(338, 1).strip(Data.bytes(50, 128));
    assertEquals("177", row(multiplied));
    assertEquals(2, Probe.probe(straight, Limits.DEFAULT).channels());
  }

  @Test
  void anUndeclaredFourthSampleIsAlpha() throws RejectedException {
    byte[] file = new TiffFile(LITTLE, 1, 1, 2, 8, 8, 8, 8).strip(Data.bytes(200, 100, 0, 128));
    assertEquals("227 177 127", row(file));
  }

  @Test
  void palettesOfFewBitsAreResolved() throws RejectedException {
    byte[] file =
        new TiffFile(LITTLE, 2, 1, 3, 1)
            .field(320, 257, 0xffff, 514, 0, 771, 0x8080)
            .strip(Data.bytes(0x40));
    assertEquals("1 2 3", Pixels.of(file).at(0, 0));
    assertEquals("255 0 128", Pixels.of(file).at(1, 0));
    byte[] eightBitColors =
        new TiffFile(LITTLE, 1, 1, 3, 1).field(320, 1, 4, 2, 5, 3, 6).strip(Data.bytes(0x80));
    assertEquals("4 5 6", row(eightBitColors));
  }

  @Test
  void deepChannelsMayStandApart() throws RejectedException {
    byte[] file =
        new TiffFile(ByteOrder.BIG_ENDIAN, 1, 1, 2, 16, 16, 16)
            .field(284, 2)
            .strips(Data.bytes(1, 1), Data.bytes(2, 2), Data.bytes(3, 3));
    assertEquals("1 2 3", row(file));
  }

  @Test
  void deepInkIsPaperLeft() throws RejectedException {
    byte[] file =
        new TiffFile(LITTLE, 1, 1, 5, 16, 16, 16, 16)
            .strip(Data.bytes(0, 0, 255, 255, 55, 55, 55, 55));
    assertEquals("200 0 157", row(file));
  }

  /** Lindbloom's calculator gives the same for D50. */
  @Test
  void labBecomesSrgb() throws RejectedException {
    byte[] white = new TiffFile(LITTLE, 1, 1, 8, 8, 8, 8).strip(Data.bytes(255, 0, 0));
    assertEquals("255 255 255", row(white));
    // sRGB's own red is L* 54.29, a* 80.81, b* 69.89 under D50.
    byte[] red = new TiffFile(LITTLE, 1, 1, 8, 8, 8, 8).strip(Data.bytes(138, 81, 70));
    int[] samples = Pixels.of(red).samples();
    assertEquals(254, samples[0], 1);
    assertEquals(0, samples[1], 12);
    assertEquals(0, samples[2], 12);
    byte[] icc = new TiffFile(LITTLE, 1, 1, 9, 8, 8, 8).strip(Data.bytes(138, 81 + 128, 70 + 128));
    assertEquals(Pixels.of(red).at(0, 0), row(icc));
  }

  @Test
  void bitsMayBeginAtTheLowest() throws RejectedException {
    byte[] zip = PngFile.deflated(Data.bytes(9, 200));
    for (int i = 0; i < zip.length; i++) {
      zip[i] = (byte) (Integer.reverse(zip[i]) >>> 24);
    }
    byte[] file = new TiffFile(LITTLE, 2, 1, 1, 8).field(259, 8).field(266, 2).strip(zip);
    assertEquals("9 200", row(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6})
  void colorsOfFewBitsAreUnsupported(int bits) {
    byte[] file = new TiffFile(LITTLE, 2, 1, 2, bits, bits, bits).strip(new byte[6]);
    assertEquals(
        Reason.UNSUPPORTED,
        assertThrows(RejectedException.class, () -> Probe.probe(file, Limits.DEFAULT)).reason());
  }

  private static String row(byte[] file) throws RejectedException {
    Pixels pixels = Pixels.of(file);
    StringBuilder row = new StringBuilder();
    for (int x = 0; x < pixels.width(); x++) {
      row.append(x == 0 ? "" : " ").append(pixels.at(x, 0));
    }
    return row.toString();
  }
}
