package io.bifocal.inference;

/** Offsets from priors, with logits of the background and of each label. */
final class SsdDecoder implements BoxDecoder {
  private static final float CENTRE_VARIANCE = 0.1f;
  private static final float SIZE_VARIANCE = 0.2f;

  private final ModelOutputs names;
  private final ModelInput input;
  private final float[][] priors;

  /**
   * @param priors centre x, centre y, width and height of each, as fractions of the input
   */
  SsdDecoder(ModelOutputs names, ModelInput input, float[][] priors) {
    this.names = names;
    this.input = input;
    this.priors = priors;
  }

  @Override
  public void decode(Outputs outputs, double confidence, Candidates boxes) {
    Rows offsets = Rows.of(outputs, names.boxes());
    Rows logits = Rows.of(outputs, names.scores());
    float[] row = new float[logits.columns()];
    for (int i = 0; i < priors.length; i++) {
      System.arraycopy(logits.values(), i * row.length, row, 0, row.length);
      double[] shares = Activation.SOFTMAX.apply(row);
      for (int label = 1; label < shares.length; label++) {
        if (shares[label] >= confidence) {
          add(offsets, i, (float) shares[label], label - 1, boxes);
        }
      }
    }
  }

  private void add(Rows offsets, int i, float score, int label, Candidates boxes) {
    float[] prior = priors[i];
    boxes.addCentred(
        (prior[0] + offsets.at(i, 0) * CENTRE_VARIANCE * prior[2]) * input.width(),
        (prior[1] + offsets.at(i, 1) * CENTRE_VARIANCE * prior[3]) * input.height(),
        prior[2] * (float) StrictMath.exp(offsets.at(i, 2) * SIZE_VARIANCE) * input.width(),
        prior[3] * (float) StrictMath.exp(offsets.at(i, 3) * SIZE_VARIANCE) * input.height(),
        score,
        label);
  }
}
