package io.bifocal.store;

/**
 * A row of {@code features}.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param vector null where there is an error
 * @param error null where there is a vector
 * @param micros CPU time in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every value.
public record FeatureRow(String imageId, float[] vector, String error, long micros) {}
