package io.bifocal.inference;

import com.typesafe.config.ConfigUtil;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The card that DJL's {@code serving.properties} amount to, in which arguments for one of DJL's
 * translators stand: keys, defaults and order of the steps are those of {@code
 * ai.djl.modality.cv.translator} 0.38. As for DJL, keys that no translator looks at have no effect.
 *
 * <p>The input is the same as DJL makes with PyTorch for its arrays, but for three things. Pictures
 * are resized by OpenCV in whole gray levels, while PyTorch keeps fractions of them, and with
 * BICUBIC values beyond 0 and 255. A score or an overlap that is exactly at its threshold may count
 * or not. And where centerCrop leaves out an odd number of rows or columns, DJL takes the smaller
 * half from before the centre, and here it is whichever is even, as in torchvision.
 *
 * <p>What a card cannot say is an error that names the key: nothing is silently done otherwise.
 */
final class ServingProperties {
  private static final int LARGEST_SIDE = 4096;
  private static final int MOST_LABELS = 1000;

  /** What a card's crop-fraction goes down to. */
  private static final int LARGEST_MARGIN = 10;

  private static final int MOST_SCALED = LARGEST_MARGIN * LARGEST_SIDE;

  /** Rows that DJL looks at in the output of YOLOv8 unless told otherwise. */
  private static final int MAX_BOX = 8400;

  private static final String TOO_LITTLE = "write a card.conf, which goes before these properties";

  private final String file;
  private final Properties properties = new Properties();

  /**
   * @param file what errors call it
   * @throws UserError if it cannot be parsed
   */
  ServingProperties(String file, byte[] bytes) {
    this.file = file;
    try {
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(file + " cannot be parsed: " + Reasons.of(e), e);
    }
  }

  /** What the network's file is called, if it says so. */
  Optional<String> modelName() {
    return text("option.modelName").or(() -> text("modelName"));
  }

  /**
   * The engine it is for, if it says so.
   *
   * @throws UserError if that is none that there is
   */
  Optional<ModelFormat> format() {
    Optional<String> engine = text("engine");
    if (engine.isEmpty()) {
      return Optional.empty();
    }
    for (ModelFormat format : ModelFormat.values()) {
      if (format.engine().equals(engine.get())) {
        return Optional.of(format);
      }
    }
    throw wrong("engine", "is none that Bifocal has; export the network to ONNX");
  }

  /**
   * Labels that stand in the properties themselves; for DJL the name of a file goes before them.
   */
  Optional<List<String>> synset() {
    return text("synsetFileName").isPresent()
        ? Optional.empty()
        : text("synset").map(labels -> List.of(labels.split(",")));
  }

  /**
   * The name of the file with the labels; {@code synset.txt} by default.
   *
   * @throws UserError if they would have to be fetched
   */
  String synsetFile() {
    Optional<String> name = text("synsetFileName");
    if (name.isEmpty() && text("synsetUrl").isPresent()) {
      throw wrong("synsetUrl", "is not fetched; put that file beside the network as synset.txt");
    }
    return name.orElse("synset.txt");
  }

