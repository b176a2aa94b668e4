package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;

/** Every container, every orientation: the picture stands upright, and is turned once. */
class OrientationTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 16;
  private static final BufferedImage CORNERS = Encoded.corners(WIDTH, HEIGHT);

  /** Corners clockwise from the top left, of a picture stored as red, green, blue, white. */
  private static final List<String> UPRIGHT =
      List.of("RGBW", "GRWB", "BWRG", "WBGR", "RWBG", "WRGB", "BGRW", "GBWR");

  @Test
  void everyContainerIsTurnedOnce() throws RejectedException {
    for (int orientation = 1; orientation <= 8; orientation++) {
      for (byte[] file : files(orientation)) {
        Header header = Probe.probe(file, Limits.DEFAULT);
        String name = header.format() + " " + orientation;
        assertEquals(orientation, header.orientation(), name);
        assertEquals(orientation < 5 ? WIDTH : HEIGHT, header.width(), name);
        assertEquals(orientation < 5 ? HEIGHT : WIDTH, header.height(), name);
        Pixels pixels = Pixels.of(file);
        assertEquals(header.width(), pixels.width(), name);
        assertEquals(header.height(), pixels.height(), name);
        assertEquals(UPRIGHT.get(orientation - 1), pixels.corners(), name);
      }
    }
  }

  private static List<byte[]> files(int orientation) {
    List<byte[]> files = new ArrayList<>();
    files.add(JpegFile.withExif(Encoded.opencv(".jpg", CORNERS), orientation));
    byte[] rows = png();
    PngFile png = new PngFile(WIDTH, HEIGHT, 8, 2).chunk("eXIf", Data.exif(orientation));
    files.add(png.chunk("IDAT", PngFile.deflated(rows)).end());
    byte[] webp = Encoded.opencv(".webp", CORNERS, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    byte[] exif = WebpFile.chunk("EXIF", Data.exif(orientation));
    byte[] extended = WebpFile.extended(8, WIDTH, HEIGHT);
    files.add(WebpFile.riff(extended, WebpFile.picture(webp), exif));
    byte[] xmp = xmp(orientation);
    files.add(WebpFile.riff(extended, WebpFile.picture(webp), WebpFile.chunk("XMP ", xmp)));
    byte[] jpeg = Encoded.opencv(".jpg", CORNERS);
    byte[] packet = Data.join(Data.ascii("http://ns.adobe.com/xap/1.0/\0"), xmp);
    files.add(Data.insert(jpeg, 2, JpegFile.segment(0xe1, packet)));
    files.add(
        Data.insert(
            JpegFile.withExif(jpeg, orientation),
            2,
            JpegFile.segment(0xe1, Data.join(Data.ascii("http://ns.adobe.com/xap/1.0/\0")))));
    byte[] itxt = Data.join(Data.ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp);
    files.add(png("iTXt", itxt));
    byte[] profile = rawProfile(orientation);
    files.add(png("tEXt", Data.join(Data.ascii("Raw profile type exif\0"), profile)));
    files.add(
        png("zTXt", Data.join(Data.ascii("Raw profile type APP1\0\0"), PngFile.deflated(profile))));
    byte[] frame = WebpFile.frame(0, 0, WIDTH, HEIGHT, WebpFile.picture(webp));
    files.add(WebpFile.riff(WebpFile.extended(10, WIDTH, HEIGHT), frame, exif));
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      files.add(
          new TiffFile(order, WIDTH, HEIGHT, 2, 8, 8, 8).field(274, orientation).strip(samples(1)));
      files.add(
          new TiffFile(order, WIDTH, HEIGHT, 2, 16, 16, 16)
              .field(274, orientation)
              .strip(samples(2)));
    }
    return files;
  }

  @Test
  void exifCountsBeforeXmp() throws RejectedException {
    byte[] jpeg = JpegFile.withExif(Encoded.opencv(".jpg", CORNERS), 1);
    byte[] packet = Data.join(Data.ascii("http://ns.adobe.com/xap/1.0/\0"), xmp(6));
    byte[] file = Data.insert(jpeg, 2, JpegFile.segment(0xe1, packet));
    assertEquals(1, Probe.probe(file, Limits.DEFAULT).orientation());
    assertEquals("RGBW", Pixels.of(file).corners());
  }

  /** Odd ones as an attribute, even ones as an element. */
  private static byte[] xmp(int orientation) {
    return Data.ascii(
        orientation % 2 == 1
            ? "<rdf:Description tiff:Orientation=\"" + orientation + "\"/>"
            : "<tiff:Orientation>" + orientation + "</tiff:Orientation>");
  }

  private static byte[] rawProfile(int orientation) {
    byte[] exif = Data.join(Data.ascii("Exif\0\0"), Data.exif(orientation));
    StringBuilder hex = new StringBuilder(HexFormat.of().formatHex(exif)).insert(20, '\n');
    return Data.ascii(String.format(Locale.ROOT, "\nexif\n%8d\n%s\n", exif.length, hex));
  }

  private static byte[] png(String chunk, byte[] data) {
    PngFile png = new PngFile(WIDTH, HEIGHT, 8, 2).chunk(chunk, data);
    return png.chunk("IDAT", PngFile.deflated(png())).end();
  }

  private static byte[] png() {
    byte[] samples = samples(1);
    byte[] rows = new byte[samples.length + HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(samples, y * WIDTH * 3, rows, y * (WIDTH * 3 + 1) + 1, WIDTH * 3);
    }
    return rows;
  }

  private static byte[] samples(int bytesEach) {
    byte[] samples = new byte[WIDTH * HEIGHT * 3 * bytesEach];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / bytesEach / 3;
      int channel = i / bytesEach % 3;
      int rgb = CORNERS.getRGB(pixel % WIDTH, pixel / WIDTH);
      samples[i] = (byte) (rgb >> (16 - 8 * channel));
    }
    return samples;
  }
}
