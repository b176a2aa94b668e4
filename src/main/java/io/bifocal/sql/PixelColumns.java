package io.bifocal.sql;

import io.bifocal.conf.DecodingSettings;
import io.bifocal.image.Picture;
import io.bifocal.image.RawPixels;
import io.bifocal.image.Reason;
import io.bifocal.image.RejectedException;
import org.apache.spark.sql.Row;

/** The six columns of Spark's image type, which holds decoded pixels. */
final class PixelColumns implements PictureSource {
  private static final long serialVersionUID = 1;

  /** The mode of an image that Spark could not read. */
  private static final int UNDEFINED = -1;

  private static final int CV_8UC1 = 0;
  private static final int CV_8UC3 = 16;
  private static final int CV_8UC4 = 24;

  private final int[] places;

  /**
   * @param places in the order of {@link ImageFields}
   */
  PixelColumns(int... places) {
    this.places = places.clone();
  }

  /** The picture of {@code row}, which may be null as a whole. */
  @Override
  public Picture open(Row row) throws RejectedException {
    if (row == null) {
      throw new RejectedException(Reason.EMPTY, "there is no picture: the column is null");
    }
    int channels = channels(number(row, ImageFields.MODE));
    if (number(row, ImageFields.CHANNELS) != channels) {
      throw new RejectedException(
          Reason.CORRUPT,
          "nChannels = "
              + number(row, ImageFields.CHANNELS)
              + " and mode = "
              + number(row, ImageFields.MODE)
              + " contradict each other");
    }
    return RawPixels.picture(
        number(row, ImageFields.WIDTH),
        number(row, ImageFields.HEIGHT),
        channels,
        row.getAs(place(row, ImageFields.DATA)),
        DecodingSettings.DEFAULT.background());
  }

  private static int channels(int mode) throws RejectedException {
    return switch (mode) {
      case CV_8UC1 -> 1;
      case CV_8UC3 -> 3;
      case CV_8UC4 -> 4;
      case UNDEFINED ->
          throw new RejectedException(
              Reason.NOT_AN_IMAGE,
              "Spark's image source could not read it; read the files as binaryFile to learn why");
      default ->
          throw new RejectedException(
              Reason.UNSUPPORTED,
              "mode = " + mode + " is not read; 0 (CV_8UC1), 16 (CV_8UC3) and 24 (CV_8UC4) are");
    };
  }

  private int number(Row row, int field) throws RejectedException {
    return row.getInt(place(row, field));
  }

  private int place(Row row, int field) throws RejectedException {
    if (row.isNullAt(places[field])) {
      throw new RejectedException(
          Reason.EMPTY, "there is no picture: " + ImageFields.NAMES.get(field) + " is null");
    }
    return places[field];
  }
}
