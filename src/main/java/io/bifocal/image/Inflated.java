package io.bifocal.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zlib stream (RFC 1950) that must inflate to a known number of bytes. The bytes themselves are
 * thrown away: what counts is that they are there. Closing frees native memory.
 */
final class Inflated implements AutoCloseable {
  private final Inflater inflater = new Inflater();
  private final byte[] sink = new byte[1 << 15];
  private final long expected;
  private final String part;
  private long inflated;
  private boolean started;

  Inflated(long expected, String part) {
    this.expected = expected;
    this.part = part;
  }

  long expected() {
    return expected;
  }

  boolean isStarted() {
    return started;
  }

  /** Takes the next piece of the stream, which stands at byte {@code offset} of the file. */
  void feed(ByteBuffer piece, long offset) throws RejectedException {
    started = true;
    inflater.setInput(piece);
    try {
      while (inflated <= expected && !inflater.finished()) {
        int count = inflater.inflate(sink);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        inflated += count;
      }
    } catch (DataFormatException e) {
      throw RejectedException.corrupt(
          part + " at byte " + offset + " does not inflate: " + e.getMessage());
    }
    if (inflater.needsDictionary()) {
      throw RejectedException.corrupt(part + " at byte " + offset + " wants a preset dictionary");
    }
  }

  /** Fails unless all was there; {@code end} is where the stream ended. */
  void requireComplete(long end) throws RejectedException {
    if (inflated < expected) {
      throw RejectedException.truncated(
          part
              + " ends before byte "
              + end
              + " after "
              + inflated
              + " of "
              + expected
              + " bytes of pixels");
    }
    // zlib may hold back its checksum until asked for more; rows beyond the last are of no concern.
    if (inflated == expected && !inflater.finished()) {
      throw RejectedException.truncated(part + " ends before byte " + end + " without a checksum");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
