package io.bifocal.inference;

import io.bifocal.conf.UserError;
import io.bifocal.inference.NetworkDescription.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A first card for a network, guessed from the names and shapes of its inputs and outputs. What
 * cannot be seen there, such as the scale of pixels, stands in it with a comment.
 */
public final class CardDraft {
  private static final int USUAL_SIZE = 224;
  private static final int IMAGENET = 1000;

  /** Networks propose more boxes than they know labels. */
  private static final int FEWEST_BOXES = 100;

  private final NetworkDescription network;
  private final Optional<String> labelsFile;
  private final int labels;
  private final List<String> lines = new ArrayList<>();

  private CardDraft(NetworkDescription network, Optional<String> labelsFile, int labels) {
    this.network = network;
    this.labelsFile = labelsFile;
    this.labels = labels;
  }

  /**
   * The text of a card.
   *
   * @param labelsFile name of the file with a label a line, if there is one
   * @param labels how many labels it has
   * @throws UserError if the network does not take pictures
   */
  public static String of(NetworkDescription network, Optional<String> labelsFile, int labels) {
    CardDraft draft = new CardDraft(network, labelsFile, labels);
    draft.write();
    return String.join("\n", draft.lines) + "\n";
  }

  private void write() {
    if (network.inputs().size() != 1 || network.inputs().get(0).shape().size() != 4) {
      throw new UserError(
          "the network takes "
              + network.inputs()
              + "; a card can only be written for one that takes nothing but pictures, as a tensor of"
              + " four sides");
    }
    Side input = network.inputs().get(0);
    add(
        "# Guessed from the network; whatever is marked CHECK has to be compared with how it was trained.");
    add("# Its input is  " + input);
    network.outputs().forEach(output -> add("# It gives      " + output));
    add("");
    List<String> outputs = outputs(input);
    add(outputs.get(0));
    input(input);
    outputs.subList(1, outputs.size()).forEach(this::add);
    add("licence = \"\"  # CHECK: under which it may be used");
    add("source = \"\"   # CHECK: where it comes from");
  }

  private void add(String line) {
    lines.add(line);
  }

  private void input(Side input) {
    List<Long> shape = input.shape();
    boolean last = !isChannels(shape.get(1)) && isChannels(shape.get(3));
    long height = shape.get(last ? 1 : 2);
    long width = shape.get(last ? 2 : 3);
    add("input {");
    if (input.name().isEmpty()) {
      add("  # CHECK: TorchScript does not say what size it takes; it was tried with this one.");
    } else {
      add("  name = " + quoted(input.name()));
    }
    if (width > 0 && height > 0) {
      add(
          "  size = "
              + (width == height ? width : "[" + width + ", " + height + "]  # width, height"));
    } else {
      add("  size = " + USUAL_SIZE + "  # CHECK: the network takes any");
    }
    if (last) {
      add("  layout = nhwc");
    }
    if (shape.get(last ? 3 : 1) == 1) {
      add("  channels = gray");
    } else {
      add("  channels = rgb  # CHECK: or bgr");
    }
    add("  # CHECK: what a pixel becomes. Instead of these lines a preset may say it all:");
    add("  # preset = torchvision-imagenet, timm-imagenet, clip, keras-tf, keras-caffe, yolo …");
    add("  scale = 1/255");
    add("  mean = 0");
    add("  std = 1");
    add("  resize = stretch  # CHECK: or crop, or fit");
    add("}");
  }

  /** The task, and then whatever belongs to it. */
  private List<String> outputs(Side input) {
    for (Side output : network.outputs()) {
      Optional<List<String>> boxes = boxes(output);
      if (boxes.isPresent()) {
        return boxes.get();
      }
    }
    Optional<Side> logits = network.outputs().stream().filter(this::isLogits).findFirst();
    if (logits.isPresent()) {
      return classification(logits.get());
    }
    for (Side output : network.outputs()) {
      Optional<List<String>> map = map(input, output);
      if (map.isPresent()) {
        return map.get();
      }
    }
    return embedding(network.outputs().get(0));
  }

