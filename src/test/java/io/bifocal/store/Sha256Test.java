package io.bifocal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors of FIPS 180-4. */
class Sha256Test {
  private static final String A_MILLION =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

  private final Sha256 sha256 = new Sha256();

  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  })
  void knownVectors(String content, String digest) throws IOException {
    assertEquals(digest, sha256.of(content.getBytes(US_ASCII)));
    assertEquals(digest, sha256.of(new ByteArrayInputStream(content.getBytes(US_ASCII))));
    assertEquals(digest.substring(0, 8), sha256.version(content.getBytes(US_ASCII)));
  }

  @Test
  void contentMayBeLongerThanTheBuffer() throws IOException {
    byte[] million = new byte[1_000_000];
    Arrays.fill(million, (byte) 'a');
    assertEquals(A_MILLION, sha256.of(million));
    assertEquals(A_MILLION, sha256.of(new ByteArrayInputStream(million)));
  }

  @Test
  void aStreamThatBreaksOffLeavesNothingBehind() throws IOException {
    assertThrows(IOException.class, () -> sha256.of(brokenAfter100Bytes()));
    byte[] next = "abc".getBytes(US_ASCII);
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        sha256.of(new ByteArrayInputStream(next)));
  }

  @Test
  void afterAStreamThatBrokeOffBytesAreHashedAlone() {
    assertThrows(IOException.class, () -> sha256.of(brokenAfter100Bytes()));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        sha256.of("abc".getBytes(US_ASCII)));
  }

  private static InputStream brokenAfter100Bytes() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] buffer, int start, int length) throws IOException {
            throw new IOException("broken");
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(new byte[100]), broken);
  }

  @Property
  void bytesAndStreamsOfThemHaveOneIdentity(@ForAll byte[] content) throws IOException {
    assertEquals(new Sha256().of(content), new Sha256().of(new ByteArrayInputStream(content)));
  }
}
