package io.bifocal.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** From the colours of an ICC profile to sRGB, 8 bits a channel, by the JDK's colour management. */
final class ColorTransform {
  private static final float[] PROBES = {0.1f, 0.9f, 0.25f, 0.5f, 0.75f};
  private static final double LEAST_DIFFERENCE = 1.0 / 255;

  private final ColorConvertOp conversion;
  private final int colors;

  private ColorTransform(ICC_Profile profile, int colors) {
    conversion =
        new ColorConvertOp(
            new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    this.colors = colors;
  }

  /** Empty if the profile is broken, is not of such a picture, or is sRGB itself. */
  static Optional<ColorTransform> of(byte[] icc, boolean gray) {
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      int wanted = gray ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB;
      if (profile.getColorSpaceType() != wanted) {
        return Optional.empty();
      }
      int colors = gray ? 1 : 3;
      // Broken tables too are noticed only when the profile is used.
      if (isSrgb(new ICC_ColorSpace(profile), colors)) {
        return Optional.empty();
      }
      return Optional.of(new ColorTransform(profile, colors));
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  /** Names lie: sRGB is what changes nothing. */
  private static boolean isSrgb(ColorSpace space, int colors) {
    for (int i = 0; i < PROBES.length; i++) {
      float[] color = new float[colors];
      for (int channel = 0; channel < colors; channel++) {
        color[channel] = PROBES[(i + channel) % PROBES.length];
      }
      float[] converted = space.toRGB(color);
      for (int channel = 0; channel < converted.length; channel++) {
        if (Math.abs(converted[channel] - color[channel % colors]) > LEAST_DIFFERENCE) {
          return false;
        }
      }
    }
    return true;
  }

  /** A new matrix of the same type; alpha stays as it is. */
  Mat apply(Mat pixels) {
    int width = pixels.cols();
    int channels = pixels.channels();
    Mat result = new Mat(pixels.rows(), width, pixels.type());
    byte[] row = new byte[width * channels];
    WritableRaster source =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, colors, null);
    WritableRaster target = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
    byte[] from = ((DataBufferByte) source.getDataBuffer()).getData();
    byte[] to = ((DataBufferByte) target.getDataBuffer()).getData();
    for (int y = 0; y < pixels.rows(); y++) {
      try (BytePointer read = pixels.ptr(y);
          BytePointer write = result.ptr(y)) {
        read.get(row);
        for (int i = 0; i < from.length; i++) {
          from[i] = row[i / colors * channels + (colors - 1 - i % colors)];
        }
        conversion.filter(source, target);
        for (int x = 0; x < width; x++) {
          for (int channel = 0; channel < Math.min(3, channels); channel++) {
            row[x * channels + channel] = to[3 * x + 2 - channel];
          }
        }
        write.put(row);
      }
    }
    return result;
  }
}
