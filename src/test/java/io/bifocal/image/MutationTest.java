package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Color;
import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;

/** Whatever is done to a file, it is read, or rejected with a reason; soon, and nothing else. */
class MutationTest {
  private static final Collection<byte[]> FILES = files(Encoded.kinds().values());
  private static final Limits LIMITS = new Limits(1_000_000, 1_000_000, 30);

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final Decoder LENIENT =
      new Decoder(
          new DecodingSettings(
              DamagedRule.ACCEPT, Color.parse("#204060"), ColorProfileRule.TO_SRGB),
          LIMITS);

  /** Some bytes at some place. */
  record Patch(int place, List<Byte> bytes) {}

  @Property(tries = 1500)
  void mutationsAreReadOrRejected(
      @ForAll("files") byte[] file, @ForAll("patches") List<Patch> patches) {
    byte[] mutant = file.clone();
    for (Patch patch : patches) {
      int place = patch.place() % mutant.length;
      for (int i = 0; i < patch.bytes().size() && place + i < mutant.length; i++) {
        mutant[place + i] = patch.bytes().get(i);
      }
    }
    Assertions.assertTimeout(Duration.ofSeconds(10), () -> readOrReject(mutant));
  }

  @Property(tries = 500)
  void noiseBehindASignatureIsReadOrRejected(@ForAll("files") byte[] file, @ForAll byte[] noise) {
    byte[] start = Arrays.copyOf(file, Math.min(file.length, 30));
    Assertions.assertTimeout(Duration.ofSeconds(10), () -> readOrReject(Data.join(start, noise)));
  }

  @Property(tries = 500)
  void splicesAreReadOrRejected(
      @ForAll("files") byte[] file,
      @ForAll("files") byte[] other,
      @ForAll @IntRange(max = 2000) int from,
      @ForAll @IntRange(max = 2000) int to) {
    byte[] start = Arrays.copyOf(file, Math.min(file.length, from));
    byte[] rest = Arrays.copyOfRange(other, Math.min(other.length, to), other.length);
    Assertions.assertTimeout(Duration.ofSeconds(10), () -> readOrReject(Data.join(start, rest)));
  }

  @Provide
  Arbitrary<byte[]> files() {
    return Arbitraries.of(FILES);
  }

  @Provide
  Arbitrary<List<Patch>> patches() {
    Arbitrary<Integer> places =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 100)),
            Tuple.of(2, Arbitraries.integers().between(0, 100_000)));
    Arbitrary<List<Byte>> bytes = Arbitraries.bytes().list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(places, bytes).as(Patch::new).list().ofMinSize(1).ofMaxSize(4);
  }

  private static void readOrReject(byte[] file) {
    try {
      decode(file, Probe.probe(file, LIMITS));
    } catch (RejectedException e) {
      assertTrue(!e.getMessage().isBlank() && e.getMessage().length() < 300);
      mend(file, e);
    }
  }

  private static void mend(byte[] file, RejectedException refused) {
    try {
      if (LENIENT.accepts(refused)) {
        decode(file, refused.header().orElseThrow());
      }
    } catch (RejectedException e) {
      assertTrue(!e.getMessage().isBlank() && e.getMessage().length() < 300);
    }
  }

  private static void decode(byte[] file, Header header) throws RejectedException {
    try (Picture picture = LENIENT.decode(file, header)) {
      assertTrue(picture.width() == header.width() && picture.height() == header.height());
    }
  }

  /** One of each reader more that common files do not reach. */
  private static Collection<byte[]> files(Collection<byte[]> common) {
    List<byte[]> files = new ArrayList<>(common);
    byte[] profile = PngFile.deflated(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    byte[] exif = Data.ascii("Raw profile type exif\0\nexif\n 4\n49492a00\n");
    files.add(
        new PngFile(2, 2, 8, 0)
            .chunk("tEXt", exif)
            .chunk("iCCP", Data.join(Data.ascii("a\0\0"), profile))
            .chunk("tRNS", Data.bytes(0, 1))
            .rows(0, 1, 2, 0, 3, 4)
            .end());
    byte[] ramp = new byte[600];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) i;
    }
    files.add(new TiffFile(LITTLE, 10, 10, 1, 12).strip(ramp));
    files.add(new TiffFile(LITTLE, 10, 10, 8, 8, 8, 8).strip(ramp));
    files.add(new TiffFile(LITTLE, 10, 10, 1, 8, 8).field(338, 1).strip(ramp));
    files.add(new TiffFile(LITTLE, 9, 9, 3, 1).field(320, 1, 2, 3, 4, 5, 6).strip(ramp));
    files.add(
        new TiffFile(LITTLE, 9, 9, 1, 16)
            .field(339, 3)
            .field(317, 3)
            .field(259, 8)
            .strip(PngFile.deflated(ramp)));
    files.add(
        Data.join(
            Data.ascii("P7\nWIDTH 9\nHEIGHT 9\nDEPTH 2\nMAXVAL 300\nENDHDR\n"), new byte[400]));
    return files;
  }
}
