package io.bifocal.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource({
    "61, a",
    "c3a9, é",
    "65cc81, e\u0301",
    "f09f9880, \uD83D\uDE00",
    "efbfbd, \uFFFD",
    "ff, \\xFF",
    "61ff62, a\\xFFb",
    "c3, \\xC3",
    "e282, \\xE2\\x82",
    "c080, \\xC0\\x80",
    "eda080, \\xED\\xA0\\x80",
    "5c, \\",
    "5c78, \\x",
    "5c7866, \\xf",
    "5c786666, \\xff",
    "5c784646, \\x5CxFF",
    "5c7835437841, \\x5Cx5CxA",
    "5cff, \\\\xFF",
    "5c7834ff31, \\x4\\xFF1",
  })
  void aNameOfTheseBytesIsThisText(String bytes, String text) {
    assertEquals(text, FileNames.text(HexFormat.of().parseHex(bytes)));
    assertArrayEquals(HexFormat.of().parseHex(bytes), FileNames.bytes(text));
  }

  @Property
  void anyBytesComeBack(@ForAll byte[] name) {
    assertArrayEquals(name, FileNames.bytes(FileNames.text(name)));
  }

  @Property(tries = 5_000)
  void bytesAroundBackslashesComeBack(@ForAll("escapes") byte[] name) {
    assertArrayEquals(name, FileNames.bytes(FileNames.text(name)));
  }

  @Property(tries = 5_000)
  void differentNamesHaveDifferentTexts(@ForAll("escapes") byte[] a, @ForAll("escapes") byte[] b) {
    if (!Arrays.equals(a, b)) {
      assertNotEquals(FileNames.text(a), FileNames.text(b));
    }
  }

  @Property
  void validUtf8IsUnchangedUnlessItLooksLikeAnEscape(@ForAll("texts") String name) {
    String expected = name.replaceAll("\\\\x(?=[0-9A-F]{2})", "\\\\x5Cx");
    assertEquals(expected, FileNames.text(name.getBytes(UTF_8)));
  }

  @Provide
  Arbitrary<byte[]> escapes() {
    return Arbitraries.of(
            (byte) '\\',
            (byte) 'x',
            (byte) '5',
            (byte) 'C',
            (byte) 'c',
            (byte) 0xFF,
            (byte) 0xC3,
            (byte) 0xA9)
        .array(byte[].class)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.strings().ofMaxLength(10).filter(s -> UTF_8.newEncoder().canEncode(s));
    return Arbitraries.oneOf(any, Arbitraries.strings().withChars("\\x5CFf").ofMaxLength(10));
  }
}
