package io.bifocal.store;

import io.bifocal.inference.Prediction;

/**
 * A row of the table of predictions.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param prediction what the model said
 * @param guards a value for each guard column of the table, or null
 * @param micros CPU time in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is written.
public record PredictionRow(
    String imageId, Prediction prediction, float[] guards, long micros) {}
