package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.inference.ModelFolders;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that give a value for every pixel: their tables, and their images packed. */
class PicturesIT {
  private static final int SIDE = 64;

  @TempDir private Path folder;

  private Path pictures;

  /** Quickstart pictures without alpha, so that the arithmetic is exact. */
  @BeforeEach
  void makeCollection() throws IOException {
    pictures = folder.resolve("pictures");
    for (String label : List.of("animal", "food")) {
      for (Path file : TestCollections.files(TestCollections.EMOJI.resolve(label)).subList(0, 30)) {
        BufferedImage opaque = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(ImageIO.read(file.toFile()), 0, 0, Color.WHITE, null);
        graphics.dispose();
        Path target = pictures.resolve(label).resolve(file.getFileName());
        Files.createDirectories(target.getParent());
        ImageIO.write(opaque, "png", target.toFile());
      }
    }
    // One content under two labels.
    Path twin = TestCollections.files(pictures.resolve("animal")).get(0);
    Files.copy(twin, pictures.resolve("food/google_twin.png"));
    ModelFolders.negative(folder.resolve("negative"));
    ModelFolders.logarithm(folder.resolve("logarithm"));
    ModelFolders.largestChannel(folder.resolve("channel"));
  }

  @Test
  void resultsAreInTablesAndPackedWithAllThatIsKnownOfTheirSources()
      throws IOException, SQLException {
    String conf =
        configuration(
            "root = \""
                + pictures
                + "\", pattern = \"(?<label>[^/]+)/(?<vendor>[a-z]+)_(?<group>.+)\\\\.png\", split = content",
            "negative, ",
            "logarithm, ",
            "channel, ",
            "channel, masks = true, ");
    CommandLine.Result nightly = new CommandLine().run("nightly", "--conf", conf).expect(0);
    assertTrue(nightly.out().contains("pictures/model=negative/version="), nightly.out());
    try (Duck duck = new Duck(folder.resolve("store"))) {
      assertNegatives(duck);
      assertSegments(duck);
    }

    String shards = folder.resolve("shards").toString();
    CommandLine.Result packed =
        new CommandLine()
            .run(
                "pack",
                "--conf",
                conf,
                "--pictures",
                "logarithm",
                "--output",
                shards,
                "--shard-size",
                "100k")
            .expect(0);
    long without;
    try (Duck duck = new Duck(folder.resolve("store"))) {
      without =
          duck.number(
              "SELECT count(*) FROM "
                  + duck.images()
                  + " JOIN "
                  + duck.table("pictures/model=logarithm")
                  + " USING (image_id) WHERE error = 'output is not finite'");
    }
    assertTrue(without > 0 && without < 61, "" + without);
    assertTrue(
        packed.out().contains("left out: " + without + " without a result of the model"),
        packed.out());
    CommandLine.Result verified =
        new CommandLine().run("verify", "--conf", conf, "--packed", shards).expect(0);
    assertTrue(verified.out().contains("a PNG with its size or an error"), verified.out());
    assertTrue(verified.out().contains(61 - without + " images in "), verified.out());
  }

  private void assertNegatives(Duck duck) throws IOException, SQLException {
    String joined =
        " FROM "
            + duck.images()
            + " JOIN "
            + duck.table("pictures/model=negative")
            + " t USING (image_id) ORDER BY path";
    List<String> paths = duck.texts("SELECT path" + joined);
    List<String> results = duck.texts("SELECT hex(image)" + joined);
    assertEquals(61, paths.size());
    assertEquals(
        60,
        duck.number(
            "SELECT count(*) FROM "
                + duck.table("pictures/model=negative")
                + " WHERE width = 64 AND height = 64 AND error IS NULL AND micros > 0"));
    for (int i = 0; i < paths.size(); i++) {
      int[] expected = source(paths.get(i));
      for (int j = 0; j < expected.length; j++) {
        expected[j] = 255 - expected[j];
      }
      assertArrayEquals(expected, pixels(results.get(i)), paths.get(i));
    }
  }

  private void assertSegments(Duck duck) throws IOException, SQLException {
    // The configuration with masks has a version of its own, and a column more.
    List<String> versions =
        duck.texts(
            "SELECT DISTINCT regexp_extract(file, '(.*/version=[^/]+)', 1) FROM glob('"
                + folder.resolve("store")
                + "/predictions/model=channel*/*/*/*.parquet') ORDER BY 1");
    assertEquals(2, versions.size());
    int withMasks = 0;
    for (String version : versions) {
      String rows = "read_parquet('" + version + "/*/*.parquet', hive_partitioning = false)";
      List<String> columns =
          duck.texts("SELECT column_name FROM (DESCRIBE SELECT * FROM " + rows + ")");
      if (!columns.contains("mask")) {
        assertEquals("micros", columns.get(columns.size() - 1));
        continue;
      }
      withMasks++;
      assertEquals("mask", columns.get(columns.size() - 1));
      String joined =
          " FROM " + duck.images() + " i JOIN " + rows + " t USING (image_id) ORDER BY path";
      List<String> paths = duck.texts("SELECT path" + joined);
      List<String> masks = duck.texts("SELECT hex(mask)" + joined);
      List<String> shares =
          duck.texts(
              "SELECT coalesce(list_filter(top, lambda x: x.label = 'blue')[1].score, 0)" + joined);
      List<String> best = duck.texts("SELECT t.label" + joined);
      for (int i = 0; i < paths.size(); i++) {
        int[] expected = largestChannels(source(paths.get(i)));
        assertArrayEquals(expected, pixels(masks.get(i)), paths.get(i));
        int[] counts = new int[3];
        for (int label : expected) {
          counts[label]++;
        }
        assertEquals(counts[2] / (double) (SIDE * SIDE), Double.parseDouble(shares.get(i)), 1e-6);
        int largest = counts[1] > counts[0] ? 1 : 0;
        largest = counts[2] > counts[largest] ? 2 : largest;
        assertEquals(List.of("red", "green", "blue").get(largest), best.get(i));
      }
    }
    assertEquals(1, withMasks);
  }

  private int[] source(String path) throws IOException {
    return rgb(ImageIO.read(pictures.resolve(path).toFile()));
  }

  private static int[] pixels(String hex) throws IOException {
    return rgb(ImageIO.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex))));
  }

  private static int[] rgb(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, SIDE, SIDE, (int[]) null);
  }

  private static int[] largestChannels(int[] rgb) {
    int[] labels = new int[rgb.length / 3];
    for (int i = 0; i < labels.length; i++) {
      for (int channel = 1; channel < 3; channel++) {
        if (rgb[i * 3 + channel] > rgb[i * 3 + labels[i]]) {
          labels[i] = channel;
        }
      }
    }
    return labels;
  }

  private String configuration(String collection, String... models) throws IOException {
    StringBuilder text =
        new StringBuilder("collection { " + collection + " }\nstore = \"" + folder.resolve("store"))
            .append("\"\nmodels = [\n");
    for (String model : models) {
      String network = model.substring(0, model.indexOf(','));
      text.append(
          "{ name = "
              + network
              + (model.contains("masks") ? "-masks" : "")
              + model.substring(model.indexOf(','))
              + "path = \""
              + folder.resolve(network)
              + "\" }\n");
    }
    Path conf = folder.resolve("store.conf");
    Files.writeString(conf, text.append("]\n"));
    return conf.toString();
  }
}