  /**
   * The card, as HOCON.
   *
   * @param outputs names of the network's outputs in its order
   * @throws UserError if a key says what no card can say
   */
  String card(List<String> outputs) {
    List<String> lines = new ArrayList<>();
    switch (translator()) {
      case "ImageClassificationTranslator" -> classification(lines, outputs);
      case "ImageFeatureExtractor" -> {
        lines.add("task = embedding");
        lines.add("outputs { embedding = " + quoted(first(outputs)) + " }");
      }
      case "SemanticSegmentationTranslator" -> segmentation(lines, outputs);
      case "YoloV5Translator" -> detection(lines, outputs, DetectionFamily.YOLOV5);
      case "YoloV8Translator" -> detection(lines, outputs, DetectionFamily.YOLOV8);
      default -> throw wrong("translatorFactory", "does what no task does here; " + TOO_LITTLE);
    }
    batchifier();
    lines.add("input {");
    size(lines);
    values(lines);
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private String translator() {
    Optional<String> factory = text("translatorFactory");
    if (factory.isPresent()) {
      return factory
          .get()
          .replaceFirst("^ai\\.djl\\.modality\\.cv\\.translator\\.", "")
          .replaceFirst("Factory$", "");
    }
    if (text("translator").isPresent()) {
      throw wrong("translator", "is code of its own, which is not run; " + TOO_LITTLE);
    }
    String application = text("application").orElse("").toLowerCase(Locale.ROOT);
    if (application.matches("(cv/)?image_classification")) {
      return "ImageClassificationTranslator";
    }
    throw new UserError(
        file
            + ": translatorFactory is missing, and so nobody knows what the outputs mean; add it, or "
            + TOO_LITTLE);
  }

  private void classification(List<String> lines, List<String> outputs) {
    if (outputs.size() != 1) {
      throw new UserError(
          file
              + ": DJL's classification takes networks of one output, and this one has "
              + outputs
              + "; "
              + TOO_LITTLE);
    }
    lines.add("task = classification");
    lines.add("outputs { logits = " + quoted(outputs.get(0)) + " }");
    lines.add("labels = " + quoted(synsetFile()));
    lines.add("activation = " + (is("applySoftmax", false) ? "softmax" : "none"));
    lines.add("top = " + within("topK", whole("topK", 5), MOST_LABELS));
  }

  /** DJL reads the second output, as torchvision's networks have them. */
  private void segmentation(List<String> lines, List<String> outputs) {
    if (outputs.size() < 2) {
      throw new UserError(
          file
              + ": DJL's segmentation reads the second output, and this network has "
              + outputs
              + "; "
              + TOO_LITTLE);
    }
    lines.add("task = segmentation");
    lines.add("outputs { segments = " + quoted(outputs.get(1)) + " }");
    lines.add("labels = " + quoted(synsetFile()));
  }

  private void detection(List<String> lines, List<String> outputs, DetectionFamily family) {
    String type = text("outputType").orElse("AUTO");
    if (!List.of("AUTO", "BOX").contains(type.toUpperCase(Locale.ROOT))) {
      throw wrong("outputType", "is not read; export the network with its boxes decoded");
    }
    lines.add("task = detection");
    lines.add("outputs { boxes = " + quoted(first(outputs)) + " }");
    lines.add("labels = " + quoted(synsetFile()));
    lines.add("detection {");
    lines.add("  family = " + family.name().toLowerCase(Locale.ROOT));
    lines.add("  confidence = " + share("threshold", "0.2"));
    lines.add("  overlap = " + share("nmsThreshold", "0.4"));
    // DJL keeps them all.
    lines.add("  most = 10000");
    lines.add("}");
  }

  private void batchifier() {
    String batchifier = text("batchifier").orElse("stack");
    // Inputs of one size have nothing to be padded.
    if (!List.of("stack", "padding").contains(batchifier)) {
      throw wrong(
          "batchifier",
          "is not read; export a network that takes batches, and give batchifier = stack");
    }
  }

  /**
   * Each cell of the grids of 8, 16 and 32 pixels is a row, and DJL drops all but the last ones.
   */
  private void checkBoxes(int width, int height) {
    if (!translator().equals("YoloV8Translator")) {
      return;
    }
    int cells = 0;
    for (int stride = 8; stride <= 32; stride *= 2) {
      cells += (width / stride) * (height / stride);
    }
    int most = whole("maxBox", MAX_BOX);
    if (most < cells) {
      throw new UserError(
          file
              + ": maxBox = "
              + most
              + ", by which DJL drops the first of the "
              + cells
              + " boxes of "
              + width
              + " × "
              + height
              + " pixels; give maxBox = "
              + cells
              + " or more");
    }
  }

  private void size(List<String> lines) {
    int width = side("width", whole("width", 224));
    int height = side("height", whole("height", 224));
    for (String key : List.of("pad", "centerFit")) {
      if (!text(key).orElse("false").equals("false")) {
        throw wrong(key, "has nothing that corresponds to it; " + TOO_LITTLE);
      }
    }
    boolean crop = is("centerCrop", false);
    String resize = text("resize").orElse("false");
    String resizeShort = text("resizeShort").orElse("false");
    if (resize.equals("false") == resizeShort.equals("false")) {
      throw new UserError(
          file
              + ": one of resize and resizeShort has to bring pictures to the network's size; add"
              + " resize = true, or "
              + TOO_LITTLE);
    }
    if (resizeShort.equals("false")) {
      stretch(lines, resize, crop, width, height);
    } else {
      cover(lines, resizeShort, crop, width, height);
    }
  }

  private void stretch(List<String> lines, String resize, boolean crop, int width, int height) {
    List<String> parts = resize.equals("true") ? List.of() : parts(resize);
    int scaledWidth =
        parts.isEmpty() ? width : within("resize", whole("resize", parts.get(0)), MOST_SCALED);
    int scaledHeight =
        parts.isEmpty()
            ? height
            : parts.size() > 1
                ? within("resize", whole("resize", parts.get(1)), MOST_SCALED)
                : scaledWidth;
    interpolation(lines, "resize", parts);
    if (!crop) {
      side("resize", scaledWidth);
      side("resize", scaledHeight);
      checkBoxes(scaledWidth, scaledHeight);
      lines.add("  size = [" + scaledWidth + ", " + scaledHeight + "], resize = stretch");
      return;
    }
    if (scaledWidth < width || (long) scaledWidth * height != (long) scaledHeight * width) {
      throw wrong(
          "resize",
          "leaves no centre of " + width + " × " + height + " in proportion; " + TOO_LITTLE);
    }
    checkBoxes(width, height);
    lines.add("  size = [" + width + ", " + height + "], resize = stretch");
    fraction(lines, "resize", width, scaledWidth);
  }

  private void cover(List<String> lines, String resizeShort, boolean crop, int width, int height) {
    List<String> parts = resizeShort.equals("true") ? List.of() : parts(resizeShort);
    int side =
        parts.isEmpty()
            ? Math.max(width, height)
            : within("resizeShort", whole("resizeShort", parts.get(0)), MOST_SCALED);
    if (!crop
        || width != height
        || side < width
        || (parts.size() > 1 && whole("resizeShort", parts.get(1)) > 0)) {
      throw wrong(
          "resizeShort",
          "is read with centerCrop = true, one side of at least width = height, and no other; "
              + TOO_LITTLE);
    }
    interpolation(lines, "resizeShort", parts);
    checkBoxes(width, height);
    lines.add("  size = " + width + ", resize = crop");
    fraction(lines, "resizeShort", width, side);
  }

  private void fraction(List<String> lines, String key, int kept, int of) {
    if (of > LARGEST_MARGIN * kept) {
      throw wrong(key, "leaves less than a tenth of a side; " + TOO_LITTLE);
    }
    if (kept < of) {
      lines.add("  crop-fraction = " + kept + "/" + of);
    }
  }

  private void interpolation(List<String> lines, String key, List<String> parts) {
    String name = parts.size() > 2 ? parts.get(2) : "BILINEAR";
    lines.add(
        "  interpolation = "
            + switch (name) {
              case "BILINEAR" -> "linear";
              case "BICUBIC" -> "cubic";
              case "NEAREST" -> "nearest";
              case "AREA" ->
                  throw wrong(key, "averages other areas than is done here; " + TOO_LITTLE);
              default ->
                  throw wrong(key, "names an interpolation that is not there; give BILINEAR");
            });
  }

  /** Every step is a division and a subtraction; together they are the card's. */
  private void values(List<String> lines) {
    boolean tensor = is("toTensor", true);
    double[] mean = {0, 0, 0};
    double[] std = {1, 1, 1};
    String normalize = text("normalize").orElse("false");
    if (normalize.equals("true")) {
      mean = new double[] {0.485, 0.456, 0.406};
      std = new double[] {0.229, 0.224, 0.225};
    } else if (!normalize.equals("false")) {
      List<String> parts = parts(normalize);
      if (parts.size() != 6) {
        throw wrong("normalize", "has not six numbers, three means and three deviations");
      }
      for (int i = 0; i < 3; i++) {
        mean[i] = number("normalize", parts.get(i));
        std[i] = number("normalize", parts.get(i + 3));
        if (std[i] == 0) {
          throw wrong("normalize", "divides by 0; give 1 where nothing is to be divided");
        }
      }
    }
    String range = text("range").orElse("");
    if (range.equals("0,1")) {
      std = times(std, 255);
    } else if (range.equals("-1,1")) {
      std = times(std, 128);
      for (int i = 0; i < 3; i++) {
        mean[i] += std[i];
      }
    } else if (!range.isEmpty()) {
      throw wrong("range", "is none that DJL knows; give 0,1 or -1,1");
    }
    String flag = text("flag").orElse("COLOR");
    if (!List.of("COLOR", "GRAYSCALE").contains(flag)) {
      throw wrong("flag", "is none that DJL knows; give COLOR or GRAYSCALE");
    }
    boolean gray = flag.equals("GRAYSCALE");
    if (gray && !normalize.equals("false")) {
      throw wrong("normalize", "has three channels, and flag = GRAYSCALE has one; " + TOO_LITTLE);
    }
    lines.add("  layout = " + (tensor ? "nchw" : "nhwc"));
    lines.add("  channels = " + (gray ? "gray" : "rgb"));
    lines.add("  scale = " + (tensor ? "1/255" : "1"));
    lines.add("  mean = " + list(mean, gray));
    lines.add("  std = " + list(std, gray));
  }

  private static double[] times(double[] values, double factor) {
    double[] result = values.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return result;
  }

  private static String list(double[] values, boolean gray) {
    return gray
        ? String.valueOf(values[0])
        : "[" + values[0] + ", " + values[1] + ", " + values[2] + "]";
  }

  private String first(List<String> outputs) {
    if (outputs.isEmpty()) {
      throw new UserError(file + ": the network beside it has no outputs; export it again");
    }
    return outputs.get(0);
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(properties.getProperty(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static List<String> parts(String value) {
    return List.of(value.split("\\s*,\\s*"));
  }

  private boolean is(String key, boolean fallback) {
    return text(key).map(Boolean::parseBoolean).orElse(fallback);
  }

  private int whole(String key, int fallback) {
    return whole(key, text(key).orElse(String.valueOf(fallback)));
  }

  /** As DJL reads it, which takes 224.0 for 224. */
  private int whole(String key, String part) {
    return (int) number(key, part);
  }

  private int side(String key, int pixels) {
    return within(key, pixels, LARGEST_SIDE);
  }

  private int within(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new UserError(
          file + ": " + key + " holds " + value + ", which is out of range; give 1 to " + most);
    }
    return value;
  }

  private double share(String key, String fallback) {
    double share = number(key, text(key).orElse(fallback));
    if (!(share >= 0 && share <= 1)) {
      throw wrong(key, "is out of range; give 0 to 1");
    }
    return share;
  }

  /**
   * @param part all or a part of what {@code key} is set to
   */
  private double number(String key, String part) {
    try {
      double number = Double.parseDouble(part);
      if (Double.isFinite(number)) {
        return number;
      }
      throw wrong(key, "is not finite; give ordinary numbers");
    } catch (NumberFormatException e) {
      throw new UserError(
          file + ": " + key + " holds " + part + ", which is no number; mend it", e);
    }
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }

  private UserError wrong(String key, String why) {
    return new UserError(file + ": " + key + " = " + properties.getProperty(key) + " " + why);
  }
}
