package io.bifocal.inference;

/**
 * Boxes in pixels from the centre of their cell; what follows them in a row, keypoints, is left
 * out.
 */
final class MediapipeDecoder implements BoxDecoder {
  private static final float HALF = 0.5f;

  private final ModelOutputs names;
  private final Grid grid;

  MediapipeDecoder(ModelOutputs names, Grid grid) {
    this.names = names;
    this.grid = grid;
  }

  @Override
  public void decode(Outputs outputs, double confidence, Candidates boxes) {
    Rows offsets = Rows.of(outputs, names.boxes());
    Rows logits = Rows.of(outputs, names.scores());
    for (int i = 0; i < grid.size(); i++) {
      for (int label = 0; label < logits.columns(); label++) {
        double score = 1 / (1 + StrictMath.exp(-(double) logits.at(i, label)));
        if (score >= confidence) {
          boxes.addCentred(
              offsets.at(i, 0) + (grid.column(i) + HALF) * grid.stride(i),
              offsets.at(i, 1) + (grid.row(i) + HALF) * grid.stride(i),
              offsets.at(i, 2),
              offsets.at(i, 3),
              (float) score,
              label);
        }
      }
    }
  }
}
