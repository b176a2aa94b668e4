package io.bifocal.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Files that were made to be trouble, and what is to become of each. */
public final class HostileCorpus {
  /** What becomes of a file is not known beforehand. */
  public static final String ANY = "any";

  private static final int MUTANTS_PER_FILE = 80;

  private HostileCorpus() {}

  /**
   * Writes the files.
   *
   * @return for each path {@code ok}, its reason, or {@link #ANY}
   */
  public static Map<String, String> write(Path folder) throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> bomb : bombs().entrySet()) {
      String[] name = bomb.getKey().split("=");
      Files.createDirectories(folder.resolve("bombs"));
      Files.write(folder.resolve("bombs/" + name[0]), bomb.getValue());
      expected.put("bombs/" + name[0], name[1]);
    }
    Random random = new Random(3);
    for (Map.Entry<String, byte[]> kind : Encoded.kinds().entrySet()) {
      Path place = Files.createDirectories(folder.resolve(kind.getKey()));
      Files.write(place.resolve("whole"), kind.getValue());
      expected.put(kind.getKey() + "/whole", "ok");
      for (int i = 0; i < MUTANTS_PER_FILE; i++) {
        Files.write(place.resolve("mutant-" + i), mutant(kind.getValue(), random, i));
        expected.put(kind.getKey() + "/mutant-" + i, ANY);
      }
    }
    return expected;
  }

  /** By their names, each with what is to become of it. */
  private static Map<String, byte[]> bombs() throws IOException {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    bombs.put("largest.webp=too_many_pixels", largestWebp());
    bombs.put("scans.jpg=too_many_pixels", ScanBomb.of(4000, 4000, 1000));
    // Odd enough to be decoded by a process of its own.
    bombs.put("many-scans.jpg=ok", ScanBomb.of(1000, 1000, 200));
    bombs.put("blank.png=ok", blankPng(9_000, 9_000, 1, 0));
    bombs.put("deep.png=ok", blankPng(7_000, 7_000, 16, 6));
    bombs.put("side.png=too_many_pixels", blankPng(70_000, 1, 8, 0));
    bombs.put("inflates.png=" + ANY, inflates());
    bombs.put("empty-runs.bmp=" + ANY, emptyRuns(9_000, 9_000));
    bombs.put("screen.gif=too_many_pixels", screenGif());
    bombs.put("zeros.jpg=not_an_image", new byte[5_000_000]);
    bombs.put("marker-only.jpg=truncated", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
    return bombs;
  }

  private static byte[] mutant(byte[] file, Random random, int kind) {
    if (kind % 4 == 0) {
      return Arrays.copyOf(file, 1 + random.nextInt(file.length));
    }
    byte[] mutant = file.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      int most = kind % 4 == 1 ? Math.min(100, file.length) : file.length;
      mutant[random.nextInt(most)] = (byte) random.nextInt(256);
    }
    if (kind % 4 == 3) {
      int from = random.nextInt(file.length);
      System.arraycopy(file, 0, mutant, from, Math.min(random.nextInt(200), file.length - from));
    }
    return mutant;
  }

  /** VP8L of 16,383 by 16,383 pixels in 38 bytes. */
  private static byte[] largestWebp() {
    ByteBuffer file = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(30).put(ascii("WEBPVP8L")).putInt(18).put((byte) 0x2f);
    file.putInt(16_382 | 16_382 << 14);
    return file.array();
  }

  /** One colour, streamed: the raw rows would not fit. */
  private static byte[] blankPng(int width, int height, int depth, int colorType)
      throws IOException {
    int channels = colorType == 6 ? 4 : 1;
    byte[] row = new byte[1 + (width * channels * depth + 7) / 8];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(data, new Deflater(1))) {
      for (int y = 0; y < height; y++) {
        out.write(row);
      }
    }
    return new PngFile(width, height, depth, colorType).chunk("IDAT", data.toByteArray()).end();
  }

  /** Four pixels, behind which half a gigabyte inflates. */
  private static byte[] inflates() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(data, new Deflater(1))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 512; i++) {
        out.write(zeros);
      }
    }
    return new PngFile(2, 2, 8, 0).chunk("IDAT", data.toByteArray()).end();
  }

  /** Run-length coded rows that end before they begin. */
  private static byte[] emptyRuns(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(14 + 40 + 8 + 2).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("BM")).putInt(64).putInt(0).putInt(62);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    file.putInt(1).putInt(2).putInt(0).putInt(0).putInt(2).putInt(0);
    file.putInt(0).putInt(0xffffff).put((byte) 0).put((byte) 1);
    return file.array();
  }

  private static byte[] screenGif() {
    byte[] gif = Encoded.jdk("gif", new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY));
    Arrays.fill(gif, 6, 10, (byte) 0xff);
    return gif;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
