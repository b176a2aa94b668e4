package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.util.List;

/** Labels with their scores. */
final class ClassificationHead implements Head {
  private static final String KEY = "outputs.logits";

  private final String name;
  private final Classifier classifier;

  ClassificationHead(String name, ModelCard card, List<String> labels, Outputs outputs) {
    this.name = name;
    this.classifier = new Classifier(labels, card.activation(), card.top());
    int count = outputs.vector(KEY, name).size();
    if (count != labels.size()) {
      throw new UserError(
          "labels = "
              + card.labels().orElseThrow()
              + " has "
              + labels.size()
              + " labels, but outputs.logits = '"
              + name
              + "' has "
              + count
              + " numbers; give one label a line for each");
    }
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    float[] logits = UnusableOutputException.finite(outputs.get(name));
    prediction.logits(logits).top(classifier.best(logits));
  }
}
