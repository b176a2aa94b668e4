package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Color;
import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is made of damaged files where they are accepted. */
class DamageTest {
  private static final Decoder LENIENT =
      new Decoder(
          new DecodingSettings(DamagedRule.ACCEPT, Color.parse("white"), ColorProfileRule.IGNORE),
          Limits.DEFAULT);

  @Test
  void aCutJpegIsReadAsFarAsItGoes() throws RejectedException {
    byte[] file = Encoded.opencv(".jpg", Encoded.corners(64, 64));
    Pixels pixels = accepted(Arrays.copyOf(file, file.length - 12));
    assertEquals(64, pixels.height());
    assertTrue(pixels.samples()[0] > 200 && pixels.samples()[1] < 60, pixels.at(0, 0));
  }

  @Test
  void missingRowsOfAPngAreBlack() throws RejectedException {
    byte[] file = new PngFile(2, 3, 8, 0).rows(0, 1, 2, 0, 3, 4).end();
    Pixels pixels = accepted(file);
    assertEquals("1", pixels.at(0, 0));
    assertEquals("4", pixels.at(1, 1));
    assertEquals("0", pixels.at(0, 2));
    byte[] cut = Arrays.copyOf(file, file.length - 20);
    assertEquals("1", accepted(cut).at(0, 0));
  }

  @Test
  void checksumsOfAPngAreNotLookedAt() throws RejectedException {
    byte[] file = new PngFile(1, 1, 8, 3).chunk("PLTE", Data.bytes(1, 2, 3)).rows(0, 0).end();
    file[Data.indexOf(file, Data.ascii("PLTE")) + 4] = 9;
    assertEquals("9 2 3", accepted(file).at(0, 0));
  }

  @Test
  void whatNoDecoderReadsIsStillRejected() throws RejectedException {
    for (byte[] file : Encoded.kinds().values()) {
      byte[] cut = Arrays.copyOf(file, file.length / 2);
      RejectedException e = refused(cut);
      if (LENIENT.accepts(e)) {
        Header header = e.header().orElseThrow();
        try (Picture picture = LENIENT.decode(cut, header)) {
          assertEquals(header.width(), picture.width());
        } catch (RejectedException again) {
          assertEquals(header, again.header().orElseThrow());
        }
      }
    }
  }

  @Test
  void wholeFilesAreReadAsEver() throws RejectedException {
    for (byte[] file : Encoded.kinds().values()) {
      assertEquals(
          Arrays.hashCode(Pixels.of(file).samples()),
          Arrays.hashCode(Pixels.of(file, LENIENT).samples()));
    }
  }

  private static Pixels accepted(byte[] file) throws RejectedException {
    RejectedException e = refused(file);
    assertTrue(LENIENT.accepts(e), e.getMessage());
    return Pixels.of(file, e.header().orElseThrow(), LENIENT);
  }

  private static RejectedException refused(byte[] file) {
    return assertThrows(RejectedException.class, () -> Probe.probe(file, Limits.DEFAULT));
  }
}
