package io.bifocal.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoders, whose ways to fail are made one. */
final class Codec {
  private static final Pattern MESSAGE = Pattern.compile("error: \\([^)]*\\) ([^\\n]*)");

  private Codec() {}

  /**
   * Decodes a whole file.
   *
   * @param flags of {@code cv::imdecode}
   * @return pixels as OpenCV gives them, not empty; the caller closes them
   * @throws RejectedException CORRUPT if OpenCV gives none
   */
  static Mat decode(byte[] bytes, int flags) throws RejectedException {
    Mat pixels;
    try (BytePointer data = new BytePointer(bytes);
        Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1, data)) {
      pixels = opencv_imgcodecs.imdecode(encoded, flags);
    } catch (RuntimeException e) {
      throw RejectedException.corrupt("the decoder failed: " + summary(e.getMessage()));
    }
    if (pixels.empty()) {
      pixels.close();
      throw RejectedException.corrupt("the decoder found the picture data damaged");
    }
    return pixels;
  }

  /** The message alone, without OpenCV's own file names and functions. */
  private static String summary(String message) {
    Matcher matcher = MESSAGE.matcher(message == null ? "" : message);
    return matcher.find()
        ? matcher.group(1).replaceAll(" ?in function '[^']*'", "").strip()
        : "unknown error";
  }
}
