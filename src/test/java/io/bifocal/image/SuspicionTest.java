package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is refused for what it would cost, what is decoded elsewhere, and that the rest is not. */
class SuspicionTest {
  private static final Decoder LENIENT =
      new Decoder(
          new DecodingSettings(
              DamagedRule.ACCEPT, DecodingSettings.DEFAULT.background(), ColorProfileRule.IGNORE),
          Limits.DEFAULT);

  @Test
  void ordinaryFilesAreDecodedHere() throws RejectedException {
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      boolean jpegInTiff = kind.getKey().equals("tiff JPEG");
      assertEquals(jpegInTiff, isSuspicious(kind.getValue(), Decoder.DEFAULT), kind.getKey());
      assertEquals(jpegInTiff, isSuspicious(kind.getValue(), LENIENT), kind.getKey());
    }
    BufferedImage blank = new BufferedImage(4000, 2400, BufferedImage.TYPE_3BYTE_BGR);
    assertFalse(
        isSuspicious(
            Encoded.opencv(".jpg", blank, opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
            Decoder.DEFAULT));
    assertFalse(isSuspicious(Encoded.opencv(".png", blank), Decoder.DEFAULT));
  }

  @Test
  void oneProcessDecodesWhatIsSuspicious() throws RejectedException {
    int before = DecodeProcess.SHARED.started();
    byte[] plain = Encoded.kinds().get("jpeg progressive");
    Decoder.DEFAULT.decode(plain, Probe.probe(plain, Limits.DEFAULT)).close();
    assertEquals(before, DecodeProcess.SHARED.started());
    byte[] odd = Encoded.kinds().get("tiff JPEG");
    for (int i = 0; i < 3; i++) {
      Decoder.DEFAULT.decode(odd, Probe.probe(odd, Limits.DEFAULT)).close();
    }
    assertEquals(Math.max(1, before), DecodeProcess.SHARED.started());
  }

  @Test
  void manyScansAreSuspicious() throws RejectedException {
    assertFalse(isSuspicious(ScanBomb.of(100, 100, 64), Decoder.DEFAULT));
    assertTrue(isSuspicious(ScanBomb.of(100, 100, 65), Decoder.DEFAULT));
  }

  @Test
  void pixelsFromNextToNothingAreSuspicious() {
    Header header = new Header(Format.WEBP, 9999, 9999, 3, 8, 1, 1);
    assertTrue(Suspicion.of(new byte[38], header, Decoder.DEFAULT));
    assertFalse(Suspicion.of(new byte[100_000], header, Decoder.DEFAULT));
  }

  @Test
  void whatNeedsMuchMemoryIsSuspicious() {
    Header header = new Header(Format.PNG, 10_000, 10_000, 4, 16, 1, 1);
    assertTrue(Suspicion.of(new byte[1_000_000], header, Decoder.DEFAULT));
  }

  @Test
  void damageThatIsAcceptedIsSuspicious() throws RejectedException {
    byte[] file = Encoded.kinds().get("jpeg");
    Header header = Probe.probe(file, Limits.DEFAULT);
    byte[] cut = Arrays.copyOf(file, file.length - 10);
    assertTrue(Suspicion.of(cut, header, LENIENT));
    assertTrue(Suspicion.of(Arrays.copyOf(file, 30), header, Decoder.DEFAULT));
  }

  @Test
  void scanBombsAreRejectedByTheirStructure() {
    for (byte[] bomb : new byte[][] {ScanBomb.of(4000, 4000, 1000), ScanBomb.of(8, 8, 1_000_000)}) {
      RejectedException e =
          assertTimeout(
              Duration.ofSeconds(20),
              () -> assertThrows(RejectedException.class, () -> Probe.probe(bomb, Limits.DEFAULT)));
      assertEquals(Reason.TOO_MANY_PIXELS, e.reason());
      assertTrue(
          e.getMessage()
              .matches("\\d+ scans visit \\d+ pixels, over 32 times the limit of 1(0{8})"),
          e.getMessage());
    }
  }

  @Test
  void theLargestPicturesMayHaveTheUsualScans() throws RejectedException {
    Limits limits = new Limits(4_000_000, 1_000_000, 30);
    assertEquals(2000, Probe.probe(ScanBomb.of(2000, 2000, 30), limits).width());
    assertEquals(1, Probe.probe(ScanBomb.of(1, 1, 10), new Limits(1, 1_000_000, 30)).width());
    byte[] largest =
        Encoded.opencv(
            ".jpg",
            new BufferedImage(2000, 2000, BufferedImage.TYPE_3BYTE_BGR),
            opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
            1,
            opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
            opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
    assertEquals(2000, Probe.probe(largest, limits).width());
  }

  @Property(tries = 300)
  void whateverTheScansAreTheWalkEnds(
      @ForAll @IntRange(min = 1, max = 65_535) int width,
      @ForAll @IntRange(min = 0, max = 65_535) int height,
      @ForAll @IntRange(min = 1, max = 3000) int scans,
      @ForAll @Size(6) byte[] noise) {
    byte[] bomb = ScanBomb.of(Math.min(width, 3000), Math.min(height, 3000), scans);
    for (int i = 0; i < noise.length; i++) {
      bomb[(noise[i] & 0xff) * (i + 1) % bomb.length] = noise[noise.length - 1 - i];
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          try {
            Suspicion.of(bomb, Probe.probe(bomb, Limits.DEFAULT), Decoder.DEFAULT);
          } catch (RejectedException e) {
            assertFalse(e.getMessage().isBlank());
          }
        });
  }

  private static boolean isSuspicious(byte[] file, Decoder decoder) throws RejectedException {
    return Suspicion.of(file, Probe.probe(file, Limits.DEFAULT), decoder);
  }
}
