package io.bifocal.image;

import io.bifocal.conf.Color;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The first page of a TIFF, as stored: not turned. */
final class TiffPixels {
  private TiffPixels() {}

  /** CV_8U in one or three channels, or four with straight alpha; the caller closes it. */
  static Mat decode(byte[] bytes, Color background) throws RejectedException {
    TiffStructure file = TiffStructure.read(new Bytes(bytes));
    TiffPage page = file.page();
    if (!page.isReadByOpenCv()) {
      TiffPalette palette =
          page.photometric() == TiffPage.PALETTE ? TiffPalette.read(file.first()) : null;
      return new TiffSamples(page, palette).arrange(TiffRaster.read(bytes, page));
    }
    Mat pixels = Codec.decode(unturned(bytes, page), opencv_imgcodecs.IMREAD_UNCHANGED);
    return Samples.replace(pixels, mat -> arranged(mat, page, background));
  }

  /**
   * OpenCV turns TIFFs by itself, and not all depths in the same way; so it is shown a file that
   * says 1.
   */
  private static byte[] unturned(byte[] bytes, TiffPage page) {
    if (page.orientation() == 1) {
      return bytes;
    }
    byte[] copy = bytes.clone();
    boolean little = bytes[0] == 'I';
    copy[page.orientationOffset()] = (byte) (little ? 1 : 0);
    copy[page.orientationOffset() + 1] = (byte) (little ? 0 : 1);
    return copy;
  }

  private static Mat arranged(Mat pixels, TiffPage page, Color background) {
    if (pixels.channels() != 4) {
      return page.photometric() == TiffPage.WHITE_IS_ZERO && page.bits() == 16
          ? inverted(pixels)
          : pixels;
    }
    return switch (page.extra()) {
      case 1 -> premultiplied(pixels, background);
      // libtiff has multiplied 8-bit colours by their alpha.
      case 2 -> page.bits() == 8 ? premultiplied(pixels, background) : pixels;
      default -> opaque(pixels);
    };
  }

  /** OpenCV gives 16-bit samples as they are, also where 0 is white. */
  private static Mat inverted(Mat pixels) {
    Mat result = new Mat();
    opencv_core.bitwise_not(pixels, result);
    return result;
  }

  private static Mat opaque(Mat pixels) {
    Mat result = new Mat();
    opencv_imgproc.cvtColor(pixels, result, opencv_imgproc.COLOR_BGRA2BGR);
    return result;
  }

  private static Mat premultiplied(Mat pixels, Color background) {
    try (Mat colors = opaque(pixels);
        Mat alpha = new Mat();
        Mat rest = new Mat();
        Scalar scale = Samples.scalar(background)) {
      opencv_core.extractChannel(pixels, alpha, 3);
      opencv_core.bitwise_not(alpha, alpha);
      opencv_imgproc.cvtColor(alpha, rest, opencv_imgproc.COLOR_GRAY2BGR);
      try (Mat behind = new Mat(rest.rows(), rest.cols(), rest.type(), scale)) {
        opencv_core.multiply(rest, behind, rest, 1 / 255.0, -1);
      }
      Mat result = new Mat();
      opencv_core.add(colors, rest, result);
      return result;
    }
  }
}
