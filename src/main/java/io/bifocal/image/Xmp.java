package io.bifocal.image;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The orientation in an XMP packet (ISO 16684-1), written as an attribute or as an element. */
final class Xmp {
  private static final Pattern ORIENTATION =
      Pattern.compile("tiff:Orientation\\s*(?:=\\s*[\"']|>)\\s*([1-8])\\s*[\"'<]");
  private static final int LONGEST = 1 << 20;

  private Xmp() {}

  /** 1 to 8; 0 where the packet says none. */
  static int orientation(Bytes packet) {
    byte[] text = new byte[Math.min(LONGEST, packet.size())];
    packet.view(0, text.length).get(text);
    Matcher matcher = ORIENTATION.matcher(new String(text, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
