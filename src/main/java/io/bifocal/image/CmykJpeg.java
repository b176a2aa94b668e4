package io.bifocal.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
  private CmykJpeg() {}

  /** CV_8UC3, not turned; the caller closes it. */
  static Mat decode(byte[] bytes) throws RejectedException {
    boolean adobe = adobe(new Bytes(bytes));
    Raster raster = raster(bytes);
    int width = raster.getWidth();
    Mat result = new Mat(raster.getHeight(), width, opencv_core.CV_8UC3);
    int[] inks = new int[4 * width];
    byte[] row = new byte[3 * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, inks);
      for (int x = 0; x < width; x++) {
        paper(inks, 4 * x, adobe, row, 3 * x);
      }
      try (BytePointer target = result.ptr(y)) {
        target.put(row);
      }
    }
    return result;
  }

  private static void paper(int[] inks, int from, boolean adobe, byte[] row, int to) {
    int flip = adobe ? 0 : 255;
    int black = inks[from + 3] ^ flip;
    for (int channel = 0; channel < 3; channel++) {
      int left = (inks[from + 2 - channel] ^ flip) * black;
      row[to + channel] = (byte) ((2 * left + 255) / 510);
    }
  }

  private static Raster raster(byte[] bytes) throws RejectedException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
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

  /** Whether an APP14 segment of Adobe's stands before the picture data. */
  private static boolean adobe(Bytes in) throws RejectedException {
    in.seek(2);
    while (in.u8() == 0xff) {
      int marker = in.u8();
      while (marker == 0xff) {
        marker = in.u8();
      }
      if (marker == 0xda) {
        return false;
      }
      if (marker == 0xee && in.matches(in.position() + 2, "Adobe")) {
        return true;
      }
      if (marker != 1 && (marker < 0xd0 || marker > 0xd7)) {
        in.skip(in.u16() - 2L);
      }
    }
    return false;
  }
}
