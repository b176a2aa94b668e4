package io.bifocal.store;

/**
 * A row of a vocabulary.
 *
 * @param role mean, axis or word
 * @param index among those of its role, from 0
 * @param values of the mean, the axis or the word
 * @param weight of a Gaussian, else null
 * @param variances of a Gaussian, else null
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is written.
record VocabularyRow(String role, int index, float[] values, Float weight, float[] variances) {}
