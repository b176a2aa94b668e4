package io.bifocal.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a card wants read from the outputs of one forward pass. */
final class Heads {
  private final List<Head> heads = new ArrayList<>();
  private final int embeddingLength;

  /**
   * @param outputs what the network gave for some picture, to see that they fit the card
   * @throws io.bifocal.conf.UserError if they do not
   */
  Heads(ModelFiles files, Outputs outputs) {
    ModelCard card = files.card();
    Optional<EmbeddingHead> embedding =
        card.outputs().embedding().map(name -> new EmbeddingHead(name, card, outputs));
    embedding.ifPresent(heads::add);
    embeddingLength = embedding.map(EmbeddingHead::length).orElse(0);
    card.outputs()
        .logits()
        .ifPresent(name -> heads.add(new ClassificationHead(name, card, files.labels(), outputs)));
    if (card.detection().isPresent()) {
      heads.add(new DetectionHead(files, outputs));
    }
    card.outputs()
        .segments()
        .ifPresent(name -> heads.add(new SegmentationHead(name, card, files.labels(), outputs)));
    card.outputs().image().ifPresent(name -> heads.add(new ImageHead(name, card, outputs)));
  }

  /** The length of every embedding, 0 if there is none. */
  int embeddingLength() {
    return embeddingLength;
  }

  /** What the outputs for one picture say. */
  Prediction read(Outputs outputs, Placement placement) {
    Prediction.Builder prediction = new Prediction.Builder();
    try {
      heads.forEach(head -> head.read(outputs, placement, prediction));
    } catch (UnusableOutputException e) {
      return Prediction.failed(e.getMessage());
    }
    return prediction.build();
  }
}
