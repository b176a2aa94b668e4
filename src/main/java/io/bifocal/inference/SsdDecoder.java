package io.bifocal.inference;

/** Offsets from priors, with logits of the background and of each label. */
final class SsdDecoder implements BoxDecoder {
  private static final float CENTRE_VARIANCE = 0.1f;
  private static final float SIZE_VARIANCE = 0.2f;

  /** Far more than the error of a logarithm, far less than matters. */
  private static final double ROUNDING = 1e-6;

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
      if (!mayReach(logits, i, confidence)) {
        continue;
      }
      System.arraycopy(logits.values(), i * row.length, row, 0, row.length);
      double[] shares = Activation.SOFTMAX.apply(row);
      for (int label = 1; label < shares.length; label++) {
        if (shares[label] >= confidence) {
          add(offsets, i, (float) shares[label], label - 1, boxes);
        }
      }
    }
  }

  /**
   * Whether a label of prior {@code i} can have a share of {@code confidence}: beside the
   * background alone it has exp(d) / (1 + exp(d)) for a difference d of the logits, and others only
   * make it less. Nearly all priors are background, and this spares them the exponentials.
   */
  private static boolean mayReach(Rows logits, int i, double confidence) {
    double least = logits.at(i, 0) + Math.log(confidence / (1 - confidence)) - ROUNDING;
    for (int label = 1; label < logits.columns(); label++) {
      if (logits.at(i, label) >= least) {
        return true;
      }
    }
    return false;
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
