package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.collection.ImageReader;
import io.bifocal.collection.Location;
import io.bifocal.image.Decoder;
import io.bifocal.image.Header;
import io.bifocal.image.Limits;
import io.bifocal.image.Probe;
import io.bifocal.image.Reason;
import io.bifocal.image.RejectedException;
import io.bifocal.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Looks at the bytes of new files in one task: identity, header, and whether they hold an image at
 * all.
 */
final class Inspector implements Iterator<Row> {
  private final ImageCollection collection;
  private final Decoder decoder;
  private final Limits limits;
  private final Sha256 sha256 = new Sha256();
  private final StageClock clock;
  private final ReadAhead<Row> files;

  /**
   * @param listed rows of {@link io.bifocal.collection.Listing#SCHEMA}
   */
  Inspector(ImageCollection collection, Decoder decoder, Iterator<Row> listed, StageClock clock) {
    this.collection = collection;
    this.decoder = decoder;
    this.clock = clock;
    this.limits = decoder.limits();
    this.files =
        new ReadAhead<>(collection.reader(), listed, this::toReadAhead, limits.maxBytes(), clock);
  }

  @Override
  public boolean hasNext() {
    if (files.hasNext()) {
      return true;
    }
    files.close();
    return false;
  }

  /** A row of {@link Scan#SCHEMA}. */
  @Override
  public Row next() {
    ReadAhead.Fetched<Row> file = files.next();
    Row listed = file.file();
    String problem = listed.getAs("problem");
    if (problem != null) {
      return row(listed, null, null, "rejected", listed.getAs("problem_reason"), problem);
    }
    if (file.failure() != null) {
      return rejected(listed, null, Reason.UNREADABLE, why(file.failure()), null);
    }
    byte[] content = file.bytes();
    if (content == null || content.length > limits.maxBytes()) {
      return tooLarge(listed);
    }
    String imageId = clock.time(Stage.HASH, () -> sha256.of(content));
    try {
      Header header = clock.time(Stage.PROBE, () -> Probe.probe(content, limits));
      return accepted(listed, imageId, header, null);
    } catch (RejectedException e) {
      if (decoder.accepts(e)) {
        String damage = "damaged, " + e.reason().label() + ": " + e.getMessage();
        return accepted(listed, imageId, e.header().orElseThrow(), damage);
      }
      return rejected(listed, imageId, e.reason(), e.getMessage(), e.header().orElse(null));
    }
  }

  private Row tooLarge(Row listed) {
    try (ImageReader reader = collection.reader();
        InputStream in = reader.open(Location.of(listed))) {
      return rejected(
          listed,
          sha256.of(in),
          Reason.TOO_LARGE,
          size(listed) + " bytes are more than limits.max-bytes = " + limits.maxBytes(),
          null);
    } catch (IOException e) {
      return rejected(listed, null, Reason.UNREADABLE, why(e), null);
    }
  }

  private static Row accepted(Row listed, String imageId, Header header, String detail) {
    return row(listed, imageId, header, "ok", null, detail);
  }

  private static Row rejected(
      Row listed, String imageId, Reason reason, String detail, Header header) {
    return row(listed, imageId, header, "rejected", reason.label(), detail);
  }

  private static Row row(
      Row listed, String imageId, Header header, String status, String reason, String detail) {
    return RowFactory.create(
        path(listed),
        imageId,
        listed.getAs("label"),
        listed.getAs("split"),
        listed.getAs("group"),
        listed.getAs("attributes"),
        size(listed),
        listed.getAs("modified"),
        header == null ? null : header.format().label(),
        header == null ? null : header.width(),
        header == null ? null : header.height(),
        header == null ? null : header.channels(),
        header == null ? null : header.depth(),
        header == null ? null : header.frames(),
        header == null ? null : header.orientation(),
        status,
        reason,
        detail,
        listed.getAs("container"),
        listed.getAs("position"));
  }

  /** What is not opened, or only streamed, is not read ahead. */
  private Location toReadAhead(Row listed) {
    boolean notNow = listed.getAs("problem") != null || size(listed) > limits.maxBytes();
    return notNow ? null : Location.of(listed);
  }

  private static String why(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  private static String path(Row listed) {
    return listed.getAs("path");
  }

  private static long size(Row listed) {
    return listed.<Long>getAs("bytes");
  }
}
