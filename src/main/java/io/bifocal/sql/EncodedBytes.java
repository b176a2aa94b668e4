package io.bifocal.sql;

import io.bifocal.image.Decoder;
import io.bifocal.image.Limits;
import io.bifocal.image.Picture;
import io.bifocal.image.Probe;
import io.bifocal.image.Reason;
import io.bifocal.image.RejectedException;
import org.apache.spark.sql.Row;

/**
 * A column with the bytes of image files.
 *
 * @param column its place
 */
record EncodedBytes(int column) implements PictureSource {

  @Override
  public Picture open(Row row) throws RejectedException {
    byte[] bytes = row.getAs(column);
    if (bytes == null) {
      throw new RejectedException(Reason.EMPTY, "there is no picture: the column is null");
    }
    if (bytes.length > Limits.DEFAULT.maxBytes()) {
      throw new RejectedException(
          Reason.TOO_LARGE,
          bytes.length + " bytes are more than the limit of " + Limits.DEFAULT.maxBytes());
    }
    return Decoder.DEFAULT.decode(bytes, Probe.probe(bytes, Limits.DEFAULT));
  }
}
