package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.util.Optional;

/**
 * What {@code card.conf} says of the network beside it. Every error names file, line and key.
 *
 * @param task what the network is for
 * @param input how pictures become its input
 * @param outputs which of its outputs are of use; embedding needs {@code outputs.embedding},
 *     classification {@code outputs.logits}, segmentation {@code outputs.segments}, image {@code
 *     outputs.image} and nothing else
 * @param pooling what makes a vector of outputs.embedding; none by default
 * @param normalize whether embeddings are divided by their Euclidean length; false by default
 * @param detection how boxes are read; detection needs it
 * @param labels the file in the folder with a label a line, UTF-8, in the order of the logits or
 *     classes
 * @param image what the values of {@code outputs.image} mean
 * @param activation what makes scores of logits; softmax by default
 * @param top how many labels with their scores are kept, 1 to 1000; 5 by default. The score of a
 *     segmented label is its share of the area, and what has none is left out
 * @param licence for the reader; no part of the model's version
 * @param source for the reader; no part of the model's version
 */
public record ModelCard(
    @Help("embedding, classification, detection, segmentation or image") Task task,
    @Help("block that says how pictures become the network's input") ModelInput input,
    @Help("block with the names of the network's outputs") ModelOutputs outputs,
    @Default("none")
        @Help("embedding: none, average (over a map or tokens) or cls (the first token)")
        Pooling pooling,
    @Default("false") @Help("embedding: divide it by its Euclidean length") boolean normalize,
    @Help("detection: block that says how boxes are read") Optional<DetectionRule> detection,
    @Help("file in this folder with one label a line, in the order of the logits or classes")
        Optional<String> labels,
    @Help("block that says what the values of outputs.image mean") Optional<ImageSettings> image,
    @Default("softmax") @Help("softmax, sigmoid (several labels at once) or none")
        Activation activation,
    @Default("5") @Help("how many labels with their scores are kept, 1 to 1000") int top,
    @Default("\"\"") @Help("licence of the network") String licence,
    @Default("\"\"") @Help("where the network comes from") String source) {

  private static final int MOST = 1000;

  public ModelCard {
    boolean places =
        !outputs.boxes().isEmpty() || outputs.segments().isPresent() || outputs.image().isPresent();
    if (input.augmentation() != Augmentation.NONE && places) {
      throw new UserError(
          "input.augmentation has no meaning for a network that says where something is: what"
              + " several views of a picture give there cannot be averaged; leave it out");
    }
    if (outputs.embedding().isEmpty() && (pooling != Pooling.NONE || normalize)) {
      throw new UserError(
          "pooling and normalize have no effect without outputs.embedding; name it or leave them out");
    }
    if (task == Task.EMBEDDING && outputs.embedding().isEmpty()) {
      throw missing("outputs.embedding", "embedding", "the output that describes the picture");
    }
    if (task == Task.CLASSIFICATION && outputs.logits().isEmpty()) {
      throw missing("outputs.logits", "classification", "the output with one number a label");
    }
    if (task == Task.DETECTION && (outputs.boxes().isEmpty() || detection.isEmpty())) {
      throw new UserError(
          "task = detection needs outputs.boxes, the names of the outputs with the boxes, and"
              + " detection { family = … }, which says what they mean");
    }
    detection.ifPresent(rule -> checkOutputs(rule.family(), outputs));
    if (task == Task.SEGMENTATION && outputs.segments().isEmpty()) {
      throw missing("outputs.segments", "segmentation", "the output with the label of every place");
    }
    if (outputs.logits().isPresent() && outputs.segments().isPresent()) {
      throw new UserError(
          "outputs.segments and outputs.logits would both fill the column top; name one of them");
    }
    checkImage(task, outputs, image);
    boolean labelled =
        outputs.logits().isPresent() || detection.isPresent() || outputs.segments().isPresent();
    if (labelled && labels.isEmpty()) {
      throw new UserError(
          "labels is missing; name the file with one label a line that belongs to outputs."
              + (outputs.logits().isPresent()
                  ? "logits"
                  : detection.isPresent() ? "boxes" : "segments")
              + ", such as labels.txt");
    }
    if (labels.isPresent() && !labelled) {
      throw new UserError(
          "labels has no effect here; name the output they belong to as outputs.logits or"
              + " outputs.segments, or leave it out");
    }
    if (labels.filter(file -> file.isBlank() || file.matches(".*[/\\\\].*")).isPresent()) {
      throw new UserError(
          "labels = '" + labels.get() + "' is not a file of this folder; give its name alone");
    }
    if (top < 1 || top > MOST) {
      throw new UserError("top = " + top + " is out of range; give 1 to " + MOST);
    }
  }

  private static void checkOutputs(DetectionFamily family, ModelOutputs outputs) {
    boolean scores =
        switch (family) {
          case YOLOV5, YOLOV8, YOLOX, END_TO_END -> false;
          case TORCHVISION, TENSORFLOW, SSD, MEDIAPIPE -> true;
        };
    boolean classes = family == DetectionFamily.TORCHVISION || family == DetectionFamily.TENSORFLOW;
    if (outputs.boxes().isEmpty()) {
      throw new UserError(
          "detection has no effect without outputs.boxes; name them or leave it out");
    }
    if (scores == outputs.scores().isEmpty() || classes == outputs.classes().isEmpty()) {
      throw new UserError(
          "family = "
              + Names.kebab(family)
              + " has its scores "
              + (scores ? "in outputs.scores" : "among the boxes")
              + (classes ? " and its classes in outputs.classes" : "")
              + "; name these outputs and no others");
    }
    if (!scores && outputs.boxes().size() > 1) {
      throw new UserError(
          "family = " + Names.kebab(family) + " has one output of boxes, not several");
    }
  }

  private static void checkImage(Task task, ModelOutputs outputs, Optional<ImageSettings> image) {
    if (task == Task.IMAGE && outputs.image().isEmpty()) {
      throw missing("outputs.image", "image", "the output that is an image");
    }
    if (task != Task.IMAGE && outputs.image().isPresent()) {
      throw new UserError(
          "outputs.image goes with task = image alone; for other outputs configure the model twice,"
              + " with a card for each");
    }
    if (task == Task.IMAGE
        && (outputs.embedding().isPresent()
            || !outputs.boxes().isEmpty()
            || outputs.logits().isPresent()
            || outputs.segments().isPresent())) {
      throw new UserError(
          "outputs has more than image; task = image gives images alone: for the others configure"
              + " the model twice, with a card for each");
    }
    if (task != Task.IMAGE && image.isPresent()) {
      throw new UserError("image has no effect here; add task = image or leave it out");
    }
  }

  private static UserError missing(String key, String task, String meaning) {
    return new UserError(key + " is missing; task = " + task + " needs the name of " + meaning);
  }
}
