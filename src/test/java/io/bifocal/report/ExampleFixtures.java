package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison.SetSummary;
import io.bifocal.analysis.compare.Example;
import io.bifocal.analysis.compare.Example.Answer;
import io.bifocal.analysis.compare.Example.Neighbour;
import io.bifocal.analysis.compare.Example.OcclusionMap;
import io.bifocal.analysis.compare.Example.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Made-up images that two lenses see differently. */
final class ExampleFixtures {
  private ExampleFixtures() {}

  static List<Example> examples(List<SetSummary> sets, String path, List<String> classes) {
    String classical = sets.get(sets.size() > 4 ? 4 : 0).name();
    String deep = sets.get(sets.size() > 3 ? 3 : 1).name();
    List<Example> examples = new ArrayList<>();
    int next = 0;
    for (String kind : List.of("classical right", "deep right", "both wrong")) {
      for (int i = 0; i < 3; i++) {
        String right = classes.get(next % classes.size());
        String wrong = classes.get((next + 1) % classes.size());
        examples.add(
            new Example(
                kind,
                picture(path, next),
                right,
                List.of(
                    answer(classical, kind.startsWith("classical") ? right : wrong, next, path),
                    answer(deep, kind.startsWith("deep") ? right : wrong, next + 3, path)),
                List.of(map(classical, 3, 2, next), map(deep, 5, 4, next + 1))));
        next++;
      }
    }
    return examples;
  }

  private static Answer answer(String set, String label, int seed, String path) {
    return new Answer(
        set,
        label,
        0.91 - 0.04 * seed,
        IntStream.range(0, 5)
            .mapToObj(i -> new Neighbour(i == 4 ? gone(path) : picture(path, seed + i), label))
            .toList());
  }

  private static OcclusionMap map(String set, int x, int y, int seed) {
    double[][] drops = new double[8][8];
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        double distance = Math.hypot(row - y, column - x);
        drops[row][column] = 0.4 * Math.exp(-distance / 2) - 0.05 * ((row * 3 + column + seed) % 3);
      }
    }
    return new OcclusionMap(set, drops);
  }

  private static Picture gone(String path) {
    return new Picture("ffff", path, Optional.empty());
  }

  private static Picture picture(String path, int seed) {
    int width = seed % 3 == 0 ? 96 : 72;
    BufferedImage image = new BufferedImage(width, 72, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(Color.getHSBColor(seed * 0.17f, 0.3f, 0.8f));
    drawing.fillRect(0, 0, width, 72);
    drawing.setColor(Color.getHSBColor(seed * 0.17f + 0.5f, 0.7f, 0.5f));
    drawing.fillOval(15 + seed, 20, 40, 30);
    drawing.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(
        "id" + seed,
        path,
        Optional.of(
            "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray())));
  }
}
