package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file has its row: odd names are kept, and what is no image says why. */
class RejectionIT {
  private static final Path FACES = Path.of("src/test/resources/models/blazeface");

  @TempDir private Path folder;

  @Test
  void everyFileHasItsRowAndItsReason() throws Exception {
    Path collection = folder.resolve("collection");
    Map<String, String> expected = write(collection);
    Path conf = folder.resolve("my.conf");
    Files.writeString(
        conf,
        "collection { root = \""
            + collection
            + "\" }\nstore = \""
            + folder.resolve("store")
            + "\"\nextractors = [ { name = hog, input { size = 32 } } ]\nmodels = [ { name = faces, path = \""
            + FACES
            + "\" } ]\nlimits { max-pixels = 1M, max-bytes = 100k, max-rejected = 3 }\n");

    CommandLine.Result result =
        new CommandLine().run("nightly", "--conf", conf.toString()).expect(3);
    assertTrue(result.err().contains("more than limits.max-rejected = 3"), result.err());
    try (Duck duck = new Duck(folder.resolve("store"))) {
      Map<String, String> found = new TreeMap<>();
      for (String row :
          duck.texts("SELECT path || '|' || coalesce(reason, status) FROM " + duck.images())) {
        int bar = row.lastIndexOf('|');
        found.put(row.substring(0, bar), row.substring(bar + 1));
      }
      assertEquals(expected, found);
      assertEquals(
          0,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.images()
                  + " WHERE status = 'rejected' AND length(detail) < 5"));
      long contents =
          duck.number(
              "SELECT count(DISTINCT image_id) FROM " + duck.images() + " WHERE status = 'ok'");
      assertEquals(
          contents, duck.number("SELECT count(*) FROM " + duck.table("features/extractor=hog")));
      assertEquals(2, contents);
      assertFaces(duck);
    }
    new CommandLine().run("verify", "--conf", conf.toString()).expect(0);
  }

  /**
   * Of the picture with a face the same box in its own pixels as BlazeFaceTest has from an
   * independent program; of the one without an empty list; of the others no row.
   */
  private static void assertFaces(Duck duck) throws SQLException {
    String table = duck.table("predictions/model=faces");
    assertEquals(2, duck.number("SELECT count(*) FROM " + table + " WHERE error IS NULL"));
    String found =
        "SELECT len(objects) FROM "
            + table
            + " JOIN "
            + duck.images()
            + " i USING (image_id) WHERE i.path = ";
    assertEquals("0", duck.text(found + "'plain.png'"));
    assertEquals(
        "1",
        duck.text(
            found
                + "'face.png' AND objects[1].label = 'face'"
                + " AND abs(objects[1].score - 0.87265) < 1e-3"
                + " AND abs(objects[1].x - 77.287) < 0.2 AND abs(objects[1].y - 34.678) < 0.2"
                + " AND abs(objects[1].width - 51.337) < 0.2"
                + " AND abs(objects[1].height - 51.337) < 0.2"));
  }

  /** Writes the files; their paths and the reason, or ok. */
  private static Map<String, String> write(Path collection)
      throws IOException, InterruptedException {
    byte[] png = Files.readAllBytes(TestCollections.EMOJI.resolve("animal/google_1f402.png"));
    Map<String, String> expected = new TreeMap<>();
    for (String name :
        new String[] {
          "plain.png",
          "_hidden/_under.png",
          ".dot/.png",
          "colon: a.png",
          "100%.png",
          "%20.png",
          "a+b#c?d.png",
          "star*[brackets]{x,y}.png",
          "line\nbreak.png",
          "key=value/x.png",
          "zoë/日本語 😀.png",
          "_spark_metadata/0.png",
          "no-extension"
        }) {
      put(collection, name, png);
      expected.put(name, "ok");
    }
    put(collection, "face.png", Files.readAllBytes(FACES.resolve("astronaut.png")));
    expected.put("face.png", "ok");
    put(collection, "empty.jpg", new byte[0]);
    expected.put("empty.jpg", "empty");
    put(collection, "text.png", "this is no image".getBytes(StandardCharsets.UTF_8));
    expected.put("text.png", "not_an_image");
    put(collection, "document.pdf", "%PDF-1.7 and so on".getBytes(StandardCharsets.UTF_8));
    expected.put("document.pdf", "not_an_image");
    put(collection, "cut.png", Arrays.copyOf(png, png.length / 2));
    expected.put("cut.png", "truncated");
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 0x40;
    put(collection, "flipped.png", flipped);
    expected.put("flipped.png", "corrupt");
    byte[] bomb = png.clone();
    // Width and height of 60,000 in IHDR, with its checksum made good.
    System.arraycopy(new byte[] {0, 0, (byte) 0xEA, 0x60, 0, 0, (byte) 0xEA, 0x60}, 0, bomb, 16, 8);
    CRC32 crc = new CRC32();
    crc.update(bomb, 12, 17);
    for (int i = 0; i < 4; i++) {
      bomb[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
    }
    put(collection, "bomb.png", bomb);
    expected.put("bomb.png", "too_many_pixels");
    put(collection, "large.png", Arrays.copyOf(png, 130_000));
    expected.put("large.png", "too_large");
    assertEquals(
        0,
        new ProcessBuilder("mkfifo", collection.resolve("pipe.png").toString()).start().waitFor());
    expected.put("pipe.png", "unreadable");
    Files.createSymbolicLink(collection.resolve("nowhere.png"), Path.of("does-not-exist"));
    expected.put("nowhere.png", "unreadable");
    Files.createSymbolicLink(collection.resolve("key=value/loop"), collection);
    expected.put("key=value/loop", "unreadable");
    return expected;
  }

  private static void put(Path collection, String name, byte[] bytes) throws IOException {
    Path file = collection.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
