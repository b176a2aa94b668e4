package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Through the program, in this process: the job needs no Spark. */
class ExplainJobTest {
  private static final String IMAGE = "src/test/resources/golden/images/im_coffee_0_c128.png";

  @RegisterExtension private final Console console = new Console();
  private @TempDir Path folder;

  @Test
  void aNameIsEnough() throws IOException {
    Path file = folder.resolve("hog.png");
    assertEquals(0, explain("--image", IMAGE, "--extractor", "hog", "--output", file.toString()));
    BufferedImage drawing = ImageIO.read(file.toFile());
    assertEquals(528, drawing.getHeight());
    assertEquals(2 * 528, drawing.getWidth());
    assertTrue(console.text().contains("hog of " + IMAGE + ", 8100 values"), console.text());
  }

  @Test
  void parametersAndInputMayBeGiven() {
    String extractor = "{ name = hog, cell-pixels = 16, input { size = 64 } }";
    String file = folder.resolve("x.png").toString();
    assertEquals(0, explain("--image", IMAGE, "--extractor", extractor, "--output", file));
    assertTrue(console.text().contains("324 values"), console.text());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    assertEquals(2, explain("--image", "nowhere.png", "--extractor", "hog"));
    assertTrue(
        console.text().contains("explain: --image: there is no file nowhere.png"), console.text());
    assertEquals(2, explain("--image", IMAGE, "--extractor", "hgo"));
    assertTrue(console.text().contains("did you mean 'hog'?"), console.text());
    assertEquals(2, explain("--image", IMAGE, "--extractor", "{ name = hog, cells = 3 }"));
    assertTrue(console.text().contains("unknown key 'cells'"), console.text());
    Path notes = Files.writeString(folder.resolve("notes.txt"), "no picture");
    assertEquals(2, explain("--image", notes.toString(), "--extractor", "hog"));
    assertTrue(console.text().contains("notes.txt is no picture: not_an_image"), console.text());
  }

  private int explain(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "explain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Bifocal.run(all);
  }
}
