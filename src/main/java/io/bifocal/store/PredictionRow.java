package io.bifocal.store;

import io.bifocal.inference.Prediction;

/**
 * A row of the table of predictions.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param prediction what the model said
 * @param micros CPU time in microseconds
 */
public record PredictionRow(String imageId, Prediction prediction, long micros) {}
