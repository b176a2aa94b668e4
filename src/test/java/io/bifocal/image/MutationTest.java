package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
import org.junit.jupiter.api.Assertions;

/** Whatever is done to a file, it is read, or rejected with a reason; soon, and nothing else. */
class MutationTest {
  private static final Collection<byte[]> FILES = Encoded.kinds().values();
  private static final Limits LIMITS = new Limits(1_000_000, 1_000_000, 30);

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
      Header header = Probe.probe(file, LIMITS);
      try (Picture picture = Decoder.DEFAULT.decode(file, header)) {
        assertTrue(picture.width() == header.width() && picture.height() == header.height());
      }
    } catch (RejectedException e) {
      assertTrue(!e.getMessage().isBlank() && e.getMessage().length() < 300);
    }
  }
}
