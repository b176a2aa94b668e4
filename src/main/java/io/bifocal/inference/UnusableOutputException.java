package io.bifocal.inference;

/** What a network gave for a picture is of no use; the message goes to the picture's row. */
final class UnusableOutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableOutputException(String message) {
    super(message);
  }

  /** The values of {@code tensor}, all finite. */
  static float[] finite(Tensor tensor) {
    float[] values = tensor.toArray();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw notFinite();
      }
    }
    return values;
  }

  /** A value is NaN or infinite. */
  static UnusableOutputException notFinite() {
    return new UnusableOutputException("output is not finite");
  }
}
