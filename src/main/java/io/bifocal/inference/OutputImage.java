package io.bifocal.inference;

import io.bifocal.image.Picture;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** The image that a network gave for a picture, not yet a file. */
public final class OutputImage {
  private static final int WHITE = 255;

  private final float[] values;
  private final int channels;
  private final Layout layout;
  private final GridSide columns;
  private final GridSide rows;
  private final ModelInput input;
  private final ImageSettings settings;

  /**
   * @param values all finite
   * @param channels of the output, 1, 3 or 4; three are in the order of the input, or RGB if that
   *     is gray, and a fourth is alpha
   * @param layout of the output
   */
  OutputImage(
      float[] values,
      int channels,
      Layout layout,
      GridSide columns,
      GridSide rows,
      ModelInput input,
      ImageSettings settings) {
    this.values = values;
    this.channels = channels;
    this.layout = layout;
    this.columns = columns;
    this.rows = rows;
    this.input = input;
    this.settings = settings;
  }

  /**
   * The result as a file: of the network's own size without what fit filled, or for alpha of the
   * picture's size with its colours. Values are rounded to the nearest gray level and cut to 0 to
   * 255.
   *
   * @param picture the one that the network was given
   */
  public EncodedImage encode(Picture picture) {
    return switch (settings.result()) {
      case PICTURE -> picture();
      case RESIDUAL -> restored(picture);
      case ALPHA -> cutOut(picture);
    };
  }

  private EncodedImage picture() {
    try (Mat result =
        new Mat(
            rows.cells(), columns.cells(), opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels))) {
      byte[] line = new byte[columns.cells() * channels];
      ByteBuffer pixels = result.createBuffer();
      for (int row = 0; row < rows.cells(); row++) {
        for (int column = 0; column < columns.cells(); column++) {
          for (int channel = 0; channel < channels; channel++) {
            line[column * channels + plane(channel)] =
                pixel(settings.level(value(row, column, channel)));
          }
        }
        pixels.put(line);
      }
      return seen(result);
    }
  }

  private EncodedImage restored(Picture picture) {
    try (Resizer resizer = new Resizer(input);
        Mat result = new Mat()) {
      resizer
          .resize(input.channels() == Channels.GRAY ? picture.gray() : picture.bgr(), Crop.CENTRE)
          .copyTo(result);
      byte[] line = new byte[columns.cells() * channels];
      ByteBuffer pixels = result.createBuffer();
      for (int row = 0; row < rows.cells(); row++) {
        int start = row * line.length;
        pixels.get(start, line);
        for (int column = 0; column < columns.cells(); column++) {
          for (int channel = 0; channel < channels; channel++) {
            int place = column * channels + plane(channel);
            line[place] =
                pixel(
                    Byte.toUnsignedInt(line[place])
                        + value(row, column, channel) * settings.scale());
          }
        }
        pixels.put(start, line);
      }
      return seen(result);
    }
  }

  private EncodedImage cutOut(Picture picture) {
    try (Mat matte = new Mat(rows.cells(), columns.cells(), opencv_core.CV_32FC1);
        Mat scaled = new Mat();
        Mat alpha = new Mat();
        Mat result = new Mat();
        Size size = new Size(picture.width(), picture.height())) {
      FloatBuffer levels = matte.createBuffer();
      for (float value : values) {
        levels.put((float) Math.max(0, Math.min(WHITE, settings.level(value))));
      }
      try (Rect middle = middle();
          Mat part = new Mat(matte, middle)) {
        opencv_imgproc.resize(part, scaled, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      }
      scaled.convertTo(alpha, opencv_core.CV_8U);
      opencv_imgproc.cvtColor(picture.bgr(), result, opencv_imgproc.COLOR_BGR2BGRA);
      opencv_core.insertChannel(alpha, result, 3);
      return new EncodedImage(Png.encode(result), picture.width(), picture.height());
    }
  }

  private EncodedImage seen(Mat all) {
    try (Rect middle = middle();
        Mat part = new Mat(all, middle)) {
      return new EncodedImage(Png.encode(part), part.cols(), part.rows());
    }
  }

  private Rect middle() {
    return new Rect(columns.first(), rows.first(), columns.length(), rows.length());
  }

  private float value(int row, int column, int channel) {
    return values[
        layout == Layout.NCHW
            ? (channel * rows.cells() + row) * columns.cells() + column
            : (row * columns.cells() + column) * channels + channel];
  }

  /** Where a channel of the output stands in OpenCV's order: blue, green, red, alpha. */
  private int plane(int channel) {
    boolean keeps = channels == 1 || channel == 3 || input.channels() == Channels.BGR;
    return keeps ? channel : 2 - channel;
  }

  private static byte pixel(double level) {
    return (byte) (int) Math.rint(Math.max(0, Math.min(WHITE, level)));
  }
}
