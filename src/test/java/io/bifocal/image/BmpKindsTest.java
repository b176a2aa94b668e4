package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of bitmaps beyond the common ones; values worked out by hand. */
class BmpKindsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0x7c1f, 255 0 255",
    "3, 0xf800, 0x07e0, 0x001f, 0x8410, 132 130 132",
    "3, 0x0f00, 0x00f0, 0x000f, 0x0f08, 255 0 136"
  })
  void sixteenBitsHaveMasks(
      int compression, String red, String green, String blue, String pixel, String expected)
      throws RejectedException {
    byte[] masks =
        compression == 0
            ? new byte[0]
            : ints(Integer.decode(red), Integer.decode(green), Integer.decode(blue));
    byte[] file = file(40, 1, 1, 16, compression, masks, ints(Integer.decode(pixel)));
    assertEquals(expected, Pixels.of(file).at(0, 0));
  }

  @Test
  void longHeadersMayHaveAlpha() throws RejectedException {
    byte[] masks = ints(0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000);
    byte[] file = file(56, 1, 1, 32, 3, masks, Data.bytes(0, 100, 200, 128));
    assertEquals(4, Probe.probe(file, Limits.DEFAULT).channels());
    assertEquals("227 177 127", Pixels.of(file).at(0, 0));
  }

  @Test
  void twoBitsHaveAPalette() throws RejectedException {
    byte[] palette = ints(0x010203, 0x040506, 0x070809, 0x0a0b0c);
    Pixels pixels = Pixels.of(file(40, 4, 1, 2, 0, palette, Data.bytes(0x1b, 0, 0, 0)));
    assertEquals("1 2 3", pixels.at(0, 0));
    assertEquals("10 11 12", pixels.at(3, 0));
  }

  @Test
  void indicesBeyondAShortPaletteAreBlack() throws RejectedException {
    Pixels pixels = Pixels.of(file(40, 2, 1, 8, 0, ints(0x010203), Data.bytes(0, 9, 0, 0)));
    assertEquals("1 2 3", pixels.at(0, 0));
    assertEquals("0 0 0", pixels.at(1, 0));
  }

  @Test
  void theFirstRowMayBeTheUpper() throws RejectedException {
    byte[] file = file(40, 1, -2, 8, 0, ints(0, 0xff), Data.bytes(1, 0, 0, 0, 0, 0, 0, 0));
    assertEquals("0 0 255", Pixels.of(file).at(0, 0));
    assertEquals("0 0 0", Pixels.of(file).at(0, 1));
  }

  @Test
  void runsMayMoveOverflowAndLackAnEnd() throws RejectedException {
    byte[] palette = ints(0, 0xff, 0xff00);
    // Right 1 and up 1; a run that is longer than its row; no end.
    byte[] runs = Data.bytes(0, 2, 1, 1, 9, 2);
    Pixels pixels = Pixels.of(file(40, 3, 2, 8, 1, palette, runs));
    assertEquals("0 0 0", pixels.at(0, 0));
    assertEquals("0 255 0", pixels.at(1, 0));
    assertEquals("0 255 0", pixels.at(2, 0));
    assertEquals("0 0 0", pixels.at(2, 1));
    byte[] nibbles = Data.bytes(3, 0x12, 0, 0, 0, 3, 0x21, 0x20, 0, 1);
    Pixels four = Pixels.of(file(40, 3, 2, 4, 2, palette, nibbles));
    assertEquals("0 0 255", four.at(0, 1));
    assertEquals("0 255 0", four.at(1, 1));
    assertEquals("0 255 0", four.at(0, 0));
    byte[] cut = file(40, 3, 2, 8, 1, palette, Data.bytes(3, 1));
    assertEquals(
        Reason.TRUNCATED,
        assertThrows(RejectedException.class, () -> Probe.probe(cut, Limits.DEFAULT)).reason());
  }

  @Test
  void headersOfOs2AreRead() throws RejectedException {
    byte[] two = file(64, 1, 1, 8, 0, Data.join(new byte[24], ints(0x010203)), new byte[4]);
    assertEquals("1 2 3", Pixels.of(two).at(0, 0));
  }

  /**
   * A header of {@code size}, of which the first 40 bytes are given; the rest begins {@code extra}.
   */
  private static byte[] file(
      int size, int width, int height, int bits, int compression, byte[] extra, byte[] pixels) {
    int data = 54 + extra.length;
    ByteBuffer file = ByteBuffer.allocate(data + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Data.ascii("BM")).putInt(file.limit()).putInt(0).putInt(data);
    file.putInt(size).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    file.putInt(compression).position(54).put(extra).put(pixels);
    return file.array();
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
