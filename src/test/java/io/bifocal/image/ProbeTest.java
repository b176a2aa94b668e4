package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe says of whole files, and of files that are none. */
class ProbeTest {
  private static final Set<Reason> DAMAGE = Set.of(Reason.TRUNCATED, Reason.CORRUPT);

  @Test
  void everyKindIsReadAsWhatItIs() throws RejectedException {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      Header header = Probe.probe(kind.getValue(), Limits.DEFAULT);
      String name = kind.getKey().split(" ", 2)[0];
      assertEquals(name.matches("p[gp]m") ? "pnm" : name, header.format().label(), kind.getKey());
      assertEquals(19, header.width(), kind.getKey());
      assertEquals(13, header.height(), kind.getKey());
      boolean gray = kind.getKey().endsWith("gray") || name.equals("pgm");
      assertEquals(gray ? 1 : 3, header.channels(), kind.getKey());
      assertEquals(8, header.depth(), kind.getKey());
      assertEquals(1, header.frames(), kind.getKey());
      assertEquals(1, header.orientation(), kind.getKey());
    }
  }

  @Test
  void everyCutIsRejected() {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      // The marks that end the last row of runs, and the bitmap, say nothing that is not known.
      int least = kind.getValue().length - (kind.getKey().equals("bmp rle") ? 4 : 0);
      for (int length = 0; length < least; length++) {
        byte[] cut = Arrays.copyOf(kind.getValue(), length);
        String where = kind.getKey() + " cut to " + length + " of " + kind.getValue().length;
        RejectedException e =
            assertThrows(RejectedException.class, () -> Probe.probe(cut, Limits.DEFAULT), where);
        if (length > 20) {
          assertTrue(DAMAGE.contains(e.reason()), where + ": " + e.reason());
        }
      }
    }
  }

  @Test
  void bytesAfterTheEndAreAllowed() throws RejectedException {
    for (byte[] file : Encoded.kinds().values()) {
      Header alone = Probe.probe(file, Limits.DEFAULT);
      byte[] longer = Data.join(file, Data.bytes(0xff, 0xd8, 0xff, 0, 1, 2, 3));
      assertEquals(alone, Probe.probe(longer, Limits.DEFAULT));
    }
  }

  @Test
  void theHeaderIsKnownOfATruncatedFile() {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(40, 30));
    RejectedException e = rejected(Arrays.copyOf(file, file.length - 2));
    assertEquals(Reason.TRUNCATED, e.reason());
    assertEquals(40, e.header().orElseThrow().width());
    assertEquals(0, e.getStackTrace().length);
  }

  @Test
  void nothingIsEmpty() {
    assertEquals(Reason.EMPTY, rejected(new byte[0]).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "'%PDF-1.7', PDF",
    "'<!DOCTYPE html><html>', HTML",
    "'version https://git-lfs.github.com/spec/v1', LFS",
    "'BM is how this text begins, and it goes on', text",
    "'hello', text"
  })
  void otherThingsAreNamed(String text, String name) {
    RejectedException e = rejected(Data.ascii(text));
    assertEquals(Reason.NOT_AN_IMAGE, e.reason());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'\0\0\0\u001cftypavif\0\0\0\0', AVIF",
    "'\0\0\0\u001cftypheic\0\0\0\0', HEIC",
    "'\0\0\0\u001cftypcrx \0\0\0\0', Canon CR3",
    "'8BPS\0\u0001', PSD",
    "'\0\0\1\0\1\0', ICO",
    "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>', SVG",
    "'\u00ff\n123', JPEG XL",
    "'\u00ffO\u00ffQ', JPEG 2000",
  })
  void knownButUnreadFormatsAreUnsupported(String start, String name) {
    RejectedException e = rejected(Data.ascii(start));
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0xc5, hierarchical", "0xcb, lossless", "0xcd, hierarchical"})
  void jpegProcessesThatAreNotReadAreUnsupported(String marker, String name) {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(40, 30));
    file[frameHeader(file) + 1] = (byte) Integer.decode(marker).intValue();
    RejectedException e = rejected(file);
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @Test
  void twelveBitJpegIsUnsupported() {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(40, 30));
    file[frameHeader(file) + 4] = 12;
    assertEquals(Reason.UNSUPPORTED, rejected(file).reason());
  }

  @Test
  void aJpegThatIsClosedTooEarlyIsTruncated() {
    byte[] file = Encoded.opencv(".jpg", Encoded.colorful(200, 200, BufferedImage.TYPE_3BYTE_BGR));
    byte[] closed = Data.join(Arrays.copyOf(file, 700), Data.bytes(0xff, 0xd9));
    assertEquals(Reason.TRUNCATED, rejected(closed).reason());
  }

  @Test
  void aThumbnailInsideExifIsNotTheEnd() throws RejectedException {
    byte[] thumbnail = Encoded.opencv(".jpg", Encoded.corners(8, 8));
    byte[] app1 = Data.join(Data.ascii("Exif\0\0"), Data.exif(1), thumbnail);
    byte[] file =
        Data.insert(
            Encoded.opencv(".jpg", Encoded.corners(40, 30)), 2, JpegFile.segment(0xe1, app1));
    assertEquals(40, Probe.probe(file, Limits.DEFAULT).width());
  }

  @Test
  void aMissingRestartIntervalIsFound() {
    byte[] file =
        Encoded.opencv(
            ".jpg", Encoded.corners(64, 64), opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 1);
    int second = Data.indexOf(file, Data.bytes(0xff, 0xd1));
    int third = Data.indexOf(file, Data.bytes(0xff, 0xd2));
    byte[] cut =
        Data.join(Arrays.copyOf(file, second), Arrays.copyOfRange(file, third, file.length));
    assertEquals(Reason.CORRUPT, rejected(cut).reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void orientationsOutOfRangeAreNone(int value) throws RejectedException {
    byte[] file = JpegFile.withExif(Encoded.opencv(".jpg", Encoded.corners(40, 30)), value);
    assertEquals(1, Probe.probe(file, Limits.DEFAULT).orientation());
  }

  @Test
  void namesInTablesAreLowerCase() {
    assertEquals("jpeg", Format.JPEG.label());
    assertEquals("too_many_pixels", Reason.TOO_MANY_PIXELS.label());
  }

  @Test
  void fillBytesBeforeAMarkerAreAllowed() throws RejectedException {
    byte[] file =
        Data.insert(
            Encoded.opencv(".jpg", Encoded.corners(40, 30)), 2, Data.bytes(0xff, 0xff, 0xff));
    assertEquals(40, Probe.probe(file, Limits.DEFAULT).width());
  }

  @Test
  void aFlippedByteInPngDataIsCorrupt() {
    byte[] file = Encoded.opencv(".png", Encoded.corners(40, 30));
    for (int i = 8; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= 0x10;
      RejectedException e = rejected(flipped);
      assertTrue(i < 24 || DAMAGE.contains(e.reason()), i + ": " + e.reason());
    }
  }

  @Test
  void pngDataThatInflatesToTooFewRowsIsTruncated() {
    byte[] file = new PngFile(2, 3, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    assertEquals(Reason.TRUNCATED, rejected(file).reason());
  }

  @Test
  void framesAndPagesAreCounted() throws RejectedException {
    byte[] still = Encoded.opencv(".webp", Encoded.corners(8, 8));
    byte[] frame = WebpFile.frame(0, 0, 8, 8, WebpFile.picture(still));
    byte[] animated = WebpFile.riff(WebpFile.extended(2, 8, 8), frame, frame, frame);
    assertEquals(3, Probe.probe(animated, Limits.DEFAULT).frames());

    byte[] gif = Encoded.jdk("gif", Encoded.corners(8, 8));
    int image = Data.indexOf(gif, Data.bytes(0x2c, 0, 0, 0, 0, 8, 0, 8, 0));
    byte[] again = Arrays.copyOfRange(gif, image, gif.length - 1);
    assertEquals(2, Probe.probe(Data.insert(gif, gif.length - 1, again), Limits.DEFAULT).frames());

    byte[] apng =
        new PngFile(1, 1, 8, 0).chunk("acTL", Data.bytes(0, 0, 0, 7, 0, 0, 0, 0)).rows(0, 9).end();
    assertEquals(7, Probe.probe(apng, Limits.DEFAULT).frames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "ZLib", "Deflate", "JPEG"})
  void damageInsideAStripIsFound(String compression) {
    BufferedImage image = Encoded.colorful(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    byte[] file = Encoded.jdk("tiff", image, compression);
    Arrays.fill(file, file.length / 2, file.length / 2 + 200, (byte) 0xff);
    assertTrue(DAMAGE.contains(rejected(file).reason()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 32_773})
  void aStripThatHoldsTooLittleIsTruncated(int compression) {
    byte[] pixels =
        switch (compression) {
          case 8 -> PngFile.deflated(new byte[99]);
          case 32_773 -> Data.bytes(158, 0);
          default -> new byte[99];
        };
    byte[] file =
        new TiffFile(ByteOrder.BIG_ENDIAN, 10, 10, 1, 8).field(259, compression).strip(pixels);
    RejectedException e = rejected(file);
    assertEquals(Reason.TRUNCATED, e.reason());
    assertTrue(e.getMessage().contains("of 100"), e.getMessage());
  }

  @Test
  void tiffPagesInACircleEndWhereItCloses() throws RejectedException {
    byte[] file = new TiffFile(ByteOrder.BIG_ENDIAN, 2, 2, 1, 8).strip(new byte[4]);
    int next = 8 + 2 + 12 * 9;
    file[next + 3] = 8;
    assertEquals(1, Probe.probe(file, Limits.DEFAULT).frames());
  }

  @Test
  void tiffDirectoriesLaidOverEachOtherAreCorrupt() {
    ByteBuffer file = ByteBuffer.allocate(60_000).order(ByteOrder.LITTLE_ENDIAN);
    byte[] first = new TiffFile(ByteOrder.LITTLE_ENDIAN, 2, 2, 1, 8).strip(new byte[4]);
    file.put(first).putInt(8 + 2 + 12 * 9, 1000);
    // Every directory has as many entries as reach the end, and the next begins 30 bytes later.
    for (int at = 1000; at < 50_000; at += 30) {
      int entries = Math.min(4000, (file.limit() - at - 6) / 12);
      file.putShort(at, (short) entries);
      int next = at + 2 + 12 * entries;
      if (next + 4 <= file.limit() && file.getInt(next) == 0) {
        file.putInt(next, at + 30);
      }
    }
    assertEquals(Reason.CORRUPT, rejected(file.array()).reason());
  }

  @Test
  void rawFilesInTiffAreUnsupported() {
    byte[] dng =
        new TiffFile(ByteOrder.LITTLE_ENDIAN, 2, 2, 1, 8).field(50_706, 1).strip(new byte[4]);
    RejectedException e = rejected(dng);
    assertEquals(Reason.UNSUPPORTED, e.reason());
    assertTrue(e.getMessage().contains("camera raw"));
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "65536, 1", "1, 70000"})
  void pixelsAreCountedBeforeAnythingElse(int width, int height) {
    RejectedException e = rejected(new PngFile(width, height, 8, 2).end());
    assertEquals(Reason.TOO_MANY_PIXELS, e.reason());
    assertEquals(width, e.header().orElseThrow().width());
  }

  @Test
  void aTinyFileOfAHugeLosslessPictureHasTooManyPixels() {
    int bits = 16_382 | 16_382 << 14;
    byte[] file =
        WebpFile.riff(
            WebpFile.chunk(
                "VP8L", Data.bytes(0x2f, bits, bits >> 8, bits >> 16, bits >> 24, 0, 0, 0)));
    RejectedException e = rejected(file);
    assertEquals(Reason.TOO_MANY_PIXELS, e.reason());
    assertEquals("16383 by 16383 pixels, over the limit of 100000000", e.getMessage());
  }

  @Test
  void limitsAreTheCallers() {
    byte[] file = Encoded.opencv(".bmp", Encoded.corners(40, 30));
    RejectedException e =
        assertThrows(RejectedException.class, () -> Probe.probe(file, new Limits(1199, 1, 1)));
    assertEquals(Reason.TOO_MANY_PIXELS, e.reason());
  }

  private static int frameHeader(byte[] jpeg) {
    return Data.indexOf(jpeg, Data.bytes(0xff, 0xc0));
  }

  private static RejectedException rejected(byte[] file) {
    return assertThrows(RejectedException.class, () -> Probe.probe(file, Limits.DEFAULT));
  }
}
