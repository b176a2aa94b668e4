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
 * @param labels the file in the folder with a label a line, UTF-8, in the order of the logits
 * @param activation what makes scores of logits; softmax by default
 * @param top how many labels with their scores are kept, 1 to 1000; 5 by default
 * @param licence for the reader; no part of the model's version
 * @param source for the reader; no part of the model's version
 */
public record ModelCard(
    @Help("embedding or classification") Task task,
    @Help("block that says how pictures become the network's input") ModelInput input,
    @Help("block with the names of the network's outputs") ModelOutputs outputs,
    @Help("file in this folder with one label a line, in the order of the logits")
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
    if (outputs.logits().isPresent() && labels.isEmpty()) {
      throw new UserError(
          "labels is missing; name the file with one label a line that belongs to outputs.logits,"
              + " such as labels.txt");
    }
    if (labels.isPresent() && outputs.logits().isEmpty()) {
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

  private static UserError missing(String key, String task, String meaning) {
    return new UserError(key + " is missing; task = " + task + " needs the name of " + meaning);
  }
}
