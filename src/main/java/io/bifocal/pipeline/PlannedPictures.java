package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.Reason;
import io.bifocal.image.RejectedException;
import io.bifocal.store.Sha256;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** The images of one unit of a plan within a task: fetched ahead, decoded one by one. */
final class PlannedPictures implements AutoCloseable {
  private final Decoder decoder;
  private final PlanReader plan;
  private final ReadAhead<PlannedImage> files;
  private final StageClock clock;
  private final Sha256 sha256 = new Sha256();
  private ReadAhead.Fetched<PlannedImage> current;
  private long bytesRead;

  PlannedPictures(Unit unit, ImageCollection collection, Decoder decoder, Configuration hadoop)
      throws IOException {
    this(unit, collection, decoder, hadoop, new StageClock());
  }

  /**
   * @param clock takes the time of reading, hashing and decoding
   */
  PlannedPictures(
      Unit unit,
      ImageCollection collection,
      Decoder decoder,
      Configuration hadoop,
      StageClock clock)
      throws IOException {
    this.decoder = decoder;
    this.clock = clock;
    this.plan = new PlanReader(unit, hadoop);
    this.files =
        new ReadAhead<>(
            collection.reader(), plan, PlannedImage::location, decoder.limits().maxBytes(), clock);
  }

  boolean hasNext() {
    return files.hasNext();
  }

  /** Goes on to the next image. */
  PlannedImage next() {
    current = files.next();
    return current.file();
  }

  /**
   * Decodes the image that {@link #next} gave; the caller closes the picture.
   *
   * @throws RejectedException if that cannot be done, or the file is not what the plan knows
   */
  Picture decode() throws RejectedException {
    if (current.failure() != null) {
      throw new RejectedException(
          Reason.UNREADABLE,
          "vanished or became unreadable while the run read it: " + current.failure().getMessage());
    }
    bytesRead += current.bytes().length;
    String imageId = clock.time(Stage.HASH, () -> sha256.of(current.bytes()));
    if (!imageId.equals(current.file().imageId())) {
      throw new RejectedException(Reason.UNREADABLE, "the file changed while the run read it");
    }
    return clock.time(Stage.DECODE, () -> decoder.decode(current.bytes(), current.file().header()));
  }

  /** Encoded bytes of the images that {@link #decode} was called for. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    files.close();
    plan.close();
  }
}
