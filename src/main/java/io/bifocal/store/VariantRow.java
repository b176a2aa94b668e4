package io.bifocal.store;

/**
 * A row of {@link Tables#VARIANTS}.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param variant what was done to the decoded picture
 * @param vector null where there is an error
 * @param error null where there is a vector
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every value.
public record VariantRow(String imageId, String variant, float[] vector, String error) {}
