package io.bifocal.collection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names as text. A file system holds bytes, and not all of them are UTF-8: a byte that is not
 * part of valid UTF-8 is written as {@code \xFF}, with two upper-case hexadecimal digits, and a
 * backslash that would read as such an escape as {@code \x5C}. So every name has exactly one text
 * and the other way round.
 */
final class FileNames {
  private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9A-F]{2})");

  private FileNames() {}

  /** The text of a name of these bytes. */
  static String text(byte[] name) {
    StringBuilder result = new StringBuilder(name.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer rest = ByteBuffer.wrap(name);
    CharBuffer chars = CharBuffer.allocate(name.length + 1);
    while (true) {
      CoderResult step = decoder.decode(rest, chars, true);
      result.append(escaped(chars.flip().toString()));
      chars.clear();
      if (!step.isError()) {
        return result.toString();
      }
      for (int i = 0; i < step.length(); i++) {
        result.append(String.format(Locale.ROOT, "\\x%02X", rest.get() & 0xFF));
      }
      decoder.reset();
    }
  }

  /** The bytes of the name that is written as {@code text}. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(text.length());
    Matcher matcher = ESCAPE.matcher(text);
    int done = 0;
    while (matcher.find()) {
      result.writeBytes(text.substring(done, matcher.start()).getBytes(StandardCharsets.UTF_8));
      result.write(Integer.parseInt(matcher.group(1), 16));
      done = matcher.end();
    }
    result.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
    return result.toByteArray();
  }

  private static String escaped(String valid) {
    return ESCAPE.matcher(valid).replaceAll("\\\\x5Cx$1");
  }
}
