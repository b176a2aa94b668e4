package io.bifocal.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * What {@code compare} takes for 20,000 labelled pictures and ten sets of features: the drawings of the quickstart, each turned,
 * moved and scaled a little in twenty ways, which stay together.
 */
public final class CompareScale {
  private static final int IMAGES = 20_000;
  private static final int SIZE = 64;

  private CompareScale() {}

  /** Takes a folder to work in. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path pictures = folder.resolve("turned");
    if (!Files.isDirectory(pictures)) {
      write(Path.of("src/quickstart/emoji-small"), pictures);
    }
    Path conf = folder.resolve("turned.conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s", pattern = "(?<label>[^/]+)/(?<group>.+)-[0-9]+\\\\.png" }
        store = "%s"
        extractors = [ { name = hog, input { size = 64 } }, { name = local-binary-pattern }, { name = color-histogram } ]
        models = [ { name = mobilenet, path = src/quickstart/models/mobilenetv2-576 } ]
        compare { groups = [ { name = hog-mobilenet, of = [hog, mobilenet] } ] }
        """
            .formatted(pictures, folder.resolve("store-turned")));
    run(folder, "nightly", conf);
    run(folder, "compare", conf);
  }

  private static void run(Path folder, String job, Path conf) throws Exception {
    Path log = folder.resolve(job + "-turned.log");
    ProcessBuilder builder = new ProcessBuilder("jobs/bifocal", "--master", "local[2]", job, "--conf", conf.toString());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // The shell has become the JVM.
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    long peak = 0;
    while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
      peak =
          Math.max(
              peak,
              Files.readAllLines(status).stream()
                  .filter(line -> line.startsWith("VmHWM:"))
                  .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                  .sum());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    System.out.printf(
        Locale.ROOT, "%s: %.0f s, resident at most %,d MiB%n", job, (System.nanoTime() - start) / 1e9, peak >> 20);
  }

  private static void write(Path source, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(source)) {
      files = all.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    for (int i = 0; i < IMAGES; i++) {
      Path file = files.get(i % files.size());
      String name = file.getFileName().toString().replaceFirst("^[a-z]+_", "").replace(".png", "");
      Path place = target.resolve(file.getParent().getFileName().toString()).resolve(name + "-" + i + ".png");
      Files.createDirectories(place.getParent());
      ImageIO.write(turned(ImageIO.read(file.toFile()), new SplittableRandom(i)), "png", place.toFile());
    }
  }

  private static BufferedImage turned(BufferedImage picture, SplittableRandom random) {
    BufferedImage result = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, SIZE, SIZE);
    double scale = random.nextDouble(0.8, 1.1);
    graphics.translate(random.nextDouble(-4, 4), random.nextDouble(-4, 4));
    graphics.rotate(random.nextDouble(-0.25, 0.25), SIZE / 2.0, SIZE / 2.0);
    graphics.translate(SIZE / 2.0 * (1 - scale), SIZE / 2.0 * (1 - scale));
    graphics.scale(scale, scale);
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return result;
  }
}
