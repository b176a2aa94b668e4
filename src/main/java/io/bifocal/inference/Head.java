package io.bifocal.inference;

import ai.djl.ndarray.NDList;
import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Optional;

/** Reads predictions from a network's outputs. */
final class Head {
  private final Optional<String> embedding;
  private final Optional<String> logits;
  private final int embeddingLength;
  private final Classifier classifier;

  /**
   * @param outputs what the network gave for some picture, to see that they fit the card
   * @throws UserError if they do not
   */
  Head(ModelFiles files, NDList outputs) {
    ModelCard card = files.card();
    List<String> labels = files.labels();
    embedding = card.outputs().embedding();
    logits = card.outputs().logits();
    embeddingLength =
        embedding.map(name -> Tensors.length(outputs, name, "outputs.embedding")).orElse(0);
    classifier = new Classifier(labels, card.activation(), card.top());
    logits.ifPresent(
        name -> {
          int count = Tensors.length(outputs, name, "outputs.logits");
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
        });
  }

  /** The length of every embedding, 0 if there is none. */
  int embeddingLength() {
    return embeddingLength;
  }

  /** What the outputs for one picture say. */
  Prediction read(NDList outputs) {
    Optional<float[]> vector = embedding.map(name -> Tensors.values(outputs, name));
    Optional<float[]> numbers = logits.map(name -> Tensors.values(outputs, name));
    if (!vector.map(Head::isFinite).orElse(true) || !numbers.map(Head::isFinite).orElse(true)) {
      return Prediction.failed("output is not finite");
    }
    if (vector.filter(values -> values.length != embeddingLength).isPresent()) {
      return Prediction.failed(
          "the embedding has " + vector.get().length + " values instead of " + embeddingLength);
    }
    return Prediction.of(numbers.map(classifier::best).orElse(List.of()), vector.orElse(null));
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
