package io.bifocal.store;

import io.bifocal.inference.EncodedImage;

/**
 * A row of {@code pictures}.
 *
 * @param imageId SHA-256 of the encoded bytes of the source, hex
 * @param image what a model made of it; null where there is an error
 * @param error null where there is an image
 * @param micros CPU time in microseconds
 */
public record PictureRow(String imageId, EncodedImage image, String error, long micros) {}
