package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of what it brought: nothing of the usual, much of a night of bad pictures. */
class DriftIT {
  private static final int DARK = 120;

  @TempDir private Path folder;

  @Test
  void aNightOfBadPicturesIsFoundOut() throws Exception {
    List<Path> pictures =
        TestCollections.files(TestCollections.EMOJI).stream()
            .filter(file -> file.toString().endsWith(".png"))
            .toList();
    for (int i = 0; i < pictures.size(); i++) {
      if (i % 4 != 1) {
        add(pictures.get(i));
      }
    }
    CommandLine.Result first = nightly().expect(0);
    String reference = record().get("run").asText();
    assertEquals(0, record().get("drift").size());
    assertFalse(first.out().contains("Drift"), first.out());

    // More of the same: everything is compared, nothing is too much.
    for (int i = 1; i < pictures.size(); i += 4) {
      add(pictures.get(i));
    }
    CommandLine.Result same = nightly().expect(0);
    String before = record().get("run").asText();
    assertFalse(same.out().contains("Drift"), same.out());
    for (String what :
        List.of(
            "labels",
            "features/color-histogram/",
            "features/local-binary-pattern/",
            "predictions/emoji-cnn/")) {
      assertEquals("ok", finding(reference, what, "population").get("level").asText());
    }

    // One class, dark and blurred, some of the files cut off.
    dark();
    CommandLine.Result dark =
        nightly(
                "--set",
                "drift.reference=" + reference,
                "--set",
                "drift.fail.population-stability-index=0.5")
            .expect(1);
    assertTrue(dark.err().contains("nightly: drift: more than drift.fail allows in "), dark.err());
    assertTrue(dark.err().contains("is committed all the same"), dark.err());
    JsonNode record = record();
    assertEquals("complete", record.get("outcome").asText());
    assertEquals(1056 + DARK, record.at("/images/listed").asInt());
    JsonNode labels = finding(before, "labels", "population");
    assertEquals("failure", labels.get("level").asText(), labels.toString());
    assertTrue(labels.get("detail").asText().contains(": food 100.0 % ("), labels.toString());
    JsonNode histogram = finding(before, "features/color-histogram/", "population");
    assertEquals("failure", histogram.get("level").asText(), histogram.toString());
    assertTrue(histogram.get("value").asDouble() > 1, histogram.toString());
    assertTrue(histogram.get("p_value").asDouble() < 1e-6, histogram.toString());
    JsonNode distance = finding(before, "features/color-histogram/", "Kolmogorov");
    assertEquals("warning", distance.get("level").asText(), distance.toString());
    JsonNode rejects = finding(before, "rejects", "increase");
    assertEquals("warning", rejects.get("level").asText(), rejects.toString());
    assertTrue(
        rejects.get("detail").asText().contains("truncated 10.0 % (0.0 % before)"),
        rejects.toString());
    assertTrue(dark.out().contains("  Drift failure: labels against " + before), dark.out());
    // Of all pictures they are a tenth, which the reference does not find large.
    assertEquals("ok", finding(reference, "labels", "population").get("level").asText());
    for (String one : List.of("/label", "/score", "/energy")) {
      assertTrue(finding(before, "predictions/emoji-cnn/", one, "population").has("value"), one);
    }
    assertTrue(finding(before, "predictions/emoji-cnn/", "/energy", "increase").has("value"));
  }

  private JsonNode finding(String against, String... parts) throws IOException {
    for (JsonNode finding : record().get("drift")) {
      String text = finding.get("what").asText() + " " + finding.get("statistic").asText();
      boolean fits = finding.get("against").asText().equals(against);
      for (String part : parts) {
        fits &= text.contains(part);
      }
      if (fits) {
        return finding;
      }
    }
    throw new AssertionError(
        "no finding of " + List.of(parts) + " against " + against + ": " + record().get("drift"));
  }

  private void add(Path picture) throws IOException {
    Path target = collection().resolve(TestCollections.EMOJI.relativize(picture).toString());
    Files.createDirectories(target.getParent());
    Files.copy(picture, target);
  }

  private void dark() throws IOException {
    List<Path> food = TestCollections.files(TestCollections.EMOJI.resolve("food"));
    for (int i = 0; i < DARK; i++) {
      BufferedImage picture = ImageIO.read(food.get(i % food.size()).toFile());
      BufferedImage small = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = small.createGraphics();
      graphics.drawImage(picture, 0, 0, 6, 6, null);
      graphics.dispose();
      BufferedImage large = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
      graphics = large.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(small, 0, 0, 64, 64, null);
      graphics.dispose();
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          large.setRGB(x, y, (large.getRGB(x, y) >> 2) & 0x3f3f3f);
        }
      }
      large.setRGB(0, 0, i);
      Path file = collection().resolve("food/dark_" + i + ".png");
      ImageIO.write(large, "png", file.toFile());
      if (i % 10 == 0) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
  }

  private CommandLine.Result nightly(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "nightly",
                "--conf",
                "conf/quickstart.conf",
                "--set",
                "collection.root=" + collection(),
                "--set",
                "store=" + store(),
                "--set",
                "extractors=[{ name = color-histogram }, { name = local-binary-pattern }]",
                "--set",
                "models=[{ name = emoji-cnn, path = src/quickstart/models/emoji-cnn, guards = [energy] }]"));
    arguments.addAll(List.of(options));
    return new CommandLine().run(arguments.toArray(String[]::new));
  }

  private JsonNode record() throws IOException {
    List<Path> records =
        TestCollections.files(store().resolve("runs")).stream()
            .filter(file -> file.getFileName().toString().matches("[0-9].*\\.json"))
            .toList();
    return new ObjectMapper().readTree(records.get(records.size() - 1).toFile());
  }

  private Path collection() {
    return folder.resolve("collection");
  }

  private Path store() {
    return folder.resolve("store");
  }
}
