package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesJobTest {
  private static final List<String> DOCUMENT =
      List.of(
          "# Title",
          "| name | values | what |",
          "|---|---|---|",
          "| [hog](#hog) | 8,100 | Shapes of `things`. |",
          "| [local-binary-pattern](#local-binary-pattern) | 10 | Texture. |",
          "",
          "## hog",
          "",
          "Shapes.",
          "![hog](features/hog.png)",
          "## local-binary-pattern",
          "",
          "Texture.");

  @Test
  void withoutANameTheTableIsShown() {
    assertEquals(
        List.of(
            "name                  values  what",
            "hog                    8,100  Shapes of things.",
            "local-binary-pattern      10  Texture."),
        printed(DOCUMENT, null));
  }

  @Test
  void withANameItsSectionIsShown() {
    assertEquals(List.of("", "Shapes."), printed(DOCUMENT, "hog"));
  }

  @Test
  void aNameThatIsNotKnownIsTheUsersError() {
    UserError error = assertThrows(UserError.class, () -> printed(DOCUMENT, "hgo"));
    assertEquals(
        "unknown feature 'hgo'; did you mean 'hog'? Known: hog, local-binary-pattern",
        error.getMessage());
  }

  @Test
  void theDocumentHasSuchATable() throws IOException {
    List<String> lines = printed(Files.readAllLines(Path.of("docs/features.md")), null);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("hog ")), lines.toString());
  }

  private static List<String> printed(List<String> document, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FeaturesJob.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), document, name);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
