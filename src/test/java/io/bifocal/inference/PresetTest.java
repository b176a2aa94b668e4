package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import io.bifocal.image.Resize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

  /**
   * CRC-32 of the RGB planes that Pillow 12.3.0 and torchvision's arithmetic give for the pictures
   * of {@link ResizeReference}, before scale, mean and std:
   *
   * <pre>
   * short, long = (w, h) if w &lt;= h else (h, w)
   * new_long = int(size * long / short)
   * image = image.resize((size, new_long) if w &lt;= h else (new_long, size), filter)
   * top = int(round((image.height - crop) / 2.0))
   * left = int(round((image.width - crop) / 2.0))
   * </pre>
   *
   * with size and crop 256, 224; 232, 224; 256, 224; 341, 299; 248, 224; 224, 224.
   */
  @ParameterizedTest
  @CsvSource({
    "torchvision-imagenet, 500, 375, 9cb26d1e",
    "torchvision-imagenet, 333, 251, cc5b7148",
    "torchvision-imagenet, 251, 333, 7d83fc94",
    "torchvision-imagenet, 100, 81, d13b9ff0",
    "torchvision-imagenet-v2, 500, 375, 4720a7d8",
    "torchvision-imagenet-v2, 333, 251, 658eeb2d",
    "torchvision-imagenet-v2, 251, 333, 0c663a31",
    "torchvision-imagenet-v2, 100, 81, a7c089ca",
    "timm-imagenet, 500, 375, 5a3f599f",
    "timm-imagenet, 333, 251, 5229ef5b",
    "timm-imagenet, 251, 333, e879d5a4",
    "timm-imagenet, 100, 81, 612726d9",
    "timm-inception, 500, 375, 0f380a5b",
    "timm-inception, 333, 251, a7cfdd97",
    "timm-inception, 251, 333, bbd78efc",
    "timm-inception, 100, 81, 616c1737",
    "timm-vit, 500, 375, 82b3209c",
    "timm-vit, 333, 251, aa6e14cc",
    "timm-vit, 251, 333, 2c75774e",
    "timm-vit, 100, 81, 65872ba0",
    "clip, 500, 375, 8cf72bba",
    "clip, 333, 251, 4091a085",
    "clip, 251, 333, 3aa6bbbd",
    "clip, 100, 81, 66dbc71b"
  })
  void pixelsAreThoseOfTheTrainingPipeline(String preset, int width, int height, String crc) {
    float[] tensor = tensor("preset = " + preset + ", scale = 1, mean = 0, std = 1", width, height);
    byte[] bytes = new byte[tensor.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) tensor[i];
    }
    assertEquals(crc, ResizeReference.crc(bytes));
  }

  /** (pixels / 255 - mean) / std of the first of those above, by NumPy. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, -0.251306",
    "1, 0, 0, -0.232493",
    "2, 0, 0, -0.113813",
    "0, 111, 112, 1.033051",
    "1, 223, 5, 0.012605",
    "2, 223, 223, 1.367669"
  })
  void valuesAreThoseOfTheTrainingPipeline(int channel, int y, int x, float expected) {
    float[] tensor = tensor("preset = torchvision-imagenet", 500, 375);
    assertEquals(expected, tensor[(channel * 224 + y) * 224 + x], 1e-5f);
  }

  /**
   * The conventions as their projects document them; a gray picture of level 51 shows the values.
   */
  @ParameterizedTest
  @CsvSource({
    "torchvision-imagenet, 224, NCHW, CROP, -1.244541, -1.142857, -0.915556",
    "torchvision-imagenet-v2, 224, NCHW, CROP, -1.244541, -1.142857, -0.915556",
    "timm-imagenet, 224, NCHW, CROP, -1.244541, -1.142857, -0.915556",
    "timm-inception, 299, NCHW, CROP, -0.6, -0.6, -0.6",
    "timm-vit, 224, NCHW, CROP, -0.6, -0.6, -0.6",
    "clip, 224, NCHW, CROP, -1.047743, -0.986701, -0.754996",
    "keras-tf, 224, NHWC, STRETCH, -0.6, -0.6, -0.6",
    "keras-torch, 224, NHWC, STRETCH, -1.244541, -1.142857, -0.915556",
    "keras-caffe, 224, NHWC, STRETCH, -52.939, -65.779, -72.68",
    "caffe, 224, NCHW, STRETCH, -53, -66, -72",
    "yolo, 640, NCHW, FIT, 0.2, 0.2, 0.2"
  })
  void everyPreset(
      String preset, int size, Layout layout, Resize resize, float a, float b, float c) {
    ModelInput input = input("preset = " + preset);
    assertEquals(List.of(size, size), input.size());
    assertEquals(layout, input.layout());
    assertEquals(resize, input.resize());
    int[] pixels = new int[size * size];
    Arrays.fill(pixels, 51);
    float[] tensor = tensor(input, Models.picture(size, size, 1, pixels));
    int next = layout == Layout.NCHW ? size * size : 1;
    assertArrayEquals(
        new float[] {a, b, c}, new float[] {tensor[0], tensor[next], tensor[2 * next]}, 1e-5f);
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetIsComplete(Preset preset) {
    ModelInput input = input("preset = " + Names.kebab(preset));
    assertEquals(preset, input.preset().orElseThrow());
    boolean blueFirst = preset == Preset.KERAS_CAFFE || preset == Preset.CAFFE;
    assertEquals(blueFirst ? Channels.BGR : Channels.RGB, input.channels());
    assertEquals(preset == Preset.YOLO ? 114 : 0, input.pad());
  }

  @Test
  void aKeyOfItsOwnStandsAboveThePreset() {
    ModelInput input =
        input("preset = clip, size = 336, interpolation = cubic, mean = 0.5, layout = nhwc");
    assertEquals(List.of(336, 336), input.size());
    assertEquals(Interpolation.CUBIC, input.interpolation());
    assertEquals(List.of(0.5, 0.5, 0.5), input.mean());
    assertEquals(List.of(0.26862954, 0.26130258, 0.27577711), input.std());
    assertEquals(Layout.NHWC, input.layout());
    assertEquals(Resize.CROP, input.resize());
  }

  @Test
  void whatBelongsToAnotherResizeIsLeftOut() {
    assertEquals(1, input("preset = timm-vit, resize = stretch").cropFraction().share());
    assertEquals(0, input("preset = yolo, resize = stretch").pad());
    assertEquals(0.5, input("preset = timm-vit, crop-fraction = 1/2").cropFraction().share());
    assertEquals(7, input("preset = timm-vit, resize = fit, pad = 7").pad());
  }

  @Test
  void meanAndStdStayWithTheirColours() {
    ModelInput input = input("preset = torchvision-imagenet, channels = bgr");
    assertEquals(List.of(0.406, 0.456, 0.485), input.mean());
    assertEquals(List.of(0.225, 0.224, 0.229), input.std());
    assertEquals(List.of(123.0, 117.0, 104.0), input("preset = caffe, channels = rgb").mean());
    assertEquals(
        List.of(1.0, 2.0, 3.0), input("preset = caffe, channels = rgb, mean = [1, 2, 3]").mean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "preset = torchvison-imagenet | f:1: input.preset: unknown value 'torchvison-imagenet'; did"
            + " you mean 'torchvision-imagenet'?",
        "preset = 7 | f:1: input.preset: unknown value '7'",
        "preset = [clip] | f:1: input.preset: expected ",
        "preset = clip, channels = gray | f:1: input: mean has 3 numbers; give one",
        "preset = clip, scal = 1 | f:1: input.scal: unknown key 'scal'; did you mean 'scale'?",
        "layout = nchw | f:1: input.size: this key is missing; give the width and height",
      })
  void errorsNameFileLineAndKey(String input, String expected) {
    UserError error = assertThrows(UserError.class, () -> input(input));
    assertTrue(error.getMessage().startsWith(expected), error.getMessage());
  }

  @Test
  void aPresetIsWhatItStandsFor() {
    String rest = "task = embedding, outputs.embedding = e, input ";
    byte[] network = {1};
    assertArrayEquals(
        Models.of(
                rest
                    + """
                    {
                      size = 224, resize = crop, crop-fraction = 0.875
                      interpolation = bilinear-antialiased
                      mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225]
                    }
                    """,
                network)
            .fingerprint(),
        Models.of(rest + "{ preset = torchvision-imagenet }", network).fingerprint());
  }

  private static float[] tensor(String input, int width, int height) {
    return tensor(input(input), ResizeReference.picture(width, height, 3));
  }

  private static float[] tensor(ModelInput input, Picture picture) {
    float[] values = new float[input.values()];
    try (picture;
        Preprocessor preprocessor = new Preprocessor(input);
        FloatPointer tensor = new FloatPointer(input.values())) {
      preprocessor.write(picture, tensor);
      tensor.get(values);
    }
    return values;
  }

  private static ModelInput input(String input) {
    String card = "input { " + input + " }, task = embedding, outputs.embedding = e";
    return CardFile.parse("f", card.getBytes(StandardCharsets.UTF_8)).input();
  }
}
