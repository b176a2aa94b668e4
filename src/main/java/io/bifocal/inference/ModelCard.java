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
 *     classification {@code outputs.logits}
 * @param detection how boxes are read; detection needs it
 * @param segmentValues what outputs.segments says of a pixel; logits by default
 * @param imageRange which values of outputs.image are black and white; unit, 0 to 1, by default
 * @param labels the file in the folder with a label a line, UTF-8, in the order of the logits or
 *     classes
 * @param activation what makes scores of logits; softmax by default
 * @param top how many labels with their scores are kept, 1 to 1000; 5 by default
 * @param licence for the reader; no part of the model's version
 * @param source for the reader; no part of the model's version
 */
public record ModelCard(
    @Help("embedding, classification, detection, segmentation or image") Task task,
    @Help("block that says how pictures become the network's input") ModelInput input,
    @Help("block with the names of the network's outputs") ModelOutputs outputs,
    @Help("detection: block that says how boxes are read") Optional<DetectionRule> detection,
    @Default("logits")
        @Help("segmentation: logits, indices or probability (of the second of two labels)")
        SegmentValues segmentValues,
    @Default("unit") @Help("image: values from black to white: unit (0 to 1), symmetric or byte")
        ImageRange imageRange,
    @Help("file in this folder with one label a line, in the order of the logits or classes")
        Optional<String> labels,
    @Default("softmax") @Help("softmax, sigmoid (several labels at once) or none")
        Activation activation,
    @Default("5") @Help("how many labels with their scores are kept, 1 to 1000") int top,
    @Default("\"\"") @Help("licence of the network") String licence,
    @Default("\"\"") @Help("where the network comes from") String source) {

  private static final int MOST = 1000;

  public ModelCard {
    if (input.augmentation() != Augmentation.NONE
        && task != Task.EMBEDDING
        && task != Task.CLASSIFICATION) {
      throw new UserError(
          "input.augmentation has no meaning for task = "
              + Names.kebab(task)
              + ": places of several views cannot be averaged; leave it out");
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
      throw missing("outputs.segments", "segmentation", "the output with what each pixel is");
    }
    if (task == Task.IMAGE && outputs.image().isEmpty()) {
      throw missing("outputs.image", "image", "the output that is a picture");
    }
    if (outputs.segments().isPresent() && outputs.logits().isPresent()) {
      throw new UserError(
          "outputs.segments and outputs.logits would both give labels to the picture; make two cards"
              + " of it, in two folders");
    }
    boolean labelled =
        outputs.logits().isPresent() || detection.isPresent() || outputs.segments().isPresent();
    if (labelled && labels.isEmpty()) {
      throw new UserError(
          "labels is missing; name the file with one label a line that belongs to outputs."
              + (detection.isPresent()
                  ? "boxes"
                  : outputs.segments().isPresent() ? "segments" : "logits")
              + ", such as labels.txt");
    }
    if (labels.isPresent() && !labelled) {
      throw new UserError(
          "labels has no effect here; name the output they belong to as outputs.logits, or leave it"
              + " out");
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

  private static UserError missing(String key, String task, String meaning) {
    return new UserError(key + " is missing; task = " + task + " needs the name of " + meaning);
  }
}
