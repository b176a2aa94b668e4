package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import io.bifocal.image.Resize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DJL's folders, held against what its translators are documented and seen to do. */
class ServingPropertiesTest {
  private static final String CLASSIFICATION =
      """
      engine=OnnxRuntime
      translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
      width=2
      height=2
      resize=true
      normalize=true
      applySoftmax=true
      topK=2
      """;

  /** What goes in comes out: (pixel / 255 - mean) / std, plane after plane, red first. */
  @Test
  void theInputIsWhatDjlsTransformsMakeOfAPicture() {
    String properties =
        CLASSIFICATION.replace("ImageClassificationTranslator", "ImageFeatureExtractor");
    ModelFiles files = folder(properties, "model.onnx", Models.flatten(3, 2, 2));
    assertEquals(Task.EMBEDDING, files.card().task());
    // Blue, green, red of each pixel.
    float[] vector = embedding(files, 2, 2, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110);
    double[] red = {20, 50, 80, 110};
    double[] blue = {0, 30, 60, 90};
    for (int i = 0; i < 4; i++) {
      assertEquals((red[i] / 255 - 0.485) / 0.229, vector[i], 1e-5);
      assertEquals((blue[i] / 255 - 0.406) / 0.225, vector[8 + i], 1e-5);
    }
  }

  /** Values that name their row and column: what is left of a centre is seen at once. */
  @Test
  void theCentreIsDjls() {
    String properties =
        """
        translatorFactory=ai.djl.modality.cv.translator.ImageFeatureExtractorFactory
        width=2
        height=2
        toTensor=false
        flag=GRAYSCALE
        centerCrop=true
        """;
    byte[] network = Models.flatten(2, 2, 1);
    assertArrayEquals(
        new float[] {11, 12, 21, 22},
        gray(folder(properties + "resize=4", "model.onnx", network), 4, 4));
    // The shorter side is there already; of six columns two go on each side.
    assertArrayEquals(
        new float[] {12, 13, 22, 23},
        gray(folder(properties + "resizeShort=4", "model.onnx", network), 6, 4));
    // Half the size by the means of four; of three columns the last goes, as in DJL.
    assertArrayEquals(
        new float[] {5.5f, 7.5f, 25.5f, 27.5f},
        gray(folder(properties + "resizeShort=2", "model.onnx", network), 6, 4),
        0.5f);
  }

  private static float[] gray(ModelFiles files, int width, int height) {
    int[] values = new int[width * height * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 3 / width * 10 + i / 3 % width;
    }
    return embedding(files, width, height, values);
  }

  @Test
  void rangesAreTakenOfWhatIsThereBefore() {
    String properties =
        """
        translatorFactory=ai.djl.modality.cv.translator.ImageFeatureExtractorFactory
        width=1
        height=1
        resize=true
        toTensor=false
        flag=GRAYSCALE
        """;
    assertArrayEquals(
        new float[] {100},
        embedding(folder(properties, "model.onnx", Models.flatten(1, 1, 1)), 1, 1, 100, 100, 100));
    assertArrayEquals(
        new float[] {100 / 255f},
        embedding(
            folder(properties + "range=0,1", "model.onnx", Models.flatten(1, 1, 1)),
            1,
            1,
            100,
            100,
            100),
        1e-6f);
    assertArrayEquals(
        new float[] {100 / 128f - 1},
        embedding(
            folder(properties + "range=-1,1", "model.onnx", Models.flatten(1, 1, 1)),
            1,
            1,
            100,
            100,
            100),
        1e-6f);
  }

  @Test
  void classificationIsAsDjlConfiguresIt() {
    ModelFiles files =
        folder(CLASSIFICATION, "model.onnx", network(), "synset.txt", "cat\ndog\nowl\n");
    ModelCard card = files.card();
    assertEquals(Task.CLASSIFICATION, card.task());
    assertEquals(Optional.of("vector"), card.outputs().logits());
    assertEquals(Activation.SOFTMAX, card.activation());
    assertEquals(2, card.top());
    assertEquals(List.of("cat", "dog", "owl"), files.labels());
    // Without the key DJL leaves the network's values alone.
    assertEquals(
        Activation.NONE,
        folder(
                CLASSIFICATION.replace("applySoftmax=true\n", ""),
                "model.onnx",
                network(),
                "synset.txt",
                "a\nb\n")
            .card()
            .activation());
  }

