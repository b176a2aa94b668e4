package io.bifocal.inference;

/**
 * An image as a file.
 *
 * @param png gray, RGB or RGBA, 8 bits a channel
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a row.
public record EncodedImage(byte[] png, int width, int height) {}
