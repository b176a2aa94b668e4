package io.bifocal.inference;

/**
 * A thing that a network found in a picture.
 *
 * @param score 0 to 1
 * @param x left edge in pixels of the upright picture
 * @param y upper edge
 * @param width in pixels, positive
 * @param height in pixels, positive
 */
public record DetectedObject(
    String label, float score, float x, float y, float width, float height) {}
