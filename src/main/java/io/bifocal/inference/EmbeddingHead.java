package io.bifocal.inference;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.util.List;

/** The vector that describes a picture. */
final class EmbeddingHead implements Head {
  private static final String KEY = "outputs.embedding";

  private final String name;
  private final Pooling pooling;
  private final Layout layout;
  private final boolean normalize;
  private final int length;

  EmbeddingHead(String name, ModelCard card, Outputs outputs) {
    this.name = name;
    this.pooling = card.pooling();
    this.layout = card.input().layout();
    this.normalize = card.normalize();
    this.length =
        pooling == Pooling.NONE
            ? outputs.vector(KEY, name).size()
            : pooledLength(outputs.named(KEY, name));
  }

  /** Values in every embedding. */
  int length() {
    return length;
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Tensor tensor = outputs.get(name);
    float[] values = UnusableOutputException.finite(tensor);
    if (pooling != Pooling.NONE) {
      List<Integer> shape = tensor.shape();
      values = pooling.length(shape, layout) == 0 ? values : pooling.pool(values, shape, layout);
    }
    if (values.length != length) {
      throw new UnusableOutputException(
          "the embedding has " + values.length + " values instead of " + length);
    }
    prediction.embedding(normalize ? normalized(values) : values);
  }

  private int pooledLength(Tensor tensor) {
    int pooled = pooling.length(tensor.shape(), layout);
    if (pooled == 0) {
      throw new UserError(
          KEY
              + " = '"
              + name
              + "' has the shape "
              + tensor.shape()
              + " for one picture, which pooling = "
              + Names.kebab(pooling)
              + " cannot make a vector of; "
              + (pooling == Pooling.CLS
                  ? "it takes [tokens, n]"
                  : "it takes a map of three sides or [tokens, n]"));
    }
    return pooled;
  }

  /** A vector of nothing but zeros has no direction and stays as it is. */
  private static float[] normalized(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double norm = squares == 0 ? 1 : Math.sqrt(squares);
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] / norm);
    }
    return result;
  }
}
