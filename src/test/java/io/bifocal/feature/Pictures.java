package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures made for tests. */
final class Pictures {
  private Pictures() {}

  /** A gray picture of these rows. */
  static Picture gray(int[][] rows) {
    byte[] samples = new byte[rows.length * rows[0].length];
    int next = 0;
    for (int[] row : rows) {
      for (int value : row) {
        samples[next++] = (byte) value;
      }
    }
    return Picture.of(mat(rows[0].length, rows.length, 1, samples));
  }

  /** One colour picture row; each colour is 0xRRGGBB. */
  static Picture colors(int... colors) {
    byte[] samples = new byte[colors.length * 3];
    for (int i = 0; i < colors.length; i++) {
      samples[3 * i] = (byte) colors[i];
      samples[3 * i + 1] = (byte) (colors[i] >> 8);
      samples[3 * i + 2] = (byte) (colors[i] >> 16);
    }
    return Picture.of(mat(colors.length, 1, 3, samples));
  }

  /** The same value everywhere. */
  static Picture flat(int width, int height, int channels, int value) {
    byte[] samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) value);
    return Picture.of(mat(width, height, channels, samples));
  }

  /** Independent uniform noise. */
  static Picture noise(int width, int height, int channels, long seed) {
    byte[] samples = new byte[width * height * channels];
    new Random(seed).nextBytes(samples);
    return Picture.of(mat(width, height, channels, samples));
  }

  /** Gray noise from 0 to {@code most}, times {@code factor}, plus {@code offset}. */
  static Picture noise(int width, int height, int most, int factor, int offset, long seed) {
    Random random = new Random(seed);
    byte[] samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (random.nextInt(most + 1) * factor + offset);
    }
    return Picture.of(mat(width, height, 1, samples));
  }

  static Mat mat(int width, int height, int channels, byte[] samples) {
    Natives.ensureLoaded();
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    mat.data().put(samples);
    return mat;
  }
}
