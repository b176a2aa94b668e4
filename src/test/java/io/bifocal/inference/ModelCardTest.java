package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Resize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardTest {
  private static final String SHORTEST =
      """
      task = embedding
      input { size = 32 }
      outputs { embedding = e }
      """;

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    ModelCard card = parse(SHORTEST);
    assertEquals(
        new ModelInput(
            Optional.empty(),
            Optional.empty(),
            List.of(32, 32),
            Layout.NCHW,
            Channels.RGB,
            new Scale(1.0 / 255),
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            Resize.STRETCH,
            new CropFraction(1),
            0,
            Interpolation.LINEAR,
            Augmentation.NONE),
        card.input());
    assertEquals(Activation.SOFTMAX, card.activation());
    assertEquals(5, card.top());
    assertEquals("", card.licence());
  }

  @Test
  void everyKeyIsRead() {
    ModelCard card =
        parse(
            """
            task = classification
            input {
              name = x, size = [64, 48], layout = nhwc, channels = bgr, scale = 1
              mean = [104, 117, 123], std = 2, resize = fit, pad = 114, interpolation = cubic
            }
            outputs { embedding = e, logits = l }
            labels = names.txt
            activation = sigmoid
            top = 3
            licence = MIT
            source = "a paper"
            """);
    assertEquals(Task.CLASSIFICATION, card.task());
    assertEquals(Optional.of("x"), card.input().name());
    assertEquals(List.of(64, 48), card.input().size());
    assertEquals(Layout.NHWC, card.input().layout());
    assertEquals(Channels.BGR, card.input().channels());
    assertEquals(new Scale(1), card.input().scale());
    assertEquals(List.of(104.0, 117.0, 123.0), card.input().mean());
    assertEquals(List.of(2.0, 2.0, 2.0), card.input().std());
    assertEquals(Resize.FIT, card.input().resize());
    assertEquals(114, card.input().pad());
    assertEquals(Interpolation.CUBIC, card.input().interpolation());
    assertEquals(Optional.of("e"), card.outputs().embedding());
    assertEquals(Optional.of("l"), card.outputs().logits());
    assertEquals(Optional.of("names.txt"), card.labels());
    assertEquals(Activation.SIGMOID, card.activation());
    assertEquals(3, card.top());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "size = 0 | hdfs://x/card.conf:2: input: size = 0 is out of range; give 1 to 4096 pixels",
        "size = [32, 4097] | hdfs://x/card.conf:2: input: size = 4097 is out of range",
        "size = [1, 2, 3] | hdfs://x/card.conf:2: input: size has 3 numbers",
        "size = [] | hdfs://x/card.conf:2: input: size has 0 numbers",
        "size = big | hdfs://x/card.conf:3: input.size: expected a whole number",
        "scale = 1/0 | hdfs://x/card.conf:3: input.scale: scale = Infinity is out of range",
        "scale = -1 | hdfs://x/card.conf:3: input.scale: scale = -1.0 is out of range",
        "scale = 1:255 | hdfs://x/card.conf:3",
        "scale = bright | hdfs://x/card.conf:3: input.scale: 'bright' is no scale; give a number",
        "std = 0 | hdfs://x/card.conf:2: input: std = [0.0, 0.0, 0.0] divides by 0",
        "std = [1, 2] | hdfs://x/card.conf:2: input: std has 2 numbers; give one, or one for each",
        "mean = [1, 2, 3, 4] | hdfs://x/card.conf:2: input: mean has 4 numbers",
        "mean = NaN | hdfs://x/card.conf:2: input: mean = [NaN] is not finite",
        "crop-fraction = 1.5 | hdfs://x/card.conf:3: input.crop-fraction: crop-fraction = 1.5 is out",
        "crop-fraction = 1/11 | hdfs://x/card.conf:3: input.crop-fraction: crop-fraction = 0.09",
        "crop-fraction = 0/0 | hdfs://x/card.conf:3: input.crop-fraction: crop-fraction = NaN",
        "crop-fraction = much | hdfs://x/card.conf:3: input.crop-fraction: 'much' is no crop-fraction",
        "resize = fit, crop-fraction = 0.9 | hdfs://x/card.conf:2: input: crop-fraction has no effect",
        "pad = 256 | hdfs://x/card.conf:2: input: pad = 256 is out of range",
        "pad = 1 | hdfs://x/card.conf:2: input: pad has no effect here; add resize = fit",
        "augmentation = five-crops | hdfs://x/card.conf:2: input: augmentation = five-crops has nothing",
        "augmentation = ten-crops, resize = crop | hdfs://x/card.conf:2: input: augmentation = ten-crops",
        "layout = chw | hdfs://x/card.conf:3: input.layout: unknown value 'chw'; did you mean 'nchw'?",
        "chanels = rgb | hdfs://x/card.conf:3: input.chanels: unknown key 'chanels'; did you mean 'channels'?",
      })
  void inputErrorsNameFileLineAndKey(String line, String expected) {
    String card = "task = embedding\ninput { size = 32\n" + line + "\n}\noutputs.embedding = e";
    assertError(expected, card);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "task = embedding, outputs {} | outputs.embedding is missing; task = embedding needs",
        "task = classification, outputs.embedding = e | outputs.logits is missing; task =",
        "task = classification, outputs.logits = l | labels is missing; name the file",
        "task = embedding, outputs.embedding = e, labels = l.txt | labels has no effect here",
        "task = embedding, outputs.embedding = e, top = 0 | top = 0 is out of range; give 1 to 1000",
        "task = embedding, outputs.embedding = e, top = 1001 | top = 1001 is out of range",
        "task = embedding, outputs { embedding = e, logits = l }, labels = ../l | labels = '../l' is not a file",
        "task = embeding, outputs.embedding = e | task: unknown value 'embeding'; did you mean 'embedding'?",
        "outputs.embedding = e | task: this key is missing; give the embedding, classification",
        "task = embedding | outputs: this key is missing",
        "task = ${nothing}, outputs.embedding = e | substitution",
        "task = detection, outputs.boxes = b, detection.family = yolov8, labels = l, input.augmentation = flip | input.augmentation has no meaning",
        "task = classification, outputs { logits = l, image = i }, labels = l, input.augmentation = flip | input.augmentation has no meaning",
        "task = segmentation, outputs.segments = s, labels = l, input.augmentation = flip | input.augmentation has no meaning",
        "task = [ | List should have ]",
      })
  void cardErrorsNameFileLineAndKey(String line, String expected) {
    UserError error = assertError(expected, "input { size = 32 }\n" + line);
    assertTrue(error.getMessage().startsWith("hdfs://x/card.conf:"), error.getMessage());
  }

  @Test
  void aCropFractionIsWhatItsQuotientSays() {
    // Plain division gives 231.99999999999997 and the like for some of them.
    for (int whole = 100; whole <= 2240; whole++) {
      for (int kept : new int[] {100, 224, 299}) {
        if (kept <= whole && whole <= 10 * kept) {
          assertEquals(whole, CropFraction.parse(kept + "/" + whole).whole(kept));
        }
      }
    }
    assertEquals(341, CropFraction.parse("0.875").whole(299));
    assertEquals("0.875", CropFraction.parse("224/256").toString());
  }

  @Test
  void aScaleIsTheSameHoweverItIsWritten() {
    assertEquals(Scale.parse("1/255").toString(), Scale.parse("0.00392156862745098").toString());
    assertEquals(new Scale(0.25), Scale.parse("1/4"));
  }

  private static ModelCard parse(String card) {
    return CardFile.parse("hdfs://x/card.conf", card.getBytes(StandardCharsets.UTF_8));
  }

  private static UserError assertError(String expected, String card) {
    UserError error = assertThrows(UserError.class, () -> parse(card));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    return error;
  }
}
