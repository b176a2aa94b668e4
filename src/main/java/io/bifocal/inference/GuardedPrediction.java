package io.bifocal.inference;

/**
 * A prediction after the guards.
 *
 * @param prediction with calibrated scores
 * @param guards a value for each of {@link Guards#columns()}, finite, or NaN where the guard has
 *     none; null for a failed prediction
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a row; a list would box every value.
public record GuardedPrediction(Prediction prediction, float[] guards) {}
