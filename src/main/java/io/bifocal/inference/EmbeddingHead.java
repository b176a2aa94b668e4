package io.bifocal.inference;

/** The vector that describes a picture. */
final class EmbeddingHead implements Head {
  private static final String KEY = "outputs.embedding";

  private final String name;
  private final int length;

  EmbeddingHead(String name, Outputs outputs) {
    this.name = name;
    this.length = outputs.vector(KEY, name).size();
  }

  /** Values in every embedding. */
  int length() {
    return length;
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    float[] values = UnusableOutputException.finite(outputs.get(name));
    if (values.length != length) {
      throw new UnusableOutputException(
          "the embedding has " + values.length + " values instead of " + length);
    }
    prediction.embedding(values);
  }
}
