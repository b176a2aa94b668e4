package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final byte[] NETWORK = {1, 2, 3};
  private static final String CARD =
      """
      task = classification
      input { size = 8, scale = 1/255 }
      outputs { logits = l }
      labels = labels.txt
      """;

  @Test
  void theFingerprintIsThatOfTheMeaning() {
    assertSame(
        """
        # The same, said otherwise.
        labels = "labels.txt"
        outputs.logits = l
        input { scale = 0.00392156862745098, size = [8, 8], mean = [0, 0, 0], channels = rgb }
        task = classification
        top = 5
        licence = MIT
        source = here
        """);
  }

  @Test
  void theFingerprintChangesWithCardNetworkAndLabels() {
    byte[] before = Models.of(CARD, NETWORK, "a", "b").fingerprint();
    assertEquals(32, before.length);
    assertFalse(
        Arrays.equals(before, Models.of(CARD + "top = 4", NETWORK, "a", "b").fingerprint()));
    assertFalse(Arrays.equals(before, Models.of(CARD, new byte[3], "a", "b").fingerprint()));
    assertFalse(Arrays.equals(before, Models.of(CARD, NETWORK, "b", "a").fingerprint()));
  }

  @Test
  void survivesSerialization() throws Exception {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(files);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ModelFiles copy = (ModelFiles) in.readObject();
      assertEquals(files.card(), copy.card());
      assertEquals(files.labels(), copy.labels());
      assertArrayEquals(files.model(), copy.model());
      assertArrayEquals(files.fingerprint(), copy.fingerprint());
    }
  }

  @Test
  void whatIsMissingIsNamed(@TempDir Path folder) throws IOException {
    assertError(
        "none is not a folder; name one that holds model.onnx and card.conf",
        folder.resolve("none"));
    assertError(
        "/card.conf is missing; it says what the network takes and gives; a first one is written by: bifocal model card ",
        folder);
    Files.writeString(folder.resolve("card.conf"), CARD);
    assertError("/model.onnx is missing; put the network there", folder);
    Files.write(folder.resolve("model.onnx"), NETWORK);
    assertError("/labels.txt is missing; put it there: one label a line", folder);
    Files.writeString(folder.resolve("labels.txt"), "a\n");
    assertEquals(List.of("a"), ModelFiles.read(folder).labels());
  }

  @Test
  void anUnreadableFileIsNamedWithTheReason() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                ModelFiles.of(
                    "s3a://bucket/model/",
                    name -> {
                      throw new IOException("no route to host");
                    }));
    assertEquals(
        "s3a://bucket/model/card.conf cannot be read: no route to host", error.getMessage());
  }

  @Test
  void labelsMayEndWithEmptyLinesAndHaveBlanksButNoGaps() {
    assertEquals(
        List.of("a b", "ü"), Models.of(CARD, NETWORK, "\uFEFFa b\r", " ü ", "", "").labels());
    UserError error = assertThrows(UserError.class, () -> Models.of(CARD, NETWORK, "a", "", "b"));
    assertTrue(error.getMessage().startsWith("folder/labels.txt:2: the line is empty"));
  }

  private static void assertSame(String card) {
    assertArrayEquals(
        Models.of(CARD, NETWORK, "a", "b").fingerprint(),
        Models.of(card, NETWORK, "a", "b").fingerprint());
  }

  private static void assertError(String expected, Path folder) {
    UserError error = assertThrows(UserError.class, () -> ModelFiles.read(folder));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }
}
