package io.bifocal.preprocess;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures from and to rows of numbers. */
final class Grids {
  private Grids() {}

  /** A gray picture of these rows. */
  static Picture gray(int[][] rows) {
    byte[] samples = new byte[rows.length * rows[0].length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) rows[i / rows[0].length][i % rows[0].length];
    }
    return picture(rows[0].length, rows.length, 1, samples);
  }

  /** A colour picture of these rows; each colour is 0xRRGGBB. */
  static Picture color(int[][] rows) {
    int width = rows[0].length;
    byte[] samples = new byte[3 * rows.length * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (rows[i / 3 / width][i / 3 % width] >> (8 * (i % 3)));
    }
    return picture(width, rows.length, 3, samples);
  }

  static Picture noise(int width, int height, int channels, long seed) {
    byte[] samples = new byte[width * height * channels];
    new Random(seed).nextBytes(samples);
    return picture(width, height, channels, samples);
  }

  static Picture flat(int width, int height, int channels, int value) {
    byte[] samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) value);
    return picture(width, height, channels, samples);
  }

  /** A picture of the golden set, such as {@code im_ascent_0_g64}. */
  static Picture golden(String name) {
    Natives.ensureLoaded();
    try {
      Path file = Path.of(Grids.class.getResource("/golden/images/" + name + ".png").toURI());
      return Picture.of(
          opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_UNCHANGED));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** The values of a gray picture, or the colours of another, as 0xRRGGBB. */
  static int[][] rows(Picture picture) {
    Mat mat = picture.isGray() ? picture.gray() : picture.bgr();
    int channels = mat.channels();
    int[][] rows = new int[mat.rows()][mat.cols()];
    byte[] row = new byte[mat.cols() * channels];
    for (int y = 0; y < mat.rows(); y++) {
      mat.data().position(y * mat.step()).get(row);
      for (int i = 0; i < row.length; i++) {
        rows[y][i / channels] |= (row[i] & 0xFF) << (8 * (i % channels));
      }
    }
    return rows;
  }

  /** What a fresh worker makes of {@code picture}. */
  static int[][] apply(Operator operator, Picture picture) {
    try (Operator.Worker worker = operator.open();
        Picture result = worker.apply(picture, 1)) {
      return rows(result);
    }
  }

  /** The same of a gray picture of these rows. */
  static int[][] gray(Operator operator, int[][] rows) {
    try (Picture picture = gray(rows)) {
      return apply(operator, picture);
    }
  }

  /** The same of a colour picture of these rows. */
  static int[][] color(Operator operator, int[][] rows) {
    try (Picture picture = color(rows)) {
      return apply(operator, picture);
    }
  }

  /** The values at {@code places}: row, column, row, column, and so on. */
  static int[] at(int[][] rows, int... places) {
    int[] values = new int[places.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[places[2 * i]][places[2 * i + 1]];
    }
    return values;
  }

  static double sum(int[][] rows) {
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).asDoubleStream().sum();
  }

  private static Picture picture(int width, int height, int channels, byte[] samples) {
    Natives.ensureLoaded();
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    mat.data().put(samples);
    return Picture.of(mat);
  }
}
