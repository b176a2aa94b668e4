package io.bifocal.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEG of four components. OpenCV takes all of them for inverted, as Adobe's programs write them;
 * here an APP14 segment decides (ITU-T T.872, 6.5.3): with it the inks are inverted, and transform
 * 2 means YCCK; without it they are CMYK as they are. No colour profile is applied: a channel is
 * its paper left by ink times the paper left by black.
 */
final class CmykJpeg {
  private static final int NOT_ADOBE = -1;
  private static final int YCCK = 2;

  private CmykJpeg() {}

  /** CV_8UC3, not turned; the caller closes it. */
  static Mat decode(byte[] bytes) throws RejectedException {
    int transform = transform(new Bytes(bytes));
    Raster raster = raster(bytes);
    int width = raster.getWidth();
    Mat result = new Mat(raster.getHeight(), width, opencv_core.CV_8UC3);
    int[] inks = new int[4 * width];
    byte[] row = new byte[3 * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, inks);
      for (int x = 0; x < width; x++) {
        if (transform == YCCK) {
          toInks(inks, 4 * x);
        }
        paper(inks, 4 * x, transform == NOT_ADOBE ? 255 : 0, row, 3 * x);
      }
      try (BytePointer target = result.ptr(y)) {
        target.put(row);
      }
    }
    return result;
  }

  /**
   * The JDK leaves YCCK as it is. The first three are 255 minus the colours of T.871, chapter 7.
   */
  private static void toInks(int[] samples, int from) {
    int y = samples[from];
    double blue = samples[from + 1] - 128;
    double red = samples[from + 2] - 128;
    samples[from] = 255 - level(y + 1.402 * red);
    samples[from + 1] = 255 - level(y - 0.344136 * blue - 0.714136 * red);
    samples[from + 2] = 255 - level(y + 1.772 * blue);
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static void paper(int[] inks, int from, int flip, byte[] row, int to) {
    int black = inks[from + 3] ^ flip;
    for (int channel = 0; channel < 3; channel++) {
      int left = (inks[from + 2 - channel] ^ flip) * black;
      row[to + channel] = (byte) ((2 * left + 255) / 510);
    }
  }

  private static Raster raster(byte[] bytes) throws RejectedException {
    ImageReader reader = reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      Raster raster = reader.readRaster(0, null);
      if (raster.getNumBands() != 4) {
        throw RejectedException.corrupt("the decoder found no four components");
      }
      return raster;
    } catch (IOException | RuntimeException e) {
      throw RejectedException.corrupt("the decoder found the picture data damaged");
    } finally {
      reader.dispose();
    }
  }

  /** The JDK's own, whichever others the class path has put before it. */
  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("this Java has no reader of JPEG");
  }

  /** The transform of an Adobe APP14 segment before the picture data, or NOT_ADOBE. */
  private static int transform(Bytes in) throws RejectedException {
    in.seek(2);
    int marker = in.skip(1).u8();
    while (marker != 0xda) {
      if (marker == 0xee && in.matches(in.position() + 2, "Adobe")) {
        return in.skip(13).u8();
      }
      marker = after(in, marker);
    }
    return NOT_ADOBE;
  }

  /** The next marker's second byte; a fill byte stands for a marker without a segment. */
  private static int after(Bytes in, int marker) throws RejectedException {
    if (marker == 0xff) {
      return in.u8();
    }
    boolean lone = marker == 1 || (marker >= 0xd0 && marker <= 0xd7);
    return in.skip(lone ? 1 : in.u16() - 1L).u8();
  }
}
