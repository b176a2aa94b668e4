package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.inference.NetworkDescription.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardDraftTest {

  @Test
  void theClassifierOfTheQuickstart() {
    String text =
        CardDraft.of(
            NetworkDescription.of(ModelFiles.read(Quickstart.EMOJI)),
            Optional.of("labels.txt"),
            10);
    assertTrue(text.contains("# Its input is  input float [?, 3, 64, 64]"), text);
    ModelCard card = parse(text);
    assertEquals(Task.CLASSIFICATION, card.task());
    assertEquals(Optional.of("logits"), card.outputs().logits());
    assertEquals(Optional.of("embedding"), card.outputs().embedding());
    assertEquals(List.of(64, 64), card.input().size());
    assertEquals(Layout.NCHW, card.input().layout());
    assertEquals(Optional.of("labels.txt"), card.labels());
  }

  @Test
  void theEmbeddingOfTheQuickstartTakesAnySize() {
    String text =
        CardDraft.of(
            NetworkDescription.of(ModelFiles.read(Quickstart.MOBILENET)), Optional.empty(), 0);
    assertTrue(text.contains("size = 224  # CHECK: the network takes any"), text);
    assertEquals(Task.EMBEDDING, parse(text).task());
  }

  @Test
  void channelsThatStandLast() {
    String text = draft(side("x", 1, 128, 96, 1), Optional.empty(), 0, side("prob", 1, 7));
    ModelCard card = parse(text);
    assertEquals(List.of(96, 128), card.input().size());
    assertEquals(Layout.NHWC, card.input().layout());
    assertEquals(Channels.GRAY, card.input().channels());
    assertEquals(Task.CLASSIFICATION, card.task());
    assertEquals(Activation.NONE, card.activation());
  }

  @Test
  void boxes() {
    Side input = side("images", 1, 3, 640, 640);
    assertFamily(DetectionFamily.YOLOV8, input, side("output0", 1, 84, 8400));
    assertFamily(DetectionFamily.YOLOV5, input, side("output0", 1, 25200, 85));
    assertFamily(DetectionFamily.END_TO_END, input, side("output0", 1, 300, 6));
  }

  @Test
  void maps() {
    Side input = side("x", -1, 3, 64, 64);
    assertEquals(
        Task.SEGMENTATION,
        parse(draft(input, Optional.of("l.txt"), 21, side("y", -1, 21, 64, 64))).task());
    assertEquals(
        Task.IMAGE, parse(draft(input, Optional.empty(), 0, side("y", -1, 3, 128, 128))).task());
    ModelCard tokens = parse(draft(input, Optional.empty(), 0, side("y", -1, 197, 768)));
    assertEquals(Task.EMBEDDING, tokens.task());
    assertEquals(Pooling.CLS, tokens.pooling());
  }

  @Test
  void whatTakesNoPicturesHasNoCard() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> draft(side("ids", -1, 77), Optional.empty(), 0, side("y", -1, 512)));
    assertTrue(error.getMessage().contains("the network takes [ids float [?, 77]]"));
  }

  private static void assertFamily(DetectionFamily family, Side input, Side output) {
    ModelCard card = parse(draft(input, Optional.empty(), 0, output));
    assertEquals(family, card.detection().orElseThrow().family());
    assertEquals(List.of("output0"), card.outputs().boxes());
  }

  private static String draft(Side input, Optional<String> file, int labels, Side... outputs) {
    return CardDraft.of(new NetworkDescription(List.of(input), List.of(outputs)), file, labels);
  }

  private static Side side(String name, long... shape) {
    return new Side(name, "float", Arrays.stream(shape).boxed().toList());
  }

  /** Every draft is a card that can be read. */
  private static ModelCard parse(String text) {
    return CardFile.parse(Path.of("card.conf").toString(), text.getBytes(StandardCharsets.UTF_8));
  }
}