  private boolean isLogits(Side output) {
    long length = vector(output);
    String name = output.name().toLowerCase(Locale.ROOT);
    boolean named = name.contains("logit") || name.contains("prob") || name.contains("softmax");
    return length > 0 && (labels > 0 ? length == labels : length == IMAGENET || named);
  }

  private List<String> classification(Side logits) {
    List<String> result = new ArrayList<>(List.of("task = classification"));
    Optional<Side> embedding =
        network.outputs().stream().filter(o -> !o.equals(logits) && vector(o) > 0).findFirst();
    result.add("outputs {");
    embedding.ifPresent(output -> result.add("  embedding = " + quoted(output.name())));
    result.add("  logits = " + quoted(logits.name()));
    result.add("}");
    result.add(labelsLine(vector(logits)));
    String name = logits.name().toLowerCase(Locale.ROOT);
    boolean activated = name.contains("prob") || name.contains("softmax");
    result.add(
        "activation = " + (activated ? "none" : "softmax") + "  # CHECK: softmax, sigmoid or none");
    return result;
  }

  /** Boxes of YOLO: many more than they have values. */
  private Optional<List<String>> boxes(Side output) {
    List<Long> shape = output.shape();
    if (shape.size() != 3) {
      return Optional.empty();
    }
    long rows = shape.get(1);
    long columns = shape.get(2);
    if (rows > 4 && columns >= FEWEST_BOXES && columns > 4 * rows) {
      return Optional.of(detection(output, "yolov8", rows - 4));
    }
    if (columns == 6 && labels != 1) {
      return Optional.of(detection(output, "end-to-end", -1));
    }
    if (columns > 5 && rows >= FEWEST_BOXES && rows > 4 * columns) {
      return Optional.of(detection(output, "yolov5", columns - 5));
    }
    return Optional.empty();
  }

  private List<String> detection(Side output, String family, long count) {
    return List.of(
        "task = detection",
        "outputs.boxes = " + quoted(output.name()),
        "detection {",
        "  family = " + family + "  # CHECK",
        "  confidence = 0.25",
        "  overlap = 0.45",
        "}",
        labelsLine(count));
  }

  private Optional<List<String>> map(Side input, Side output) {
    List<Long> shape = output.shape();
    if (shape.size() != 4) {
      return Optional.empty();
    }
    boolean last = !isChannels(input.shape().get(1));
    long channels = shape.get(last ? 3 : 1);
    long height = shape.get(last ? 1 : 2);
    long full = input.shape().get(last ? 1 : 2);
    if ((labels > 0 && channels == labels)
        || (channels == 1 && labels == 2)
        || (channels > 4 && height == full && full > 0)) {
      return Optional.of(
          List.of(
              "task = segmentation",
              "outputs.segments = " + quoted(output.name()),
              "activation = softmax  # CHECK: sigmoid where there is one logit for two labels",
              labelsLine(channels == 1 ? 2 : channels)));
    }
    if (isChannels(channels) && (height >= full || height < 0)) {
      return Optional.of(
          List.of(
              "task = image",
              "outputs.image = " + quoted(output.name()),
              "image { range = [0, 1], result = picture }  # CHECK: [0, 255], [-1, 1]; residual, alpha"));
    }
    return Optional.empty();
  }

  private List<String> embedding(Side output) {
    List<String> result = new ArrayList<>(List.of("task = embedding"));
    result.add("outputs.embedding = " + quoted(output.name()));
    if (vector(output) == 0) {
      result.add(
          output.shape().size() == 3
              ? "pooling = cls  # CHECK: or average"
              : "pooling = average  # CHECK");
    }
    return result;
  }

  private String labelsLine(long count) {
    return labelsFile
        .map(file -> "labels = " + quoted(file))
        .orElse(
            "labels = labels.txt  # CHECK: put this file here, "
                + (count > 0 ? count + " lines, " : "")
                + "one label a line in the network's order");
  }

  private static long vector(Side output) {
    List<Long> shape = output.shape();
    boolean flat = shape.size() >= 2 && shape.stream().skip(2).allMatch(side -> side == 1);
    return flat ? Math.max(0, shape.get(1)) : 0;
  }

  private static boolean isChannels(long side) {
    return side == 1 || side == 3 || side == 4;
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_-]*") ? text : "\"" + text.replace("\"", "\\\"") + "\"";
  }
}
