package io.bifocal.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of content: SHA-256, in lower-case hexadecimal digits. */
public final class Sha256 {
  private final MessageDigest digest;
  private final byte[] buffer = new byte[1 << 16];

  /** Not for use by several threads at once. */
  public Sha256() {
    digest = digest();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of {@code content}. */
  public String of(byte[] content) {
    // A stream that broke off may have left its beginning behind.
    digest.reset();
    return HexFormat.of().formatHex(digest.digest(content));
  }

  /** Reads {@code content} to its end, without keeping it. */
  public String of(InputStream content) throws IOException {
    digest.reset();
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first 8 hexadecimal digits: a version. */
  public String version(byte[] content) {
    return of(content).substring(0, 8);
  }
}
