package io.bifocal.jobs;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.bifocal.conf.Block;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.image.Limits;
import io.bifocal.image.Picture;
import io.bifocal.image.Probe;
import io.bifocal.image.RejectedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws what an extractor sees in one picture; needs no Spark. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draw what an extractor sees in a picture, as PNG.",
      "HOG cells, LBP codes, keypoints, the dark channel over the picture; bars where values have no place in it."
    },
    footer = {
      "",
      "Examples: bifocal explain --image photo.jpg --extractor hog",
      "          bifocal explain --image photo.jpg --extractor '{ name = hog, cell-pixels = 16 }' --output hog.png"
    })
final class ExplainJob implements Callable<Integer> {
  @Option(names = "--image", required = true, paramLabel = "FILE", description = "the picture")
  private Path image;

  @Option(
      names = "--extractor",
      required = true,
      paramLabel = "NAME",
      description =
          "name of an extractor, or an object { name = …, parameters } as in the list extractors of a configuration")
  private String extractor;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where the drawing goes, default EXTRACTOR.png in the working directory")
  private Path output;

  @Override
  public Integer call() throws IOException {
    Extraction extraction = Extraction.of(block(extractor));
    run(
        System.out,
        image,
        extraction,
        output == null ? Path.of(extraction.name() + ".png") : output);
    return Bifocal.DONE;
  }

  /** Draws {@code extraction} of {@code image} to {@code output}, and says what it did. */
  static void run(PrintStream out, Path image, Extraction extraction, Path output)
      throws IOException {
    byte[] bytes = bytes(image);
    try (Picture picture = Decoder.DEFAULT.decode(bytes, Probe.probe(bytes, Limits.DEFAULT));
        Picture drawing = extraction.draw(picture);
        BytePointer png = new BytePointer()) {
      opencv_imgcodecs.imencode(".png", drawing.bgr(), png);
      byte[] encoded = new byte[(int) png.limit()];
      png.get(encoded);
      Files.write(output, encoded);
    } catch (RejectedException e) {
      throw new UserError(
          image + " is no picture: " + e.reason().label() + ", " + e.getMessage(), e);
    }
    out.println(extraction.name() + " of " + image + ", " + extraction.length() + " values");
    out.println("Drawing: " + output.toAbsolutePath());
  }

  private static byte[] bytes(Path image) throws IOException {
    try {
      return Files.readAllBytes(image);
    } catch (NoSuchFileException e) {
      throw new UserError("--image: there is no file " + image, e);
    }
  }

  private static Block block(String text) {
    String hocon = text.startsWith("{") ? text : "{ name = \"" + text + "\" }";
    try {
      return new Block(
          ConfigFactory.parseString(
                  hocon, ConfigParseOptions.defaults().setOriginDescription("--extractor"))
              .root(),
          "");
    } catch (ConfigException e) {
      throw new UserError("--extractor: " + e.getMessage(), e);
    }
  }
}
