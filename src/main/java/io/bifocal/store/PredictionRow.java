package io.bifocal.store;

import io.bifocal.inference.Prediction;

/**
 * A row of the table of predictions.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param prediction what the model said
 * @param guards a value for each guard column of the table, NaN for none; null for none at all
 * @param mask the mask as PNG; null where there is none or nobody asked for it
 * @param micros CPU time in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is written.
public record PredictionRow(
    String imageId, Prediction prediction, float[] guards, byte[] mask, long micros) {

  /** This row with another CPU time. */
  public PredictionRow took(long cpuMicros) {
    return new PredictionRow(imageId, prediction, guards, mask, cpuMicros);
  }
}
