package io.bifocal.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Any number of JPEGs of different bytes, made of a few: a comment behind the first marker tells them apart. */
final class DistinctPictures {
  private static final int FILES_A_FOLDER = 1000;

  private DistinctPictures() {}

  /** Writes {@code count} files to folders of a thousand each, unless they are there. */
  static void write(Path source, Path target, int count) throws IOException {
    if (Files.isDirectory(target)) {
      return;
    }
    for (int folder = 0; folder * FILES_A_FOLDER < count; folder++) {
      writeFolder(source, target, folder, Math.min(FILES_A_FOLDER, count - folder * FILES_A_FOLDER), 0);
    }
  }

  /**
   * Writes one folder anew.
   *
   * @param edition each has other bytes
   */
  static void writeFolder(Path source, Path target, int folder, int count, int edition) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(source)) {
      files = all.sorted().toList();
    }
    Path place = Files.createDirectories(target.resolve(String.valueOf(folder)));
    for (int i = folder * FILES_A_FOLDER; i < folder * FILES_A_FOLDER + count; i++) {
      Files.write(place.resolve(i + ".jpg"), marked(Files.readAllBytes(files.get(i % files.size())), i, edition));
    }
  }

  private static byte[] marked(byte[] jpeg, int number, int edition) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + 12);
    out.write(jpeg, 0, 2);
    out.writeBytes(ByteBuffer.allocate(12).putShort((short) 0xFFFE).putShort((short) 10).putInt(number).putInt(edition).array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
