package io.bifocal.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures, encoded by others: OpenCV and the JDK. */
final class Encoded {
  private Encoded() {}

  /** Corners: red, green, blue, white from the top left clockwise; gray between them. */
  static BufferedImage corners(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        boolean top = y < height / 2;
        image.setRGB(x, y, top ? (left ? 0xff0000 : 0x00ff00) : (left ? 0xffffff : 0x0000ff));
      }
    }
    return image;
  }

  /** Smooth colours with some detail. */
  static BufferedImage colorful(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        int blue = (x * 7 + y * 13) & 255;
        image.setRGB(x, y, 0xff000000 | red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  /** By {@code cv::imencode}; {@code parameters} are its pairs of key and value. */
  static byte[] opencv(String extension, BufferedImage image, int... parameters) {
    Natives.ensureLoaded();
    boolean gray = image.getRaster().getNumBands() == 1;
    int type = gray ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
    byte[] pixels = new byte[image.getWidth() * image.getHeight() * (gray ? 1 : 3)];
    for (int i = 0, at = 0; at < pixels.length; i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      if (gray) {
        pixels[at++] = (byte) image.getRaster().getSample(x, y, 0);
      } else {
        int rgb = image.getRGB(x, y);
        pixels[at++] = (byte) rgb;
        pixels[at++] = (byte) (rgb >> 8);
        pixels[at++] = (byte) (rgb >> 16);
      }
    }
    try (BytePointer data = new BytePointer(pixels);
        Mat mat = new Mat(image.getHeight(), image.getWidth(), type, data);
        BytePointer encoded = new BytePointer();
        IntPointer options = new IntPointer(parameters)) {
      opencv_imgcodecs.imencode(extension, mat, encoded, options);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  static byte[] jdk(String format, BufferedImage image) {
    return jdk(format, image, null);
  }

  static byte[] jdk(String format, BufferedImage image, String compression) {
    return jdk(format, new IIOImage(image, null, null), compression, false);
  }

  static byte[] interlaced(String format, BufferedImage image) {
    return jdk(format, new IIOImage(image, null, null), null, true);
  }

  static byte[] jdk(String format, IIOImage image, String compression, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (compression != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
      }
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** One small whole file of every kind, by name. */
  static Map<String, byte[]> kinds() {
    BufferedImage color = colorful(19, 13, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage gray = colorful(19, 13, BufferedImage.TYPE_BYTE_GRAY);
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("jpeg", opencv(".jpg", color));
    kinds.put("jpeg gray", opencv(".jpg", gray));
    kinds.put(
        "jpeg progressive", opencv(".jpg", color, opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
    kinds.put(
        "jpeg restarts", opencv(".jpg", color, opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 1));
    kinds.put("png", opencv(".png", color));
    kinds.put("png gray", opencv(".png", gray));
    kinds.put("png interlaced", interlaced("png", color));
    kinds.put("webp lossy", opencv(".webp", color, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 80));
    kinds.put("webp lossless", opencv(".webp", color, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    kinds.put("bmp", opencv(".bmp", color));
    kinds.put("bmp gray", opencv(".bmp", gray));
    kinds.put("bmp rle", jdk("bmp", colorful(19, 13, BufferedImage.TYPE_BYTE_INDEXED), "BI_RLE8"));
    kinds.put("gif", jdk("gif", colorful(19, 13, BufferedImage.TYPE_BYTE_INDEXED)));
    kinds.put(
        "gif interlaced", interlaced("gif", colorful(19, 13, BufferedImage.TYPE_BYTE_INDEXED)));
    kinds.put("ppm", opencv(".ppm", color));
    kinds.put("pgm", opencv(".pgm", gray));
    for (String compression : new String[] {"LZW", "ZLib", "PackBits", "JPEG"}) {
      kinds.put("tiff " + compression, jdk("tiff", color, compression));
    }
    kinds.put("tiff", jdk("tiff", color));
    kinds.put("tiff gray", opencv(".tiff", gray));
    return kinds;
  }
}
