package io.bifocal.analysis.compare;

/**
 * What a fitted set of features says of images.
 *
 * @param raw probabilities as they are, rows × classes
 * @param calibrated probabilities with the temperature
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
record Answers(float[][] raw, float[][] calibrated) {}