  @Test
  void labelsMayStandInTheProperties() {
    assertEquals(
        List.of("cat", "dog"),
        folder(CLASSIFICATION + "synset=cat,dog\n", "model.onnx", network()).labels());
    assertEquals(
        List.of("a", "b"),
        folder(
                CLASSIFICATION + "synsetFileName=x.txt\n",
                "model.onnx",
                network(),
                "x.txt",
                "a\nb\n")
            .labels());
    // DJL sets them one after the other: a file goes before an address, and that before a list.
    assertEquals(
        List.of("a", "b"),
        folder(
                CLASSIFICATION
                    + "synset=cat,dog\nsynsetUrl=https://example.org\nsynsetFileName=x.txt\n",
                "model.onnx",
                network(),
                "x.txt",
                "a\nb\n")
            .labels());
  }

  /** Of torchvision's two outputs DJL reads the second. */
  @Test
  void segmentation() {
    byte[] network =
        OnnxFile.withInput("x", 3, 2, 2)
            .matrix("half", 1, 1, 0.5f)
            .node("Mul", List.of("x", "half"), "aux")
            .node("Sub", List.of("half", "x"), "out")
            .output("aux")
            .output("out")
            .bytes();
    String properties =
        """
        translatorFactory=ai.djl.modality.cv.translator.SemanticSegmentationTranslatorFactory
        width=2
        height=2
        resize=true
        synset=red,green,blue
        """;
    ModelFiles files = folder(properties, "model.onnx", network);
    assertEquals(Task.SEGMENTATION, files.card().task());
    // The least of blue, green and red: green, green, red, blue.
    try (Picture picture = Models.picture(2, 2, 3, 9, 0, 9, 9, 1, 5, 9, 9, 2, 3, 4, 5)) {
      List<LabelScore> shares = Models.predict(files, picture).top();
      assertEquals(new LabelScore("green", 0.5f), shares.get(0));
      assertEquals(3, shares.size());
    }
    UserError error =
        assertThrows(UserError.class, () -> folder(properties, "model.onnx", network()));
    assertTrue(
        error.getMessage().contains("reads the second output, and this network has [vector]"),
        error.getMessage());
  }

  /**
   * DJL looks at the last maxBox rows alone; 640 x 640 pixels have as many as it does by default.
   */
  @Test
  void boxesThatDjlWouldDropAreAnError() {
    String properties =
        """
        translatorFactory=ai.djl.modality.cv.translator.YoloV8TranslatorFactory
        resize=true
        synset=a,b
        outputType=box
        """;
    String square = "width=640\nheight=640\n";
    assertEquals(
        List.of(640, 640),
        folder(properties + square, "model.onnx", network()).card().input().size());
    assertBoxes(properties + square + "maxBox=8399\n", "maxBox = 8399", "8400 boxes");
    String large = "width=1280\nheight=640\n";
    assertBoxes(properties + large, "maxBox = 8400", "16800 boxes");
    folder(properties + large + "maxBox=16800\n", "model.onnx", network());
    folder(properties.replace("V8", "V5") + large, "model.onnx", network());
  }

  private static void assertBoxes(String properties, String most, String boxes) {
    UserError error =
        assertThrows(UserError.class, () -> folder(properties, "model.onnx", network()));
    assertTrue(error.getMessage().contains(most), error.getMessage());
    assertTrue(error.getMessage().contains(boxes), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize=true                                  | 4, 2 | STRETCH | 1.0   | LINEAR",
        "resize=8                                     | 8, 8 | STRETCH | 1.0   | LINEAR",
        "resize=8.0,6.0,BICUBIC                       | 8, 6 | STRETCH | 1.0   | CUBIC",
        "resize=8,4\\ncenterCrop=true                 | 4, 2 | STRETCH | 0.5   | LINEAR",
        "height=4\\nresizeShort=5\\ncenterCrop=true   | 4, 4 | CROP    | 0.8   | LINEAR",
        "height=4\\nresizeShort=true\\ncenterCrop=true | 4, 4 | CROP   | 1.0   | LINEAR",
      })
  void sizes(
      String keys, String size, Resize resize, double fraction, Interpolation interpolation) {
    ModelInput input =
        folder(
                "application=cv/image_classification\nsynset=a,b\nwidth=4\nheight=2\n"
                    + keys.replace("\\n", "\n"),
                "model.onnx",
                network())
            .card()
            .input();
    assertEquals("[" + size + "]", input.size().toString());
    assertEquals(resize, input.resize());
    assertEquals(fraction, input.cropFraction().share(), 1e-12);
    assertEquals(interpolation, input.interpolation());
  }

  @Test
  void detectors() {
    ModelFiles files =
        folder(
            """
            translatorFactory=ai.djl.modality.cv.translator.YoloV8TranslatorFactory
            resize=640
            threshold=0.3
            nmsThreshold=0.6
            synset=a,b
            """,
            "model.onnx",
            network());
    DetectionRule rule = files.card().detection().orElseThrow();
    assertEquals(DetectionFamily.YOLOV8, rule.family());
    assertEquals(0.3, rule.confidence());
    assertEquals(0.6, rule.overlap());
    assertEquals(List.of(640, 640), files.card().input().size());
  }

