package io.bifocal.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** The first page of a TIFF, as stored: not turned. */
final class TiffPixels {
  private TiffPixels() {}

  /** CV_8U in one or three channels, or four with straight alpha; the caller closes it. */
  static Mat decode(byte[] bytes) throws RejectedException {
    TiffPage page = TiffStructure.read(new Bytes(bytes)).page();
    Mat pixels = Codec.decode(unturned(bytes, page), opencv_imgcodecs.IMREAD_UNCHANGED);
    return Samples.replace(pixels, mat -> arranged(mat, page));
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

  private static Mat arranged(Mat pixels, TiffPage page) {
    if (pixels.channels() != 4) {
      return page.photometric() == TiffPage.WHITE_IS_ZERO && page.bits() == 16
          ? inverted(pixels)
          : pixels;
    }
    return switch (page.extra()) {
      case 1 -> premultipliedOnWhite(pixels);
      // libtiff has multiplied 8-bit colours by their alpha.
      case 2 -> page.bits() == 8 ? premultipliedOnWhite(pixels) : pixels;
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

  private static Mat premultipliedOnWhite(Mat pixels) {
    try (Mat colors = opaque(pixels);
        Mat alpha = new Mat();
        Mat white = new Mat()) {
      opencv_core.extractChannel(pixels, alpha, 3);
      opencv_core.bitwise_not(alpha, alpha);
      opencv_imgproc.cvtColor(alpha, white, opencv_imgproc.COLOR_GRAY2BGR);
      Mat result = new Mat();
      opencv_core.add(colors, white, result);
      return result;
    }
  }
}
