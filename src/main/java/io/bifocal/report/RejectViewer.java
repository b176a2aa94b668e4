package io.bifocal.report;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.ImageReader;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import io.bifocal.image.Decoder;
import io.bifocal.image.Header;
import io.bifocal.image.Limits;
import io.bifocal.image.Picture;
import io.bifocal.image.Probe;
import io.bifocal.image.RejectedException;
import io.bifocal.image.Thumbnail;
import io.bifocal.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Looks at rejected files within a task: their first bytes, and a thumbnail of what can be decoded
 * of those that are damaged. {@link Decoder} decodes damaged files in a process of their own.
 */
final class RejectViewer implements Serializable {
  private static final int SHOWN_BYTES = 8;
  private static final int SECONDS_A_FILE = 5;

  /** In pixels; shown at half of it, so that it is sharp on a phone. */
  private static final int THUMBNAIL_SIDE = 160;

  /** What a task may spend on pictures that nobody will miss. */
  private static final long MOST_NANOS = 20_000_000_000L;

  private static final Set<String> DAMAGED = Set.of("truncated", "corrupt");

  /** There is nothing to open, or opening it may never come back: a pipe, a device. */
  private static final Set<String> NOT_OPENED = Set.of("unreadable", "empty");

  private final ImageCollection collection;
  private final Decoder decoder;

  RejectViewer(ImageCollection collection, Decoder decoder) {
    this.collection = collection;
    DecodingSettings settings = decoder.settings();
    Limits limits = decoder.limits();
    this.decoder =
        new Decoder(
            new DecodingSettings(
                DamagedRule.ACCEPT, settings.background(), settings.colorProfiles()),
            new Limits(
                limits.maxPixels(),
                limits.maxBytes(),
                Math.min(SECONDS_A_FILE, limits.maxSeconds())));
  }

  /**
   * Looks at files.
   *
   * @param wanted each {@link RejectSamples.Wanted} as JSON
   * @return each a {@link RejectSample} as JSON
   */
  Iterator<String> view(Iterator<String> wanted) {
    long start = System.nanoTime();
    ImageReader reader = collection.reader();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = wanted.hasNext();
        if (!more) {
          reader.close();
        }
        return more;
      }

      @Override
      public String next() {
        boolean inTime = System.nanoTime() - start < MOST_NANOS;
        return Json.line(
            view(reader, Json.read(wanted.next(), RejectSamples.Wanted.class), inTime));
      }
    };
  }

  private RejectSample view(ImageReader reader, RejectSamples.Wanted wanted, boolean inTime) {
    RejectSample sample = wanted.sample();
    if (NOT_OPENED.contains(sample.reason())) {
      return sample;
    }
    boolean decodes = DAMAGED.contains(sample.reason()) && inTime;
    long most = decodes ? decoder.limits().maxBytes() : SHOWN_BYTES;
    try (InputStream in = reader.open(RejectSamples.location(wanted))) {
      byte[] bytes = in.readNBytes((int) most);
      byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES));
      return sample.with(
          decodes ? thumbnail(bytes).orElse(null) : null, HexFormat.of().formatHex(first));
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(RejectViewer.class)
          .warn("no picture of {} in the report", sample.path(), e);
      return sample;
    }
  }

  private Optional<String> thumbnail(byte[] bytes) {
    try {
      Optional<Header> header = header(bytes);
      if (header.isEmpty()) {
        return Optional.empty();
      }
      try (Picture picture = decoder.decode(bytes, header.get())) {
        return Optional.of(
            Base64.getEncoder().encodeToString(Thumbnail.jpeg(picture, THUMBNAIL_SIDE)));
      }
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  private Optional<Header> header(byte[] bytes) {
    try {
      return Optional.of(Probe.probe(bytes, decoder.limits()));
    } catch (RejectedException e) {
      return decoder.accepts(e) ? e.header() : Optional.empty();
    }
  }
}