  @Test
  void theNetworkMayHaveTheNamesThatDjlTries() {
    assertEquals(
        2,
        folder(CLASSIFICATION + "synset=a,b\noption.modelName=mine\n", "mine.onnx", network())
            .labels()
            .size());
    // The folder's name.
    assertEquals(
        2, folder(CLASSIFICATION + "synset=a,b\n", "resnet.onnx", network()).labels().size());
    ModelFiles torch =
        folder(
            CLASSIFICATION.replace("OnnxRuntime", "PyTorch") + "synset=a,b\n",
            "resnet.pt",
            new byte[1]);
    assertEquals("PyTorch", torch.engine());
    assertEquals(Optional.of("0"), torch.card().outputs().logits());
  }

  @Test
  void aCardGoesBefore() {
    ModelFiles files =
        folder(
            "this=is not looked at\nengine=TensorFlow\n",
            "model.onnx",
            network(),
            "card.conf",
            "task = embedding, input { size = 2 }, outputs { embedding = vector }");
    assertEquals(Task.EMBEDDING, files.card().task());
  }

  @Test
  void theVersionIsThatOfTheSameCard() {
    String properties = CLASSIFICATION + "synset=a,b\n";
    byte[] before = folder(properties, "model.onnx", network()).fingerprint();
    assertArrayEquals(
        before, folder("maxWorkers=3\n" + properties, "model.onnx", network()).fingerprint());
    assertFalse(
        Arrays.equals(
            before,
            folder(properties.replace("topK=2", "topK=3"), "model.onnx", network()).fingerprint()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine=TensorFlow                    | engine = TensorFlow is none that Bifocal has",
        "translatorFactory=com.acme.Mine      | translatorFactory = com.acme.Mine does what no task does here",
        "translatorFactory=                   | translatorFactory is missing",
        "resize=false                         | one of resize and resizeShort",
        "resizeShort=256                      | one of resize and resizeShort",
        "resize=abc                           | resize holds abc, which is no number",
        "resize=224,224,LANCZOS               | resize = 224,224,LANCZOS names an interpolation",
        "resize=3,5\\ncenterCrop=true         | leaves no centre of 2 × 2 in proportion",
        "resize=false\\nresizeShort=256       | resizeShort = 256 is read with centerCrop = true",
        "pad=true                             | pad = true has nothing that corresponds to it",
        "centerFit=true                       | centerFit = true has nothing that corresponds to it",
        "normalize=1,2                        | normalize = 1,2 has not six numbers",
        "range=0,2                            | range = 0,2 is none that DJL knows",
        "synsetUrl=https://example.org/s.txt  | synsetUrl = https://example.org/s.txt is not fetched",
        "flag=GRAYSCALE                       | normalize = true has three channels",
        "resize=224,224,AREA                  | resize = 224,224,AREA averages other areas",
        "resize=50\\ncenterCrop=true          | resize = 50 leaves less than a tenth",
        "resize=0                             | resize holds 0, which is out of range",
        "width=5000                           | width holds 5000, which is out of range",
        "flag=GRAY                            | flag = GRAY is none that DJL knows",
        "batchifier=none                      | batchifier = none is not read",
        "normalize=0,0,0,1,0,1                | normalize = 0,0,0,1,0,1 divides by 0",
        "normalize=0,0,0,1,NaN,1              | normalize = 0,0,0,1,NaN,1 is not finite",
        "topK=1001                            | topK holds 1001, which is out of range",
        "translatorFactory=\\ntranslator=Mine | translator = Mine is code of its own",
        "topK=many                            | topK holds many, which is no number",
      })
  void whatNoCardCanSayIsAnError(String keys, String message) {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                folder(
                    CLASSIFICATION + keys.replace("\\n", "\n"),
                    "model.onnx",
                    network(),
                    "synset.txt",
                    "a\nb\n"));
    assertTrue(
        error.getMessage().startsWith("models/resnet/serving.properties: "), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static byte[] network() {
    return Models.flatten(3, 2, 2);
  }

  private static float[] embedding(ModelFiles files, int width, int height, int... values) {
    try (Picture picture = Models.picture(width, height, 3, values)) {
      return Models.predict(files, picture).embedding();
    }
  }

  /** A folder with these properties, and names with their contents in turn. */
  private static ModelFiles folder(String properties, Object... files) {
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put("serving.properties", properties.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < files.length; i += 2) {
      contents.put(
          (String) files[i],
          files[i + 1] instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : (byte[]) files[i + 1]);
    }
    return ModelFiles.of("models/resnet", name -> Optional.ofNullable(contents.get(name)));
  }
}
