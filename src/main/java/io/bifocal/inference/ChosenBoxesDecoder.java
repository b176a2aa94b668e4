package io.bifocal.inference;

import java.util.List;

/** Boxes of networks that have suppressed overlapping ones already. */
final class ChosenBoxesDecoder implements BoxDecoder {
  private final DetectionFamily family;
  private final ModelOutputs names;
  private final ModelInput input;
  private final int labels;

  ChosenBoxesDecoder(DetectionFamily family, ModelOutputs names, ModelInput input, int labels) {
    this.family = family;
    this.names = names;
    this.input = input;
    this.labels = labels;
  }

  @Override
  public void decode(Outputs outputs, double confidence, Candidates boxes) {
    Rows corners = Rows.of(outputs, names.boxes());
    boolean together = family == DetectionFamily.END_TO_END;
    float[] scores = together ? null : Rows.of(outputs, names.scores()).values();
    float[] classes =
        together ? null : Rows.of(outputs, List.of(names.classes().orElseThrow())).values();
    if (!together && (scores.length != corners.count() || classes.length != corners.count())) {
      throw new UnusableOutputException(
          "the network gave "
              + corners.count()
              + " boxes with "
              + scores.length
              + " scores and "
              + classes.length
              + " classes");
    }
    for (int i = 0; i < corners.count(); i++) {
      float score = together ? corners.at(i, 4) : scores[i];
      if (score >= confidence) {
        int label = Math.round(together ? corners.at(i, 5) : classes[i]);
        add(corners, i, score, label, boxes);
      }
    }
  }

  @Override
  public boolean suppressed() {
    return true;
  }

  private void add(Rows corners, int i, float score, int label, Candidates boxes) {
    boolean fractions = family == DetectionFamily.TENSORFLOW;
    int place = fractions ? label - 1 : label;
    if (place < 0 || place >= labels) {
      throw new UnusableOutputException(
          "the network found the class " + label + ", for which the labels file has no line");
    }
    if (fractions) {
      boxes.add(
          corners.at(i, 1) * input.width(),
          corners.at(i, 0) * input.height(),
          corners.at(i, 3) * input.width(),
          corners.at(i, 2) * input.height(),
          score,
          place);
    } else {
      boxes.add(
          corners.at(i, 0), corners.at(i, 1), corners.at(i, 2), corners.at(i, 3), score, place);
    }
  }
}
